using System.Linq;
using CnnGen.ZooTable;
using Xunit;

namespace CnnGen.Zoo.Tests;

/// <summary>Parameters and multiply-adds of the zoo, against what was published and, where nothing was, against sums by hand.</summary>
public sealed class PublishedCountTests
{
    public static TheoryData<string> Names => new(ZooEntries.All.Select(entry => entry.Info.Name));

    [Theory]
    [MemberData(nameof(Names))]
    public void Counts_AreThePublished(string name)
    {
        ZooEntry entry = Entry(name);
        int parameters = entry.Info.Parameters - entry.ParametersBeside;
        Assert.True(entry.Parameters?.Agrees(parameters) ?? true, $"{parameters} parameters, {entry.Parameters} published");
        Assert.True(entry.MultiplyAdds?.Agrees(entry.Info.MultiplyAdds) ?? true, $"{entry.Info.MultiplyAdds} multiply-adds, {entry.MultiplyAdds} published");
    }

    /// <summary>Outputs by taps by input channels of each convolution and linear layer, and for the parameters filters by taps and one.</summary>
    /// <remarks>
    /// The CIFAR ResNets by stage, then by what three more blocks are, one a stage. With its normalisations in front a ResNet has the convolutions that it
    /// has with them behind.
    /// </remarks>
    [Theory]
    [InlineData(nameof(LeNet5Of1998), 60_000 + 850, 117_600 + 1_176 + 150_000 + 400 + 48_000 + 10_080 + 840)]
    [InlineData(nameof(LeNet5), 156 + 2_416 + 48_120 + 10_164 + 850, 117_600 + 240_000 + 48_000 + 10_080 + 840)]
    [InlineData(nameof(LectureLeNet), 520 + 25_050 + 400_500 + 5_010, 288_000 + 1_600_000 + 400_000 + 5_000)]
    [InlineData(nameof(ConvNetJsMnist), 208 + 3_216 + 2_570, 115_200 + 460_800 + 2_560)]
    [InlineData(nameof(ConvNetJsCifar10), 1_216 + 8_020 + 10_020 + 3_210, 1_228_800 + 2_048_000 + 640_000 + 3_200)]
    [InlineData(nameof(AlexNetOf2012), 34_944 + 307_456 + 885_120 + 663_936 + 442_624 + 58_631_144, 105_415_200 + 223_948_800 + 149_520_384 + 112_140_288 + 74_760_192 + 58_621_952)]
    [InlineData(nameof(LectureAlexNet), 34_944 + 614_656 + 885_120 + 1_327_488 + 884_992 + 58_631_144, 105_415_200 + 447_897_600 + 149_520_384 + 224_280_576 + 149_520_384 + 58_621_952)]
    [InlineData(nameof(ZfNet), 14_208 + 614_656 + 885_120 + 1_327_488 + 884_992 + 58_631_144, 170_755_200 + 415_334_400 + 149_520_384 + 224_280_576 + 149_520_384 + 58_621_952)]
    [InlineData(nameof(NinCifar10), 60_928 + 535_104 + 370_954, 61_931_520 + 136_839_168 + 23_715_840)]
    [InlineData(nameof(NinImageNet), 53_568 + 746_240 + 1_180_800 + 5_614_568, 155_364_480 + 543_517_696 + 199_360_512 + 201_946_112)]
    [InlineData(nameof(MobileNetV1), 4_231_976, 568_740_352)]
    [InlineData(nameof(SmallUNet), 1_178_480 + 762_320 + 34, 160_432_128 + (4L * 226_492_416) + (4L * 486_539_264) + 2_097_152)]
    [InlineData(nameof(Vgg11Lrn), 132_863_336, 7_609_090_048)]
    [InlineData(nameof(Vgg16C), 133_047_848 + 65_792 + (2 * 262_656), 11_308_466_176 + 205_520_896 + 205_520_896 + 51_380_224)]
    [InlineData(nameof(CifarResNet20), 464 + 14_016 + 51_072 + 203_520 + 650, 442_368 + 14_155_776 + 12_976_128 + 12_976_128 + 640)]
    [InlineData(nameof(CifarResNet32), 269_722 + (2 * 97_216), 40_551_040 + (2 * 14_155_776))]
    [InlineData(nameof(CifarResNet44), 269_722 + (4 * 97_216), 40_551_040 + (4 * 14_155_776))]
    [InlineData(nameof(CifarResNet56), 269_722 + (6 * 97_216), 40_551_040 + (6 * 14_155_776))]
    [InlineData(nameof(CifarResNet110), 269_722 + (15 * 97_216), 40_551_040 + (15 * 14_155_776))]
    [InlineData(nameof(PreActResNet18), 11_687_848, 1_814_073_344)]
    [InlineData(nameof(PreActResNet50), 25_549_480, 4_089_184_256)]
    public void Counts_AreTheSumsByHand(string name, int parameters, long multiplyAdds)
    {
        Assert.Equal(parameters, Entry(name).Info.Parameters);
        Assert.Equal(multiplyAdds, Entry(name).Info.MultiplyAdds);
    }

    /// <summary>LeCun et al. 1998, section II.B, layer by layer.</summary>
    [Theory]
    [InlineData("C1", 156)]
    [InlineData("S2", 12)]
    [InlineData("C3", 1_516)]
    [InlineData("S4", 32)]
    [InlineData("C5", 48_120)]
    [InlineData("F6", 10_164)]
    public void LayersOfLeNet5_HaveThePublishedParameters(string layer, int parameters) =>
        Assert.Equal(parameters, LeNet5Of1998.Info.Layers.Where(candidate => candidate.Name.Split('.')[0] == layer).Sum(candidate => candidate.Parameters));

    /// <summary>The maps that the papers' figures show.</summary>
    [Theory]
    [InlineData(nameof(LeNet5Of1998), "6x28x28 6x14x14 16x10x10 16x5x5 120x1x1")]
    [InlineData(nameof(AlexNetOf2012), "96x55x55 96x27x27 256x27x27 256x13x13 384x13x13 256x6x6")]
    [InlineData(nameof(ZfNet), "96x110x110 96x55x55 256x26x26 256x13x13 384x13x13 256x6x6")]
    [InlineData(nameof(NinCifar10), "192x32x32 160x32x32 96x16x16 192x8x8 10x8x8")]
    [InlineData(nameof(GoogLeNetOf2014), "64x112x112 64x56x56 192x56x56 192x28x28 256x28x28 480x28x28 480x14x14 512x14x14 528x14x14 832x14x14 832x7x7 1024x7x7 128x4x4")]
    [InlineData(nameof(InceptionV3), "32x149x149 32x147x147 64x147x147 64x73x73 80x73x73 192x71x71 192x35x35 288x35x35 768x17x17 1280x8x8 2048x8x8")]
    [InlineData(nameof(UNetOf2015), "64x568x568 128x280x280 256x136x136 512x64x64 1024x28x28 512x52x52 256x100x100 128x196x196 64x388x388")]
    [InlineData(nameof(NinImageNet), "96x54x54 96x27x27 256x13x13 384x6x6 1000x6x6")]
    public void Maps_AreThoseOfThePaper(string name, string maps) =>
        Assert.Subset(Entry(name).Info.Layers.Select(layer => string.Join('x', layer.OutputShape)).ToHashSet(), maps.Split(' ').ToHashSet());

    private static ZooEntry Entry(string name) => ZooEntries.All.Single(entry => entry.Info.Name == name);
}
