using System.Numerics;

namespace CnnGen;

/// <summary>The sums of squared gradients of <see cref="AdaGrad"/>.</summary>
internal sealed class AdaGradState : RuleState<AdaGradState.Rule>
{
    private readonly AdaGrad _settings;

    public AdaGradState(AdaGrad settings, int floats)
        : base(settings, floats, "sum")
    {
        _settings = settings;
        Slots[0].Values.Fill((float)settings.InitialSum);
    }

    /// <inheritdoc/>
    protected override Rule RuleOf(in SegmentStep step) =>
        new((float)(step.LearningRate / (1 + ((StepCount - 1) * _settings.RateDecay))), (float)_settings.Epsilon);

    /// <summary>The rule.</summary>
    internal readonly struct Rule(float rate, float epsilon) : IUpdateRule
    {
        /// <inheritdoc/>
        public bool Decouples => false;

        /// <inheritdoc/>
        public Vector<float> Step(Vector<float> weight, Vector<float> gradient, ref Vector<float> first, ref Vector<float> second, ref Vector<float> third)
        {
            first += gradient * gradient;
            return weight - (new Vector<float>(rate) * gradient / (Vector.SquareRoot(first) + new Vector<float>(epsilon)));
        }
    }
}
