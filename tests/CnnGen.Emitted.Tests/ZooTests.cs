using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using CnnGen.Tests;
using Xunit;

namespace CnnGen.Emitted.Tests;

/// <summary>The networks of CnnGen.Zoo, read from its sources, compute what their attributes define, in both directions.</summary>
/// <remarks>
/// On smaller images than their own, where the definition takes too long: all filters and linear layers are there, the first linear layer reads
/// fewer pixels.
/// </remarks>
public sealed class ZooTests
{
    private const int ElementsOfATensor = 64;

    // Of a million ReLUs some are so near to zero that float32 sees them on the other side, where the gradient is another. A fault shows in all draws.
    private const int MostDraws = 6;

    // The least rows and columns that leave something to the last pool, or to a head; those that are not named keep their own.
    private static readonly (string Start, int Size)[] Reduced =
    [
        ("AlexNetOf2012", 67), ("LectureAlexNet", 67), ("AlexNet", 63), ("ZfNet", 63), ("NinImageNet", 67), ("NinCifar10", 16), ("Vgg", 32),
        ("CifarResNet", 16), ("ResNet", 33), ("PreActResNet", 33), ("ResNeXt", 33), ("SEResNet", 33), ("DenseNet", 64),
        ("MobileNet", 64), ("SqueezeNet", 35), ("EfficientNet", 64), ("ShuffleNet", 128), ("GoogLeNet", 80), ("InceptionV3WithHead", 299), ("InceptionV3", 107), ("NasNetMobile", 64), ("SmallUNet", 32),
    ];

    // They have the layers of others of their families, with other numbers and more often, and take most of an hour.
    private static readonly string[] Long =
    [
        "Vgg13BatchNorm", "Vgg16BatchNorm", "Vgg19BatchNorm", "ResNet34", "ResNet50", "ResNet101", "ResNet152", "CifarResNet32", "CifarResNet44", "CifarResNet56",
        "CifarResNet110", "PreActResNet50", "WideResNet28x10", "WideResNet50x2", "ResNeXt101", "DenseNet121", "DenseNet169", "DenseNet201", "MobileNetV2",
        "MobileNetV3Large", "SqueezeNet10", "ShuffleNetV1", "GoogLeNet", "GoogLeNetWithHeads", "InceptionV3", "InceptionV3WithHead", "UNetOf2015", "NasNetCifar",
    ];

    public static TheoryData<string> Names => new(ZooSources.Networks.Keys.Except(Campaign.IsComplete ? [] : Long));

    [Theory]
    [MemberData(nameof(Names))]
    public void Network_ComputesWhatItDeclares(string name)
    {
        using WidthScope scope = new(Widths.Supported[0]);
        string declaration = ZooSources.Flatten(ZooSources.Networks[name].Value, SizeOf(name));
        Assembly compiled = NetworkCompiler.Compile($"{declaration} public partial class {name};", Widths.Widest);

        // Other layers see each sample by itself.
        int samples = declaration.Contains("[BatchNorm", StringComparison.Ordinal) ? 2 : 1;
        List<DirectionalSlope> slopes = [];
        for (int seed = 1; seed <= MostDraws && !slopes.Exists(slope => slope.Agrees); seed++)
        {
            using NetworkHandle network = NetworkHandle.Create(compiled, name, (ulong)seed);
            using DefinitionCheck check = new(ReferenceParser.Parse(declaration), network, seed, Widths.Supported[0], samples);
            check.Run();
            slopes.Add(check.InOneDirection(ElementsOfATensor));
        }

        Assert.True(slopes.Exists(slope => slope.Agrees), $"{name}: {string.Join("; ", slopes)}");
    }

    private static int? SizeOf(string network) =>
        Reduced.Where(reduced => network.StartsWith(reduced.Start, StringComparison.Ordinal)).Select(reduced => (int?)reduced.Size).FirstOrDefault();
}
