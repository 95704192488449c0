using System.Numerics;

namespace CnnGen;

/// <summary><see cref="Sgd"/> with momentum: remembers a direction a weight.</summary>
internal sealed class MomentumState(Sgd settings, int floats) : RuleState<MomentumState.Rule>(settings, floats, "momentum_buffer")
{
    private readonly float _momentum = (float)settings.Momentum;
    private readonly bool _nesterov = settings.Nesterov;

    /// <inheritdoc/>
    protected override Rule RuleOf(in SegmentStep step) => new((float)step.LearningRate, _momentum, _nesterov);

    /// <summary>The rule.</summary>
    internal readonly struct Rule(float rate, float momentum, bool nesterov) : IUpdateRule
    {
        /// <inheritdoc/>
        public bool Decouples => false;

        /// <inheritdoc/>
        public Vector<float> Step(Vector<float> weight, Vector<float> gradient, ref Vector<float> first, ref Vector<float> second, ref Vector<float> third)
        {
            first = (new Vector<float>(momentum) * first) + gradient;
            Vector<float> direction = nesterov ? gradient + (new Vector<float>(momentum) * first) : first;
            return weight - (new Vector<float>(rate) * direction);
        }
    }
}
