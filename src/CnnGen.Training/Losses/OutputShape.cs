using System;

namespace CnnGen;

/// <summary>How a sample's outputs lie: for each channel, all positions.</summary>
/// <remarks>A classifier has a channel a class and one position; a network that classifies each pixel has as many positions as pixels.</remarks>
public readonly record struct OutputShape
{
    /// <summary>Keeps the sizes.</summary>
    /// <param name="channels">Channels: classes, or features. At least 1.</param>
    /// <param name="positions">Positions of a channel: height * width. At least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size is below 1.</exception>
    public OutputShape(int channels, int positions = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(channels, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(positions, 1);
        Channels = channels;
        Positions = positions;
    }

    /// <summary>Channels: classes, or features.</summary>
    public int Channels { get; }

    /// <summary>Positions of a channel: 1 behind a Linear layer, height * width of a map.</summary>
    public int Positions { get; }

    /// <summary>Outputs of a sample.</summary>
    public int Length => Channels * Positions;

    /// <summary>The shape of a network's output.</summary>
    /// <param name="output">One of <see cref="NetworkInfo.Outputs"/>.</param>
    public static OutputShape Of(OutputInfo output)
    {
        ArgumentNullException.ThrowIfNull(output);
        int channels = output.Shape[0];
        return new OutputShape(channels, output.Length / channels);
    }
}
