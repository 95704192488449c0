using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using CnnGen.Samples.Tests.Objects;
using Transfer;
using Xunit;

namespace CnnGen.Samples.Tests.Transfer;

/// <summary>The sample as a process: what it says of bad input, and what comes of a folder of images.</summary>
public sealed class CommandLineTests : IDisposable
{
    private static readonly Assembly Sample = typeof(ResNet18).Assembly;

    private readonly string _folder = Directory.CreateTempSubdirectory("transfer").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("--data is 'nowhere', which does not exist; expected a folder", "--data", "nowhere")]
    [InlineData("--weights is 'nowhere', which does not exist; expected a safetensors file", "--weights", "nowhere")]
    [InlineData("--unfreeze is 'layer5'; expected none or layer4 or layer3 or layer2 or layer1 or all", "--unfreeze", "layer5")]
    [InlineData("--tuning-epochs is '0'; expected a whole number from 1 to 10000", "--tuning-epochs", "0")]
    [InlineData("--classify has no value; expected images", "--classify")]
    [InlineData("--classify is 'nowhere.png', which does not exist; expected images", "--classify", "nowhere.png")]
    [InlineData("'--depth' is not an option; expected --data, --test, --weights,", "--depth")]
    public void BadOption_IsOneLine(string expected, params string[] arguments) => SampleProcess.AssertFails(Sample, arguments, expected);

    [Fact]
    public void OptionsThatDoNotGoTogether_AreOneLine()
    {
        string file = Path.Combine(_folder, "file");
        File.WriteAllText(file, "");
        SampleProcess.AssertFails(Sample, ["--weights", file], "--weights needs --data, which is missing");
        SampleProcess.AssertFails(Sample, ["--test", _folder], "--test needs --data, which is missing");
        SampleProcess.AssertFails(Sample, ["--model", file], "--model needs --classify, which is missing");
        SampleProcess.AssertFails(Sample, ["--model", file, "--classify", file, "--data", _folder], "--model and --data do not go together");
        SampleProcess.AssertFails(Sample, ["--data", _folder, "--weights", file, "--save", file], "expected different files");
    }

    [Fact]
    public void BadData_IsOneLine()
    {
        string one = ObjectFiles.WriteFolders(Path.Combine(_folder, "one"), 2, "a");
        string few = ObjectFiles.WriteFolders(Path.Combine(_folder, "few"), 1, "a", "b");
        string many = ObjectFiles.WriteFolders(Path.Combine(_folder, "many"), 1, [.. Enumerable.Range(0, Head.MostKinds + 1).Select(kind => $"{kind}")]);
        string other = ObjectFiles.WriteFolders(Path.Combine(_folder, "other"), 1, "c");
        string empty = Directory.CreateDirectory(Path.Combine(_folder, "empty")).FullName;
        SampleProcess.AssertFails(Sample, ["--data", empty], $"there is no folder in '{empty}'");
        SampleProcess.AssertFails(Sample, ["--data", one], $"there is one folder in '{one}'; expected at least 2");
        SampleProcess.AssertFails(Sample, ["--data", many], $"there are {Head.MostKinds + 1} folders in '{many}'");
        SampleProcess.AssertFails(Sample, ["--data", few], $"there are 2 images in '{few}', too few");
        SampleProcess.AssertFails(Sample, ["--data", few, "--test", other], "the folder 'c'");
    }

    [Fact]
    public void FileThatIsNoModel_IsOneLine()
    {
        string image = Path.Combine(ObjectFiles.WriteFolders(_folder, 1, "a"), "a", "0.ppm");
        string weights = Path.Combine(_folder, "weights.safetensors");
        using SmallResNet network = SmallResNet.Create(1);
        network.Save(weights);
        SampleProcess.AssertFails(Sample, ["--model", weights, "--classify", image], $"'{weights}' does not say which kinds its network knows");
        SampleProcess.AssertFails(Sample, ["--model", image, "--classify", image], "0.ppm");
        foreach (string kinds in new[] { "a, b", "[]", "null" })
        {
            Safetensors.ReplaceMetadata(weights, new Dictionary<string, string> { ["network"] = "small", ["kinds"] = kinds });
            SampleProcess.AssertFails(Sample, ["--model", weights, "--classify", image], $"says that its kinds are {kinds}; expected from 1 to 100 names");
        }

        Safetensors.ReplaceMetadata(weights, new Dictionary<string, string> { ["network"] = "vgg", ["kinds"] = "[\"a\"]" });
        Recipe.ImageNet.AddTo(weights);
        SampleProcess.AssertFails(Sample, ["--model", weights, "--classify", image], "is of the network 'vgg'; expected resnet18 or small");
    }

    /// <summary>The names are torchvision's, written down here.</summary>
    [Fact]
    public void CheckpointOfResNet18_GivesTheBody_AndTheNetworkClassifiesAfterwards()
    {
        string data = ObjectFiles.WriteFolders(Path.Combine(_folder, "data"), 5, "a", "b");
        string image = Path.Combine(data, "b", "2.ppm");
        string model = Path.Combine(_folder, "model.safetensors");
        Dictionary<string, float> checkpoint = WriteCheckpoint(Path.Combine(_folder, "resnet18.safetensors"));
        (int code, string output, string error) = SampleProcess.Run(
            Sample, "--data", data, "--weights", Path.Combine(_folder, "resnet18.safetensors"), "--epochs", "2", "--save", model, "--classify", image);
        Assert.True(code == 0, error);
        Assert.Contains($"{data}: 2 kinds, ", output, StringComparison.Ordinal);
        Assert.Contains(": 100 loaded 2 of another shape: 'fc.weight' [100, 512], in the file [1000, 512]", output, StringComparison.Ordinal);
        Assert.Matches("head: validation loss [0-9.]+, accuracy [0-9.]+ % after epoch [12] of 2", output);
        Assert.Matches(@"test accuracy [0-9.]+ %: \d of \d is 0 1 found 0 a ", output);
        Assert.DoesNotContain("scratch", output, StringComparison.Ordinal);

        IReadOnlyDictionary<string, SafetensorsTensor> saved = Safetensors.Read(model);
        Assert.Equal(checkpoint.Keys.Order(StringComparer.Ordinal), saved.Keys.Order(StringComparer.Ordinal));
        Assert.All(checkpoint.Where(tensor => !Head.Has(tensor.Key)), tensor => Assert.Equal(tensor.Value, saved[tensor.Key].Values[^1]));
        string line = output[output.LastIndexOf(image, StringComparison.Ordinal)..];
        Assert.Matches("ppm: [ab] [0-9.]+ %, [ab] [0-9.]+ %$", line);
        (code, output, error) = SampleProcess.Run(Sample, "--model", model, "--classify", image);
        Assert.True(code == 0, error);
        Assert.Equal(line, output);
    }

    [Fact]
    public void ImageThatCannotBeRead_IsLeftOut_AndTold()
    {
        string data = ObjectFiles.WriteFolders(Path.Combine(_folder, "data"), 8, "a", "b");
        File.WriteAllText(Path.Combine(data, "a", "3.ppm"), "P6 32 32 255\n");
        string weights = Path.Combine(_folder, "resnet18.safetensors");
        WriteCheckpoint(weights);
        (int code, string output, string error) = SampleProcess.Run(Sample, "--data", data, "--weights", weights, "--epochs", "1");
        Assert.True(code == 0, error);
        Assert.Contains("transfer: 1 of the images in", error, StringComparison.Ordinal);
        Assert.Contains("3.ppm", error, StringComparison.Ordinal);
    }

    /// <summary>Writes a checkpoint, each of whose tensors has one value throughout.</summary>
    /// <returns>The values by the tensors' names.</returns>
    private static Dictionary<string, float> WriteCheckpoint(string path)
    {
        List<(string Name, IReadOnlyList<int> Shape)> tensors = [];
        AddConvolution("conv1", "bn1", 64, 3, 7);
        int[] widths = [64, 64, 128, 256, 512];
        for (int stage = 1; stage <= 4; stage++)
        {
            for (int block = 0; block < 2; block++)
            {
                string name = $"layer{stage}.{block}";
                AddConvolution($"{name}.conv1", $"{name}.bn1", widths[stage], widths[block == 0 ? stage - 1 : stage], 3);
                AddConvolution($"{name}.conv2", $"{name}.bn2", widths[stage], widths[stage], 3);
                if (stage > 1 && block == 0)
                {
                    AddConvolution($"{name}.downsample.0", $"{name}.downsample.1", widths[stage], widths[stage - 1], 1);
                }
            }
        }

        tensors.AddRange([("fc.weight", [1000, 512]), ("fc.bias", [1000])]);
        Dictionary<string, float> values = tensors.Index().ToDictionary(tensor => tensor.Item.Name, tensor => 1e-3f * (tensor.Index + 1), StringComparer.Ordinal);
        using FileStream stream = File.Create(path);
        SafetensorsWriter writer = new(stream, tensors);
        foreach ((string name, IReadOnlyList<int> shape) in tensors)
        {
            writer.Write(Enumerable.Repeat(values[name], shape.Aggregate(1, static (product, axis) => product * axis)).ToArray());
        }

        writer.Finish();
        return values;

        void AddConvolution(string convolution, string norm, int filters, int channels, int side) => tensors.AddRange(
        [
            ($"{convolution}.weight", [filters, channels, side, side]),
            .. new[] { "weight", "bias", "running_mean", "running_var" }.Select(kind => ($"{norm}.{kind}", (IReadOnlyList<int>)[filters])),
        ]);
    }
}
