using System.Numerics;

namespace CnnGen;

/// <summary><see cref="Sgd"/> without momentum: remembers nothing.</summary>
internal sealed class SgdState(Sgd settings, int floats) : RuleState<SgdState.Rule>(settings, floats)
{
    /// <inheritdoc/>
    protected override Rule RuleOf(in SegmentStep step) => new((float)step.LearningRate);

    /// <summary>The rule.</summary>
    internal readonly struct Rule(float rate) : IUpdateRule
    {
        /// <inheritdoc/>
        public bool Decouples => false;

        /// <inheritdoc/>
        public Vector<float> Step(Vector<float> weight, Vector<float> gradient, ref Vector<float> first, ref Vector<float> second, ref Vector<float> third) =>
            weight - (new Vector<float>(rate) * gradient);
    }
}
