using System;
using System.Numerics;
using System.Runtime.InteropServices;

namespace CnnGen;

/// <summary><see cref="Sgd"/> without momentum: remembers nothing.</summary>
/// <remarks>
/// Multiplications and additions are kept apart in the vector loop and in the loop for the rest, never fused, so that a weight gets
/// the same bits in either and on every machine. The loops wait for memory, not for arithmetic.
/// </remarks>
internal sealed class SgdState(Sgd settings, int floats) : OptimizerState(floats)
{
    private readonly float _decay = (float)settings.WeightDecay;
    private float _rate;

    /// <inheritdoc/>
    protected override void Begin(double learningRate) => _rate = (float)learningRate;

    /// <inheritdoc/>
    protected override void Update(Span<float> weights, ReadOnlySpan<float> gradients, int offset)
    {
        ref float w = ref MemoryMarshal.GetReference(weights);
        ref float g = ref MemoryMarshal.GetReference(gradients);
        Vector<float> rate = new(_rate);
        Vector<float> decay = new(_decay);
        int i = 0;
        for (; i <= weights.Length - Vector<float>.Count; i += Vector<float>.Count)
        {
            Vector<float> weight = Vector.LoadUnsafe(ref w, (nuint)i);
            Vector<float> direction = Vector.LoadUnsafe(ref g, (nuint)i) + (decay * weight);
            (weight - (rate * direction)).StoreUnsafe(ref w, (nuint)i);
        }

        for (; i < weights.Length; i++)
        {
            float direction = gradients[i] + (_decay * weights[i]);
            weights[i] -= _rate * direction;
        }
    }
}
