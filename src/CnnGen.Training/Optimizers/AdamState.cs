using System;
using System.Numerics;
using System.Runtime.InteropServices;
using CnnGen.Runtime;

namespace CnnGen;

/// <summary><see cref="Adam"/>'s running means of gradients and squared gradients. Arithmetic as in <see cref="SgdState"/>.</summary>
internal sealed class AdamState(Adam settings, int floats) : OptimizerState(floats)
{
    private readonly AlignedMemory _means = new(floats);
    private readonly AlignedMemory _squares = new(floats);
    private readonly float _decay = (float)settings.WeightDecay;
    private readonly float _meanKept = (float)settings.Beta1;
    private readonly float _meanAdded = (float)(1 - settings.Beta1);
    private readonly float _squareKept = (float)settings.Beta2;
    private readonly float _squareAdded = (float)(1 - settings.Beta2);
    private readonly float _epsilon = (float)settings.Epsilon;
    private double _beta1Power = 1;
    private double _beta2Power = 1;
    private float _rate;
    private float _rootScale;

    /// <inheritdoc/>
    protected override void Begin(double learningRate)
    {
        // Products rather than Math.Pow, which may differ in the last bit from machine to machine.
        _beta1Power *= settings.Beta1;
        _beta2Power *= settings.Beta2;
        _rate = (float)(learningRate / (1 - _beta1Power));
        _rootScale = (float)(1 / Math.Sqrt(1 - _beta2Power));
    }

    /// <inheritdoc/>
    protected override void Update(Span<float> weights, ReadOnlySpan<float> gradients, int offset)
    {
        Span<float> means = _means.Span.Slice(offset, weights.Length);
        Span<float> squares = _squares.Span.Slice(offset, weights.Length);
        ref float w = ref MemoryMarshal.GetReference(weights);
        ref float g = ref MemoryMarshal.GetReference(gradients);
        ref float m = ref MemoryMarshal.GetReference(means);
        ref float v = ref MemoryMarshal.GetReference(squares);
        int i = 0;
        for (; i <= weights.Length - Vector<float>.Count; i += Vector<float>.Count)
        {
            Vector<float> weight = Vector.LoadUnsafe(ref w, (nuint)i);
            Vector<float> gradient = Vector.LoadUnsafe(ref g, (nuint)i) + (new Vector<float>(_decay) * weight);
            Vector<float> mean = Vector.LoadUnsafe(ref m, (nuint)i);
            mean = (new Vector<float>(_meanKept) * mean) + (new Vector<float>(_meanAdded) * gradient);
            mean.StoreUnsafe(ref m, (nuint)i);
            Vector<float> square = Vector.LoadUnsafe(ref v, (nuint)i);
            square = (new Vector<float>(_squareKept) * square) + (new Vector<float>(_squareAdded) * gradient * gradient);
            square.StoreUnsafe(ref v, (nuint)i);
            Vector<float> root = (Vector.SquareRoot(square) * new Vector<float>(_rootScale)) + new Vector<float>(_epsilon);
            (weight - (new Vector<float>(_rate) * mean / root)).StoreUnsafe(ref w, (nuint)i);
        }

        for (; i < weights.Length; i++)
        {
            float gradient = gradients[i] + (_decay * weights[i]);
            float mean = (_meanKept * means[i]) + (_meanAdded * gradient);
            means[i] = mean;
            float square = (_squareKept * squares[i]) + (_squareAdded * gradient * gradient);
            squares[i] = square;
            float root = (MathF.Sqrt(square) * _rootScale) + _epsilon;
            weights[i] -= _rate * mean / root;
        }
    }
}
