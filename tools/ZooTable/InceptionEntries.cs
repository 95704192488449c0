using System.Collections.Generic;
using CnnGen.Zoo;

namespace CnnGen.ZooTable;

/// <summary>The families whose blocks are filters of several sizes side by side: GoogLeNet and its followers.</summary>
internal static class InceptionEntries
{
    /// <summary>The networks in the page's order.</summary>
    public static IReadOnlyList<ZooEntry> All { get; } =
    [
        ZooEntry.Of<GoogLeNetOf2014>("Netscope for Caffe's bvlc_googlenet, which it shows without the heads", new(6_998_552)) with { ParametersBeside = 3_188_840 + 3_190_888 },
        ZooEntry.Of<GoogLeNet>(ZooEntries.Torchvision, new(6_624_904), PublishedFigure.Millions(1_498)),
        ZooEntry.Of<GoogLeNetWithHeads>(ZooEntries.Torchvision + "; and the heads, which it does not count", new(6_624_904)) with { ParametersBeside = 3_188_968 + 3_191_016 },
        ZooEntry.Of<InceptionV3>(ZooEntries.Pytorchcv + " for inceptionv3; torchvision, the weights' _ops", new(23_834_568), PublishedFigure.Millions(5_713)),
        ZooEntry.Of<InceptionV3WithHead>("torchvision, the weights' num_params", new(27_161_264)),
    ];
}
