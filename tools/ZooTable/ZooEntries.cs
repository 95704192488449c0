using System.Collections.Generic;
using CnnGen.Zoo;

namespace CnnGen.ZooTable;

/// <summary>All networks of the zoo, by family. What was published of them stands here alone: the page shows it, the tests compare with it.</summary>
public static class ZooEntries
{
    internal const string Torchvision = "torchvision, the weights' num_params and _ops";
    private const string ResNetPaper = "He et al. 2016, \"Deep Residual Learning for Image Recognition\", table 6";
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
        ZooEntry.Of<ResNet18>(Torchvision, new(11_689_512), new(1_814_073_344)),
        ZooEntry.Of<ResNet34>(Torchvision, new(21_797_672), new(3_663_761_408)),
        ZooEntry.Of<ResNet50>(Torchvision, new(25_557_032), new(4_089_184_256)),
        ZooEntry.Of<ResNet101>(Torchvision, new(44_549_160), new(7_801_405_440)),
        ZooEntry.Of<ResNet152>(Torchvision, new(60_192_808), new(11_513_626_624)),
        ZooEntry.Of<CifarResNet20>(ResNetPaper, PublishedFigure.HundredthsOfMillions(27)),
        ZooEntry.Of<CifarResNet32>(ResNetPaper, PublishedFigure.HundredthsOfMillions(46)),
        ZooEntry.Of<CifarResNet44>(ResNetPaper, PublishedFigure.HundredthsOfMillions(66)),
        ZooEntry.Of<CifarResNet56>(ResNetPaper, PublishedFigure.HundredthsOfMillions(85)),
        ZooEntry.Of<CifarResNet110>(ResNetPaper, PublishedFigure.TenthsOfMillions(17)),
        ZooEntry.Of<PreActResNet18>(Pytorchcv + " for preresnet18", new(11_687_848)),
        ZooEntry.Of<PreActResNet50>(Pytorchcv + " for preresnet50b", new(25_549_480)),
        ZooEntry.Of<WideResNet28x10>(Pytorchcv + " for wrn28_10_cifar10", new(36_479_194), new(5_243_328_768)),
        ZooEntry.Of<WideResNet50x2>(Torchvision, new(68_883_240), new(11_398_021_120)),
        ZooEntry.Of<ResNeXt50>(Torchvision, new(25_028_904), new(4_230_479_872)),
        ZooEntry.Of<ResNeXt101>(Torchvision, new(88_791_336), PublishedFigure.Millions(16_414)),
        ZooEntry.Of<SEResNet50>(Pytorchcv + " for seresnet50b", new(28_088_024), new(4_091_699_200)),
        ZooEntry.Of<DenseNet121>(Torchvision, new(7_978_856), new(2_834_161_664)),
        ZooEntry.Of<DenseNet169>(Torchvision, new(14_149_480), PublishedFigure.Millions(3_360)),
        ZooEntry.Of<DenseNet201>(Torchvision, new(20_013_928), PublishedFigure.Millions(4_291)),
        .. MobileEntries.All,
        .. InceptionEntries.All,
        .. NasNetEntries.All,
        .. UNetEntries.All,
    ];
}
