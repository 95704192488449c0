using System;

namespace CnnGen;

/// <summary>A loss of a further output of the network, added to that of its own: GoogLeNet's auxiliary heads have a weight of 0.3.</summary>
/// <remarks><c>new OutputLoss("aux1", Loss.SoftmaxCrossEntropy, 0.3)</c> for <c>[Output("aux1")]</c>.</remarks>
public sealed record OutputLoss
{
    /// <summary>Keeps the settings.</summary>
    /// <param name="output">The output's name.</param>
    /// <param name="loss">Its loss.</param>
    /// <param name="weight">By what the loss is multiplied: zero or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">The weight is negative, NaN or infinite.</exception>
    public OutputLoss(string output, Loss loss, double weight = 1)
    {
        ArgumentException.ThrowIfNullOrEmpty(output);
        ArgumentNullException.ThrowIfNull(loss);
        Output = output;
        Loss = loss;
        Weight = ArgumentGuard.NonNegative(weight);
    }

    /// <summary>The output's name.</summary>
    public string Output { get; }

    /// <summary>Its loss.</summary>
    public Loss Loss { get; }

    /// <summary>By what the loss is multiplied.</summary>
    public double Weight { get; }
}
