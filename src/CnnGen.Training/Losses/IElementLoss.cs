namespace CnnGen;

/// <summary>A loss of one output and what it should be.</summary>
internal interface IElementLoss
{
    /// <summary>The loss and its derivative by the output.</summary>
    /// <param name="output">The output.</param>
    /// <param name="target">What it should be.</param>
    /// <param name="channel">The output's channel.</param>
    (double Loss, double Slope) At(double output, double target, int channel);
}
