using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace CnnGen.Emitted.Tests;

/// <summary>Draws a convolution or a pooling layer with what may be fused to it, of sizes that no network by hand would have.</summary>
/// <remarks>Some of what is drawn is no network; that is for the generator to say, not for this class.</remarks>
internal static class ShapeSweep
{
    private const int MostChannels = 600;
    private const int TransposedOneIn = 7;

    // Vectors' and blocks' sizes and their neighbours, where remainders begin.
    private static readonly int[] Corners = [1, 2, 3, 4, 7, 8, 15, 16, 17, 31, 32, 33, 48, 64, 96, 128, 192, 256, 512];

    /// <summary>The attributes of one network; the same seed draws the same one.</summary>
    public static string Draw(int seed)
    {
        Random random = new(seed);
        int rank = random.Next(8) switch { 0 => 1, 1 => 3, _ => 2 };
        int groups = random.Next(4) > 0 ? 1 : random.Next(2, 9);
        int channels = RoundUp(Channels(random), groups);
        int filters = RoundUp(Channels(random), groups);
        int multiplier = random.Next(8) == 0 ? random.Next(1, 4) : 0;

        IEnumerable<int> sizes = Enumerable.Range(0, rank).Select(_ => random.Next(1, rank == 3 ? 16 : 61));
        string input = $"[Input({string.Join(", ", sizes.Prepend(channels).Select(Text))})] ";

        // By the seed, so that all else is drawn as without it.
        string kind = seed % TransposedOneIn == 0 ? "ConvTranspose" : "Conv";
        string convolution = random.Next(6) == 0
            ? ""
            : $"{(multiplier > 0 ? "DepthwiseConv(" : $"{kind}({Text(filters)}, ")}{Window(random, 11)}, {(multiplier > 0 ? $"Multiplier = {Text(multiplier)}" : $"Groups = {Text(groups)}")}, Dilation = {Text(random.Next(4) > 0 ? 1 : random.Next(2, 4))}, Bias = {(random.Next(2) == 0 ? "true" : "false")})";
        string activation = random.Next(5) switch { 0 => "", 1 => "Tanh", _ => "ReLU" };
        string pool = random.Next(4) == 0
            ? ""
            : random.Next(4) == 0 ? AdaptivePool(random, rank)
            : $"{(random.Next(2) == 0 ? "MaxPool" : "AvgPool")}({(random.Next(3) > 0 ? Text(random.Next(2, 6)) : Window(random, 11))})";
        string[] layers = [.. new[] { convolution, activation, pool }.Where(layer => layer.Length > 0)];
        return input + $"[{string.Join(", ", layers.Length == 0 ? ["ReLU"] : layers)}]";
    }

    private static int Channels(Random random) => random.Next(2) == 0 ? Corners[random.Next(Corners.Length)] : random.Next(1, MostChannels + 1);

    private static int RoundUp(int channels, int groups) => (channels + groups - 1) / groups * groups;

    private static string AdaptivePool(Random random, int rank) =>
        $"Adaptive{(random.Next(2) == 0 ? "Max" : "Avg")}Pool({string.Join(", ", Enumerable.Range(0, rank).Select(_ => Text(random.Next(1, 8))))})";

    private static string Window(Random random, int most)
    {
        int kernel = random.Next(1, most + 1);
        int stride = random.Next(2) == 0 ? 1 : random.Next(1, 5);
        return $"{Text(kernel)}, Stride = {Text(stride)}, Pad = {Text(random.Next((kernel / 2) + 1))}";
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
