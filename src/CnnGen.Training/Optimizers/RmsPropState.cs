using System.Numerics;

namespace CnnGen;

/// <summary>The running means of <see cref="RmsProp"/>.</summary>
internal sealed class RmsPropState(RmsProp settings, int floats)
    : RuleState<RmsPropState.Rule>(settings, floats, "square_avg", settings.Momentum > 0 ? "momentum_buffer" : null, settings.Centered ? "grad_avg" : null)
{
    /// <inheritdoc/>
    protected override Rule RuleOf(in SegmentStep step) => new(settings, (float)step.LearningRate);

    /// <summary>The rule.</summary>
    internal readonly struct Rule(RmsProp settings, float rate) : IUpdateRule
    {
        private readonly float _kept = (float)settings.Smoothing;
        private readonly float _added = (float)(1 - settings.Smoothing);
        private readonly float _epsilon = (float)settings.Epsilon;
        private readonly float _momentum = (float)settings.Momentum;
        private readonly bool _centered = settings.Centered;

        /// <inheritdoc/>
        public bool Decouples => false;

        /// <inheritdoc/>
        public Vector<float> Step(Vector<float> weight, Vector<float> gradient, ref Vector<float> first, ref Vector<float> second, ref Vector<float> third)
        {
            first = (new Vector<float>(_kept) * first) + (new Vector<float>(_added) * gradient * gradient);
            Vector<float> variance = first;
            if (_centered)
            {
                third = (new Vector<float>(_kept) * third) + (new Vector<float>(_added) * gradient);
                variance -= third * third;
            }

            second = (new Vector<float>(_momentum) * second) + (gradient / (Vector.SquareRoot(variance) + new Vector<float>(_epsilon)));
            return weight - (new Vector<float>(rate) * second);
        }
    }
}
