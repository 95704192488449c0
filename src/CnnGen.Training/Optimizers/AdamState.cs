using System;
using System.Numerics;

namespace CnnGen;

/// <summary>The running means of gradients and squared gradients of <see cref="Adam"/> and <see cref="AdamW"/>.</summary>
internal sealed class AdamState(Optimizer optimizer, AdamSettings settings, int floats)
    : RuleState<AdamState.Rule>(optimizer, floats, "exp_avg", "exp_avg_sq", settings.AmsGrad ? "max_exp_avg_sq" : null)
{
    private double _beta1Power = 1;
    private double _beta2Power = 1;

    /// <inheritdoc/>
    protected override void Begin()
    {
        // Products rather than Math.Pow, which may differ in the last bit from machine to machine.
        _beta1Power *= settings.Beta1;
        _beta2Power *= settings.Beta2;
    }

    /// <inheritdoc/>
    protected override void OnRestored()
    {
        (_beta1Power, _beta2Power) = (1, 1);
        for (long step = 0; step < StepCount && (_beta1Power > 0 || _beta2Power > 0); step++)
        {
            Begin();
        }
    }

    /// <inheritdoc/>
    protected override Rule RuleOf(in SegmentStep step) => new(settings, step, _beta1Power, _beta2Power);

    /// <summary>The rule.</summary>
    internal readonly struct Rule(AdamSettings settings, in SegmentStep step, double beta1Power, double beta2Power) : IUpdateRule
    {
        private readonly float _meanKept = (float)settings.Beta1;
        private readonly float _meanAdded = (float)(1 - settings.Beta1);
        private readonly float _squareKept = (float)settings.Beta2;
        private readonly float _squareAdded = (float)(1 - settings.Beta2);
        private readonly float _epsilon = (float)settings.Epsilon;
        private readonly bool _amsGrad = settings.AmsGrad;
        private readonly float _rate = (float)(step.LearningRate / (1 - beta1Power));
        private readonly float _rootScale = (float)(1 / Math.Sqrt(1 - beta2Power));
        private readonly float _weightKept = settings.Decouples ? (float)(1 - (step.LearningRate * step.WeightDecay)) : 1;

        /// <inheritdoc/>
        public bool Decouples { get; } = settings.Decouples;

        /// <inheritdoc/>
        public Vector<float> Step(Vector<float> weight, Vector<float> gradient, ref Vector<float> first, ref Vector<float> second, ref Vector<float> third)
        {
            first = (new Vector<float>(_meanKept) * first) + (new Vector<float>(_meanAdded) * gradient);
            second = (new Vector<float>(_squareKept) * second) + (new Vector<float>(_squareAdded) * gradient * gradient);
            third = _amsGrad ? Vector.Max(third, second) : second;
            Vector<float> root = (Vector.SquareRoot(third) * new Vector<float>(_rootScale)) + new Vector<float>(_epsilon);
            return (weight * new Vector<float>(_weightKept)) - (new Vector<float>(_rate) * first / root);
        }
    }
}
