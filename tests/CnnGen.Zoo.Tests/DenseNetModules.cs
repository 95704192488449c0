using System.Collections.Generic;

namespace CnnGen.Zoo.Tests;

/// <summary>The modules of torchvision's densely connected networks with a growth rate of 32, by what its constructor is given.</summary>
internal static class DenseNetModules
{
    private const int Classes = 1000;
    private const int StemChannels = 64;
    private const int Growth = 32;
    private const int Bottleneck = 4 * Growth;

    /// <summary>Those of a network.</summary>
    /// <param name="layers">The layers of each dense block.</param>
    public static string[] Of(params int[] layers)
    {
        List<string> modules = [$"features.conv0 {StemChannels}x3x7x7 {TorchvisionModules.WithoutBias}", $"features.norm0 {StemChannels}"];
        int channels = StemChannels;
        for (int block = 0; block < layers.Length; block++)
        {
            if (block > 0)
            {
                string transition = $"features.transition{block}";
                modules.AddRange([$"{transition}.norm {channels}", $"{transition}.conv {channels / 2}x{channels}x1x1 {TorchvisionModules.WithoutBias}"]);
                channels /= 2;
            }

            for (int layer = 0; layer < layers[block]; layer++)
            {
                string name = $"features.denseblock{block + 1}.denselayer{layer + 1}";
                modules.AddRange(
                [
                    $"{name}.norm1 {channels}", $"{name}.conv1 {Bottleneck}x{channels}x1x1 {TorchvisionModules.WithoutBias}",
                    $"{name}.norm2 {Bottleneck}", $"{name}.conv2 {Growth}x{Bottleneck}x3x3 {TorchvisionModules.WithoutBias}",
                ]);
                channels += Growth;
            }
        }

        return [.. modules, $"features.norm5 {channels}", $"classifier {Classes}x{channels}"];
    }
}
