using System;

namespace CnnGen.Pictures;

/// <summary>Checks of what is asked about one sample and one class of a network.</summary>
internal static class NetworkSample
{
    /// <summary>The shape of the network's input.</summary>
    public static ImageShape Check<T>(T network, ReadOnlySpan<float> sample, int label)
        where T : class, INetwork<T>
    {
        ArgumentNullException.ThrowIfNull(network);
        if (sample.Length != T.InputLength)
        {
            throw new ArgumentException($"the sample has {sample.Length} elements; {T.Info.Name} takes {T.InputLength}", nameof(sample));
        }

        if ((uint)label >= (uint)T.OutputLength)
        {
            throw new ArgumentOutOfRangeException(nameof(label), label, $"there is no class {label}; {T.Info.Name} has the outputs 0 to {T.OutputLength - 1}");
        }

        return PictureShape.Of(T.Info.InputShape, "the network's input");
    }
}
