using System.Collections.Generic;
using CnnGen.Zoo;

namespace CnnGen.ZooTable;

/// <summary>The families for small devices: MobileNet, SqueezeNet, EfficientNet, ShuffleNet.</summary>
internal static class MobileEntries
{
    /// <summary>The networks in the page's order.</summary>
    public static IReadOnlyList<ZooEntry> All { get; } =
    [
        ZooEntry.Of<MobileNetV1>(ZooEntries.Pytorchcv + " for mobilenet_w1; Howard et al. 2017, table 4", new(4_231_976), PublishedFigure.Millions(569)),
        ZooEntry.Of<MobileNetV2>(ZooEntries.Torchvision, new(3_504_872), PublishedFigure.Millions(301)),
        ZooEntry.Of<MobileNetV3Large>(ZooEntries.Torchvision, new(5_483_032), PublishedFigure.Millions(217)),
        ZooEntry.Of<MobileNetV3Small>(ZooEntries.Torchvision, new(2_542_856), PublishedFigure.Millions(57)),
        ZooEntry.Of<SqueezeNet10>(ZooEntries.Torchvision, new(1_248_424), PublishedFigure.Millions(819)),
        ZooEntry.Of<SqueezeNet11>(ZooEntries.Torchvision, new(1_235_496), PublishedFigure.Millions(349)),
        ZooEntry.Of<EfficientNetB0>(ZooEntries.Torchvision, new(5_288_548), PublishedFigure.Millions(386)),
        ZooEntry.Of<ShuffleNetV1>(ZooEntries.Pytorchcv + " for shufflenet_g3_w1; Zhang et al. 2018, table 1", new(1_865_728), PublishedFigure.Millions(137)),
        ZooEntry.Of<ShuffleNetV2>(ZooEntries.Torchvision, new(2_278_604), PublishedFigure.Millions(145)),
    ];
}
