using System.Numerics;

namespace CnnGen;

/// <summary>The running means of <see cref="Adadelta"/>.</summary>
internal sealed class AdadeltaState(Adadelta settings, int floats) : RuleState<AdadeltaState.Rule>(settings, floats, "square_avg", "acc_delta")
{
    /// <inheritdoc/>
    protected override Rule RuleOf(in SegmentStep step) => new(settings, (float)step.LearningRate);

    /// <summary>The rule.</summary>
    internal readonly struct Rule(Adadelta settings, float rate) : IUpdateRule
    {
        private readonly float _kept = (float)settings.Rho;
        private readonly float _added = (float)(1 - settings.Rho);
        private readonly float _epsilon = (float)settings.Epsilon;

        /// <inheritdoc/>
        public bool Decouples => false;

        /// <inheritdoc/>
        public Vector<float> Step(Vector<float> weight, Vector<float> gradient, ref Vector<float> first, ref Vector<float> second, ref Vector<float> third)
        {
            Vector<float> epsilon = new(_epsilon);
            first = (new Vector<float>(_kept) * first) + (new Vector<float>(_added) * gradient * gradient);
            Vector<float> step = Vector.SquareRoot(second + epsilon) / Vector.SquareRoot(first + epsilon) * gradient;
            second = (new Vector<float>(_kept) * second) + (new Vector<float>(_added) * step * step);
            return weight - (new Vector<float>(rate) * step);
        }
    }
}
