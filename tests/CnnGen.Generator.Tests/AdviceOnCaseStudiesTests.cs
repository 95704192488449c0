using System.IO;
using System.Linq;
using CnnGen.Tests;
using Xunit;

namespace CnnGen.Generator.Tests;

/// <summary>The networks that everybody knows are advised nothing: a rule that finds fault with them is wrong itself.</summary>
public sealed class AdviceOnCaseStudiesTests
{
    private const string Stem = "[Input(16, 8, 8)] [Conv(16, 3, Pad = 1), ReLU(Name = \"skip\")]";

    [Fact]
    public void LeNet5_IsFine() => Advises(
        "[Input(1, 28, 28)] [Conv(6, 5, Pad = 2), ReLU, MaxPool(2)] [Conv(16, 5), ReLU, MaxPool(2)] [Linear(120), ReLU] [Linear(84), ReLU] [Linear(10)]");

    [Fact]
    public void LeNet5OfTheSample_IsFine() =>
        IsFine(GeneratorRun.OfOneWidth(File.ReadAllText(Path.Combine(Repository.Root, "samples", "Digits", "LeNet5.cs"))));

    [Fact]
    public void AlexNet_IsFine() => Advises("""
        [Input(3, 227, 227)]
        [Conv(96, 11, Stride = 4), ReLU, MaxPool(3, Stride = 2)]
        [Conv(256, 5, Pad = 2, Groups = 2), ReLU, MaxPool(3, Stride = 2)]
        [Conv(384, 3, Pad = 1), ReLU]
        [Conv(384, 3, Pad = 1, Groups = 2), ReLU]
        [Conv(256, 3, Pad = 1, Groups = 2), ReLU, MaxPool(3, Stride = 2)]
        [Dropout(0.5), Linear(4096), ReLU, Dropout(0.5), Linear(4096), ReLU, Linear(1000), Softmax]
        """);

    [Fact]
    public void Vgg16_IsFine() => Advises("""
        [Input(3, 224, 224)]
        [Conv(64, 3, Pad = 1), ReLU, Conv(64, 3, Pad = 1), ReLU, MaxPool(2)]
        [Conv(128, 3, Pad = 1), ReLU, Conv(128, 3, Pad = 1), ReLU, MaxPool(2)]
        [Conv(256, 3, Pad = 1), ReLU, Conv(256, 3, Pad = 1), ReLU, Conv(256, 3, Pad = 1), ReLU, MaxPool(2)]
        [Conv(512, 3, Pad = 1), ReLU, Conv(512, 3, Pad = 1), ReLU, Conv(512, 3, Pad = 1), ReLU, MaxPool(2)]
        [Conv(512, 3, Pad = 1), ReLU, Conv(512, 3, Pad = 1), ReLU, Conv(512, 3, Pad = 1), ReLU, MaxPool(2)]
        [Linear(4096), ReLU, Dropout(0.5), Linear(4096), ReLU, Dropout(0.5), Linear(1000)]
        """);

    [Fact]
    public void GoogLeNetsStemAndInception_AreFine() => Advises("""
        [Network(Fit = Fit.Ceil)]
        [Input(3, 224, 224)]
        [Conv(64, 7, Stride = 2, Pad = 3, Fit = Fit.Floor), ReLU, MaxPool(3, Stride = 2)]
        [Conv(64, 1), ReLU, Conv(192, 3, Pad = 1), ReLU, MaxPool(3, Stride = 2, Name = "3a")]
        [Conv(64, 1), ReLU(Name = "3a.1")]
        [Conv(96, 1, From = "3a"), ReLU, Conv(128, 3, Pad = 1), ReLU(Name = "3a.2")]
        [Conv(16, 1, From = "3a"), ReLU, Conv(32, 5, Pad = 2), ReLU(Name = "3a.3")]
        [MaxPool(3, Stride = 1, Pad = 1, From = "3a"), Conv(32, 1), ReLU]
        [Concat("3a.1", "3a.2", "3a.3"), AvgPool(28), Dropout(0.4), Linear(1000), Softmax]
        """);

    [Fact]
    public void SqueezeNet_IsFine() => Advises("""
        [Input(3, 224, 224)]
        [Conv(64, 3, Stride = 2, Fit = Fit.Floor), ReLU, MaxPool(3, Stride = 2, Fit = Fit.Ceil)]
        [Conv(16, 1), ReLU(Name = "fire2.squeeze")]
        [Conv(64, 1), ReLU(Name = "fire2.expand1x1")]
        [Conv(64, 3, Pad = 1, From = "fire2.squeeze"), ReLU, Concat("fire2.expand1x1")]
        [Conv(16, 1), ReLU(Name = "fire3.squeeze")]
        [Conv(64, 1), ReLU(Name = "fire3.expand1x1")]
        [Conv(64, 3, Pad = 1, From = "fire3.squeeze"), ReLU, Concat("fire3.expand1x1")]
        [MaxPool(3, Stride = 2, Fit = Fit.Ceil)]
        [Dropout(0.5), Conv(1000, 1), ReLU, AvgPool(27), Flatten]
        """);

    [Fact]
    public void ResNet18_IsFine() => Advises("""
        [Network(Fit = Fit.Floor)]
        [Input(3, 224, 224)]
        [Conv(64, 7, Stride = 2, Pad = 3), ReLU, MaxPool(3, Stride = 2, Pad = 1, Name = "stem")]
        [Conv(64, 3, Pad = 1), ReLU, Conv(64, 3, Pad = 1), Add("stem"), ReLU(Name = "stage1")]
        [Conv(128, 3, Stride = 2, Pad = 1), ReLU, Conv(128, 3, Pad = 1, Name = "main")]
        [Conv(128, 1, Stride = 2, From = "stage1"), Add("main"), ReLU]
        [AvgPool(28), Linear(1000)]
        """);

    [Fact]
    public void ResNet18WithBatchNorm_IsFine() => Advises("""
        [Network(Fit = Fit.Floor)]
        [Input(3, 224, 224)]
        [Conv(64, 7, Stride = 2, Pad = 3, Bias = false), BatchNorm, ReLU, MaxPool(3, Stride = 2, Pad = 1, Name = "stem")]
        [Conv(64, 3, Pad = 1, Bias = false), BatchNorm, ReLU, Conv(64, 3, Pad = 1, Bias = false), BatchNorm, Add("stem"), ReLU(Name = "stage1")]
        [Conv(128, 3, Stride = 2, Pad = 1, Bias = false), BatchNorm, ReLU, Conv(128, 3, Pad = 1, Bias = false), BatchNorm(Name = "main")]
        [Conv(128, 1, Stride = 2, From = "stage1", Bias = false), BatchNorm, Add("main"), ReLU]
        [AvgPool(28), Linear(1000)]
        """);

    [Fact]
    public void DenseNetsBlock_IsFine() => Advises("""
        [Input(3, 32, 32)]
        [Conv(24, 3, Pad = 1, Bias = false), BatchNorm, ReLU, MaxPool(2, Name = "x0")]
        [BatchNorm, ReLU, Conv(48, 1, Bias = false), BatchNorm, ReLU, Conv(12, 3, Pad = 1, Bias = false), Concat("x0", Name = "x1")]
        [BatchNorm, ReLU, Conv(48, 1, Bias = false), BatchNorm, ReLU, Conv(12, 3, Pad = 1, Bias = false), Concat("x1")]
        [BatchNorm, ReLU, Conv(24, 1, Bias = false), AvgPool(2), BatchNorm, ReLU, AvgPool(8), Linear(10)]
        """);

    [Fact]
    public void MobileNetV2_IsFine() => Advises("""
        [Network(Fit = Fit.Floor)]
        [Input(3, 224, 224)]
        [Conv(32, 3, Stride = 2, Pad = 1), ReLU]
        [DepthwiseConv(3, Pad = 1), ReLU, Conv(16, 1)]
        [Conv(96, 1), ReLU, DepthwiseConv(3, Stride = 2, Pad = 1), ReLU, Conv(24, 1, Name = "block2")]
        [Conv(144, 1), ReLU, Conv(144, 3, Pad = 1, Groups = 144), ReLU, Conv(24, 1), Add("block2")]
        [Conv(1280, 1), ReLU, AvgPool(56), Dropout(0.2), Linear(1000)]
        """);

    [Theory]
    [InlineData("[Conv(16, 3, Pad = 1), ReLU] [Conv(16, 3, Pad = 1)] [Add(\"skip\"), ReLU]")]
    [InlineData("[Conv(4, 1), ReLU, Conv(4, 3, Pad = 1), ReLU, Conv(16, 1)] [Add(\"skip\"), ReLU]")]
    [InlineData("[Conv(32, 3, Stride = 2, Pad = 1, Fit = Fit.Floor), ReLU, Conv(32, 3, Pad = 1, Name = \"main\")] [Conv(32, 1, Stride = 2, From = \"skip\", Fit = Fit.Floor)] [Add(\"main\"), ReLU]")]
    [InlineData("[Conv(8, 1)] [Concat(\"skip\"), Conv(16, 3, Pad = 1), ReLU]")]
    [InlineData("[Conv(16, 3, Pad = 1)] [Add(\"skip\")] [Conv(16, 3, Pad = 1), ReLU]")]
    [InlineData("[Conv(16, 3, Pad = 1, Name = \"a\")] [Conv(16, 3, Pad = 1)] [Add(\"a\", \"skip\"), ReLU]")]
    public void Blocks_AreFine(string block) => Advises($"{Stem} {block}");

    private static void Advises(string network) => IsFine(GeneratorRun.OfOneWidth($"using CnnGen; {network} partial class N;"));

    // That the generated code compiles is other tests' matter: here it would take most of the time.
    private static void IsFine(GeneratorRun run)
    {
        Assert.Empty(run.Result.Diagnostics);
        Assert.NotEmpty(run.Files);
        Assert.Empty(run.Advice.Select(advice => $"{advice.Id}: {advice.GetMessage(null)}"));
    }
}
