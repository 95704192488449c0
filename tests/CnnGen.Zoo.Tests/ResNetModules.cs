using System.Collections.Generic;
using System.Linq;

namespace CnnGen.Zoo.Tests;

/// <summary>The modules of torchvision's residual networks, by what its constructors are given.</summary>
internal static class ResNetModules
{
    private const int Classes = 1000;
    private const int StemChannels = 64;
    private const int ExpansionOfBottlenecks = 4;
    private const int WidthOfPlainGroups = 64;

    /// <summary>Those of a network of two convolutions a block.</summary>
    /// <param name="blocks">The blocks of each stage.</param>
    public static string[] OfBasicBlocks(params int[] blocks) => Of(blocks, 1, (planes, input) => [$"{planes}x{input}x3x3", $"{planes}x{planes}x3x3"]);

    /// <summary>Those of a network of three convolutions a block.</summary>
    /// <param name="groups">The groups of the convolutions of 3x3.</param>
    /// <param name="widthPerGroup">The channels of a group in the first stage.</param>
    /// <param name="blocks">The blocks of each stage.</param>
    public static string[] OfBottlenecks(int groups, int widthPerGroup, params int[] blocks) => Of(blocks, ExpansionOfBottlenecks, (planes, input) =>
    {
        int width = planes * widthPerGroup / WidthOfPlainGroups * groups;
        return [$"{width}x{input}x1x1", $"{width}x{width / groups}x3x3", $"{planes * ExpansionOfBottlenecks}x{width}x1x1"];
    });

    private static string[] Of(int[] blocks, int expansion, System.Func<int, int, string[]> convolutions)
    {
        List<string> modules = [.. Normalised("conv1", "bn1", $"{StemChannels}x3x7x7")];
        int channels = StemChannels;
        for (int stage = 0; stage < blocks.Length; stage++)
        {
            int planes = StemChannels << stage;
            for (int block = 0; block < blocks[stage]; block++)
            {
                string name = $"layer{stage + 1}.{block}";
                modules.AddRange(convolutions(planes, channels).SelectMany((shape, place) => Normalised($"{name}.conv{place + 1}", $"{name}.bn{place + 1}", shape)));
                if (block == 0 && (stage > 0 || channels != planes * expansion))
                {
                    modules.AddRange(Normalised($"{name}.downsample.0", $"{name}.downsample.1", $"{planes * expansion}x{channels}x1x1"));
                }

                channels = planes * expansion;
            }
        }

        return [.. modules, $"fc {Classes}x{channels}"];
    }

    private static string[] Normalised(string convolution, string normalisation, string shape) =>
        [$"{convolution} {shape} {TorchvisionModules.WithoutBias}", $"{normalisation} {shape.Split('x')[0]}"];
}
