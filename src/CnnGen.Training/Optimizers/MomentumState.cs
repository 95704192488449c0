using System;
using System.Numerics;
using System.Runtime.InteropServices;
using CnnGen.Runtime;

namespace CnnGen;

/// <summary><see cref="Sgd"/> with momentum: remembers a direction a weight. Arithmetic as in <see cref="SgdState"/>.</summary>
internal sealed class MomentumState(Sgd settings, int floats) : OptimizerState(floats)
{
    private readonly AlignedMemory _directions = new(floats);
    private readonly float _decay = (float)settings.WeightDecay;
    private readonly float _momentum = (float)settings.Momentum;
    private readonly bool _nesterov = settings.Nesterov;
    private float _rate;

    /// <inheritdoc/>
    protected override void Begin(double learningRate) => _rate = (float)learningRate;

    /// <inheritdoc/>
    protected override void Update(Span<float> weights, ReadOnlySpan<float> gradients, int offset)
    {
        Span<float> directions = _directions.Span.Slice(offset, weights.Length);
        ref float w = ref MemoryMarshal.GetReference(weights);
        ref float g = ref MemoryMarshal.GetReference(gradients);
        ref float b = ref MemoryMarshal.GetReference(directions);
        Vector<float> rate = new(_rate);
        Vector<float> decay = new(_decay);
        Vector<float> momentum = new(_momentum);
        int i = 0;
        for (; i <= weights.Length - Vector<float>.Count; i += Vector<float>.Count)
        {
            Vector<float> weight = Vector.LoadUnsafe(ref w, (nuint)i);
            Vector<float> gradient = Vector.LoadUnsafe(ref g, (nuint)i) + (decay * weight);
            Vector<float> direction = (momentum * Vector.LoadUnsafe(ref b, (nuint)i)) + gradient;
            direction.StoreUnsafe(ref b, (nuint)i);
            Vector<float> step = _nesterov ? gradient + (momentum * direction) : direction;
            (weight - (rate * step)).StoreUnsafe(ref w, (nuint)i);
        }

        for (; i < weights.Length; i++)
        {
            float gradient = gradients[i] + (_decay * weights[i]);
            float direction = (_momentum * directions[i]) + gradient;
            directions[i] = direction;
            weights[i] -= _rate * (_nesterov ? gradient + (_momentum * direction) : direction);
        }
    }
}
