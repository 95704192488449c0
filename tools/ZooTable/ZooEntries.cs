using System.Collections.Generic;
using CnnGen.Zoo;

namespace CnnGen.ZooTable;

/// <summary>All networks of the zoo, by family. What was published of them stands here alone: the page shows it, the tests compare with it.</summary>
public static class ZooEntries
{
    internal const string Torchvision = "torchvision, the weights' num_params and _ops";
    private const string VggPaper = "Simonyan and Zisserman 2014, table 2";
    internal const string Pytorchcv = "pytorchcv, the count that its test asserts";

    /// <summary>The networks in the page's order.</summary>
    public static IReadOnlyList<ZooEntry> All { get; } =
    [
        ZooEntry.Of<LeNet5Of1998>("LeCun et al. 1998, section II.B; and the linear layer in place of the fixed output units", new(60_000)) with { ParametersBeside = 850 },
        ZooEntry.Of<LeNet5>("no publication: the sizes of LeCun et al. 1998"),
        ZooEntry.Of<LectureLeNet>("Han et al. 2015, weights and half of the FLOP of its LeNet-5", PublishedFigure.Thousands(431), PublishedFigure.Thousands(2_293)),
        ZooEntry.Of<ConvNetJsMnist>("ConvNetJS, demo/mnist.html, the sum of what it prints for each layer", new(5_994)),
        ZooEntry.Of<ConvNetJsCifar10>("ConvNetJS, demo/cifar10.html, the sum of what it prints for each layer", new(22_466)),
        ZooEntry.Of<AlexNetOf2012>("Sze et al. 2017, \"Efficient Processing of Deep Neural Networks\", table II", PublishedFigure.Millions(61), PublishedFigure.Millions(724)),
        ZooEntry.Of<LectureAlexNet>(Pytorchcv + " for alexnet", new(62_378_344)),
        ZooEntry.Of<AlexNet>(Torchvision, new(61_100_840), new(714_188_480)),
        ZooEntry.Of<ZfNet>(Pytorchcv + " for zfnet", new(62_357_608)),
        ZooEntry.Of<NinCifar10>(Pytorchcv + " for nin_cifar10", new(966_986)),
        ZooEntry.Of<NinImageNet>("no publication but a snapshot of 29 MB in Caffe's model zoo, four bytes a parameter"),
        ZooEntry.Of<Vgg11>(Torchvision, new(132_863_336), new(7_609_090_048)),
        ZooEntry.Of<Vgg11Lrn>(VggPaper, PublishedFigure.Millions(133)),
        ZooEntry.Of<Vgg13>(Torchvision, new(133_047_848), new(11_308_466_176)),
        ZooEntry.Of<Vgg16C>(VggPaper, PublishedFigure.Millions(134)),
        ZooEntry.Of<Vgg16>(Torchvision, new(138_357_544), new(15_470_264_320)),
        ZooEntry.Of<Vgg19>(Torchvision, new(143_667_240), new(19_632_062_464)),
        ZooEntry.Of<Vgg11BatchNorm>(Torchvision, new(132_868_840), PublishedFigure.Millions(7_609)),
        ZooEntry.Of<Vgg13BatchNorm>(Torchvision, new(133_053_736), PublishedFigure.Millions(11_308)),
        ZooEntry.Of<Vgg16BatchNorm>(Torchvision, new(138_365_992), PublishedFigure.Millions(15_470)),
        ZooEntry.Of<Vgg19BatchNorm>(Torchvision, new(143_678_248), PublishedFigure.Millions(19_632)),
        .. MobileEntries.All,
        .. InceptionEntries.All,
        .. NasNetEntries.All,
        .. UNetEntries.All,
    ];
}
