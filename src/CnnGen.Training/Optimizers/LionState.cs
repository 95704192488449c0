using System.Numerics;

namespace CnnGen;

/// <summary>The running mean of <see cref="Lion"/>.</summary>
internal sealed class LionState(Lion settings, int floats) : RuleState<LionState.Rule>(settings, floats, "exp_avg")
{
    /// <inheritdoc/>
    protected override Rule RuleOf(in SegmentStep step) => new(settings, step);

    /// <summary>The rule.</summary>
    internal readonly struct Rule(Lion settings, in SegmentStep step) : IUpdateRule
    {
        private readonly float _directionKept = (float)settings.Beta1;
        private readonly float _directionAdded = (float)(1 - settings.Beta1);
        private readonly float _meanKept = (float)settings.Beta2;
        private readonly float _meanAdded = (float)(1 - settings.Beta2);
        private readonly float _rate = (float)step.LearningRate;
        private readonly float _weightKept = (float)(1 - (step.LearningRate * step.WeightDecay));

        /// <inheritdoc/>
        public bool Decouples => true;

        /// <inheritdoc/>
        public Vector<float> Step(Vector<float> weight, Vector<float> gradient, ref Vector<float> first, ref Vector<float> second, ref Vector<float> third)
        {
            Vector<float> direction = (new Vector<float>(_directionKept) * first) + (new Vector<float>(_directionAdded) * gradient);
            first = (new Vector<float>(_meanKept) * first) + (new Vector<float>(_meanAdded) * gradient);
            return (weight * new Vector<float>(_weightKept)) - Signs.Of(direction, _rate);
        }
    }
}
