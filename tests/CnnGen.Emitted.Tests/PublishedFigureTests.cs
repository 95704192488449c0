using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using System.Text;
using CnnGen.Tests;
using Xunit;

namespace CnnGen.Emitted.Tests;

/// <summary>What <see cref="NetworkInfo"/> says of well-known networks, against what is published of them.</summary>
public sealed class PublishedFigureTests
{
    private const string Head = "[MaxPool(2)] [Linear(4096), ReLU, Dropout(0.5), Linear(4096), ReLU, Dropout(0.5), Linear(1000)]";

    // Only what is said of them is read: they are written for one vector width, and without training.
    private static readonly Lazy<Assembly> Compiled = new(() => NetworkCompiler.Compile(
        string.Join("\n", new[]
        {
            "[Input(1, 28, 28)] [Conv(6, 5, Pad = 2), ReLU, MaxPool(2)] [Conv(16, 5), ReLU, MaxPool(2)] [Linear(120), ReLU, Linear(84), ReLU, Linear(10)] public partial class LeNet5;",
            AlexNet(groups: 2) + " public partial class AlexNet;",
            AlexNet(groups: 1) + " public partial class OneTowerAlexNet;",
            Vgg("64 / 128 / 256 256 / 512 512 / 512 512") + " public partial class VggA;",
            Vgg("64 64 / 128 128 / 256 256 / 512 512 / 512 512") + " public partial class VggB;",
            Vgg("64 64 / 128 128 / 256 256 256x1 / 512 512 512x1 / 512 512 512x1") + " public partial class VggC;",
            Vgg("64 64 / 128 128 / 256 256 256 / 512 512 512 / 512 512 512") + " public partial class VggD;",
            Vgg("64 64 / 128 128 / 256 256 256 256 / 512 512 512 512 / 512 512 512 512") + " public partial class VggE;",
            ResNet50(stridesLast: false) + " public partial class ResNet50;",
            ResNet50(stridesLast: true) + " public partial class SlimResNet50;",
        }.Select(network => "[Network(Fit = Fit.Floor, Training = false)] " + network)),
        Widths.Widest));

    [Fact]
    public void LeNet5_HasThePublishedCounts()
    {
        NetworkInfo info = Info("LeNet5");
        Assert.Equal(61_706, info.Parameters);
        Assert.Equal(416_520, info.MultiplyAdds);

        // With everything: each output adds a bias; a ReLU's element is one comparison; a window of four takes four.
        Assert.Equal(416_520 + (6 * 784) + (16 * 100) + 214 + (6 * 784) + (16 * 100) + 204 + (6 * 784) + (16 * 100), info.Operations);
    }

    /// <summary>The table of VGG-16 as lectures show it, with the biases: layer, output, parameters, multiply-adds.</summary>
    [Fact]
    public void Vgg16_IsAsInTheLecturesLineByLine()
    {
        NetworkInfo info = Info("VggD");
        Assert.Equal(
            """
            conv1 64x224x224 1792 86704128
            conv2 64x224x224 36928 1849688064
            pool1 64x112x112 0 0
            conv3 128x112x112 73856 924844032
            conv4 128x112x112 147584 1849688064
            pool2 128x56x56 0 0
            conv5 256x56x56 295168 924844032
            conv6 256x56x56 590080 1849688064
            conv7 256x56x56 590080 1849688064
            pool3 256x28x28 0 0
            conv8 512x28x28 1180160 924844032
            conv9 512x28x28 2359808 1849688064
            conv10 512x28x28 2359808 1849688064
            pool4 512x14x14 0 0
            conv11 512x14x14 2359808 462422016
            conv12 512x14x14 2359808 462422016
            conv13 512x14x14 2359808 462422016
            pool5 512x7x7 0 0
            fc1 4096 102764544 102760448
            fc2 4096 16781312 16777216
            fc3 1000 4097000 4096000
            """,
            string.Join("\n", Lines(info, layer => $"{layer.Parameters} {layer.MultiplyAdds}")));
        Assert.Equal(138_357_544, info.Parameters);
        Assert.Equal(15_470_264_320, info.MultiplyAdds);
        Assert.Equal(64 * 224 * 224 * 4, info.Layers[0].ActivationBytes);
    }

    /// <summary>Simonyan and Zisserman 2014, table 2, in millions; billions of multiply-adds as torchvision lists them.</summary>
    [Theory]
    [InlineData("VggA", 132_863_336, 7.609)]
    [InlineData("VggB", 133_047_848, 11.308)]
    [InlineData("VggC", 133_638_952, null)]
    [InlineData("VggD", 138_357_544, 15.470)]
    [InlineData("VggE", 143_667_240, 19.632)]
    public void VggAToE_HaveThePublishedCounts(string name, int parameters, double? billions)
    {
        NetworkInfo info = Info(name);
        Assert.Equal(parameters, info.Parameters);
        Assert.Equal(billions ?? info.MultiplyAdds / 1e9, info.MultiplyAdds / 1e9, 5e-4);
    }

    [Fact]
    public void AlexNet_IsAsInTheLecturesShapeByShape()
    {
        string[] expected =
        [
            "conv1 96x55x55", "pool1 96x27x27", "conv2 256x27x27", "pool2 256x13x13", "conv3 384x13x13", "conv4 384x13x13", "conv5 256x13x13", "pool3 256x6x6",
            "fc1 4096", "fc2 4096", "fc3 1000",
        ];
        foreach (string name in new[] { "AlexNet", "OneTowerAlexNet" })
        {
            Assert.Equal(expected, Lines(Info(name), _ => ""));
        }

        Assert.Equal(34_944, Info("AlexNet").Layers[0].Parameters);
        Assert.Equal(60_965_224, Info("AlexNet").Parameters);
        Assert.Equal(62_378_344, Info("OneTowerAlexNet").Parameters);
        Assert.Equal(724_406_816, Info("AlexNet").MultiplyAdds);
    }

    /// <summary>Araujo, Norris and Sim 2019, "Computing Receptive Fields of Convolutional Neural Networks", the table of its appendix; the strides as their networks place them.</summary>
    [Theory]
    [InlineData("AlexNet", "pool3", 195, 32)]
    [InlineData("VggD", "pool5", 212, 32)]
    [InlineData("SlimResNet50", "stage4.block3", 483, 32)]
    public void ReceptiveFields_AreThePublished(string name, string layer, int size, int stride) =>
        Assert.Equal(new ReceptiveField(size, size, stride, stride), Info(name).Layers.Single(candidate => candidate.Name == layer).ReceptiveField);

    /// <summary>He et al. 2015 with the stride in the 3x3 convolution, as torchvision has it, without the 53,120 parameters of its batch normalisations.</summary>
    [Fact]
    public void ResNet50_HasThePublishedCounts()
    {
        NetworkInfo info = Info("ResNet50");
        Assert.Equal(25_557_032 - 53_120, info.Parameters);
        Assert.Equal(4_089_184_256, info.MultiplyAdds);
        Assert.Equal(
            ["64x112x112", "256x56x56", "512x28x28", "1024x14x14", "2048x7x7"],
            info.Layers.Where(layer => layer.Name is "conv1" or "stage1.block3" or "stage2.block4" or "stage3.block6" or "stage4.block3").Select(layer => string.Join('x', layer.OutputShape)));
    }

    private static NetworkInfo Info(string name) => (NetworkInfo)Compiled.Value.GetType(name, throwOnError: true)!.GetProperty("Info")!.GetValue(null)!;

    /// <summary>The layers that lectures list: convolutions, pools and linear layers.</summary>
    private static IEnumerable<string> Lines(NetworkInfo info, Func<LayerInfo, string> figures) => info.Layers
        .Where(layer => layer.Kind.StartsWith("Conv", StringComparison.Ordinal) || layer.Kind.Contains("Pool", StringComparison.Ordinal) || layer.Kind.StartsWith("Linear", StringComparison.Ordinal))
        .Select(layer => $"{layer.Name} {string.Join('x', layer.OutputShape)} {figures(layer)}".TrimEnd());

    private static string AlexNet(int groups) => $"""
        [Input(3, 227, 227)]
        [Conv(96, 11, Stride = 4), ReLU, MaxPool(3, Stride = 2)]
        [Conv(256, 5, Pad = 2, Groups = {groups}), ReLU, MaxPool(3, Stride = 2)]
        [Conv(384, 3, Pad = 1), ReLU, Conv(384, 3, Pad = 1, Groups = {groups}), ReLU, Conv(256, 3, Pad = 1, Groups = {groups}), ReLU, MaxPool(3, Stride = 2)]
        [Linear(4096), ReLU, Dropout(0.5), Linear(4096), ReLU, Dropout(0.5), Linear(1000)]
        """;

    /// <summary>A configuration of the paper: filters, with x1 where the kernel is 1, and a slash where a pool stands.</summary>
    private static string Vgg(string configuration) =>
        "[Input(3, 224, 224)] " + string.Join(" ", configuration.Split(' ').Select(part => part switch
        {
            "/" => "[MaxPool(2)]",
            _ when part.EndsWith("x1", StringComparison.Ordinal) => $"[Conv({part[..^2]}, 1), ReLU]",
            _ => $"[Conv({part}, 3, Pad = 1), ReLU]",
        })) + " " + Head;

    /// <summary>ResNet-50 without normalisation.</summary>
    /// <param name="stridesLast">Whether a stage's last block has the stride, as in TF-Slim, and not the next stage's first, as in torchvision.</param>
    private static string ResNet50(bool stridesLast)
    {
        StringBuilder text = new("[Input(3, 224, 224)] [Conv(64, 7, Stride = 2, Pad = 3, Bias = false), ReLU, MaxPool(3, Stride = 2, Pad = 1, Name = \"block\")] ");
        int[] blocks = [3, 4, 6, 3];
        string input = "block";
        for (int stage = 1; stage <= 4; stage++)
        {
            int width = 32 << stage;
            for (int block = 1; block <= blocks[stage - 1]; block++)
            {
                bool strides = stridesLast ? stage < 4 && block == blocks[stage - 1] : stage > 1 && block == 1;
                int stride = strides ? 2 : 1;
                string name = $"stage{stage}.block{block}";
                string shortcut = input;
                if (block == 1)
                {
                    shortcut = name + ".shortcut";
                    text.Append($"[Conv({4 * width}, 1, Stride = {stride}, Bias = false, Name = \"{shortcut}\")] ");
                }
                else if (strides)
                {
                    shortcut = name + ".shortcut";
                    text.Append($"[MaxPool(1, Stride = 2, Name = \"{shortcut}\")] ");
                }

                text.Append($"[Conv({width}, 1, Bias = false, From = \"{input}\"), ReLU, Conv({width}, 3, Stride = {stride}, Pad = 1, Bias = false), ReLU] ");
                text.Append($"[Conv({4 * width}, 1, Bias = false), Add(\"{shortcut}\"), ReLU(Name = \"{name}\")] ");
                input = name;
            }
        }

        return text.Append("[AvgPool(7), Linear(1000)]").ToString();
    }
}
