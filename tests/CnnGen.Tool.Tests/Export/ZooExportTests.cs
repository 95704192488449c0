using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Text.RegularExpressions;
using CnnGen.Export;
using CnnGen.Export.Compiling;
using CnnGen.Onnx;
using CnnGen.Onnx.Format;
using CnnGen.Tests;
using Xunit;

namespace CnnGen.Tool.Tests.Export;

/// <summary>The networks of CnnGen.Zoo compute in ONNX Runtime what they do here: some always, one of each family where CNNGEN_CAMPAIGN is full, all of them where it is all.</summary>
/// <remarks>On smaller images than their own where that leaves something to all layers, so that the largest linear layers have a few pixels to read.</remarks>
public sealed partial class ZooExportTests
{
    private static readonly string[] Always = ["CifarResNet20", "ConvNetJsCifar10", "LeNet5", "LeNet5Of1998", "MobileNetV3Small", "SqueezeNet11"];

    // With what is always run, a network of each family.
    private static readonly string[] Families =
    [
        "AlexNetOf2012", "DenseNet121", "EfficientNetB0", "GoogLeNetWithHeads", "MobileNetV2", "NasNetCifar", "NinCifar10", "PreActResNet18", "ResNet18", "ResNeXt50", "SEResNet50",
        "ShuffleNetV1", "ShuffleNetV2", "SmallUNet", "Vgg11Lrn",
    ];

    private static readonly int[] Sides = [64, 96, 128];

    private static readonly string Folder = Path.Combine(Repository.Root, "src", "CnnGen.Zoo");

    // The blocks are for all networks; a network is a file.
    private static readonly Lazy<string> Blocks = new(static () => string.Concat(Files("*Attribute.cs").Select(Body)));

    private static readonly Lazy<Dictionary<string, ReadNetwork>> Read = new(static () => Chosen.ToDictionary(static name => name, static name => ReadSmall(name).Network));

    private static readonly Lazy<Assembly> Compiled = new(static () => CompiledNetwork.Compile(Blocks.Value + string.Concat(Chosen.Select(static name => ReadSmall(name).Text))));

    public static TheoryData<string> Names => new(Chosen);

    private static IEnumerable<string> All => Files("*.cs").Select(static file => Path.GetFileNameWithoutExtension(file)).Where(static name => !name.EndsWith("Attribute", StringComparison.Ordinal));

    private static IEnumerable<string> Chosen => Campaign.IsComplete ? All : Campaign.IsFull ? Always.Concat(Families) : Always;

    [Theory]
    [MemberData(nameof(Names))]
    public void Network_ComputesTheSame(string name)
    {
        using CompiledNetwork network = ExportedNetwork.Create(Compiled.Value, name);
        ModelProto model = ExportedNetwork.Export(network, Read.Value[name]);
        ExportedNetwork.AssertAgrees(network, model, samples: 1);

        // Under the names that PyTorch's checkpoints have.
        Assert.Empty(network.ParameterNames.Where(static parameter => !parameter.EndsWith("num_batches_tracked", StringComparison.Ordinal))
            .Except(model.Graph.Initializer.Select(static tensor => tensor.Name)));
    }

    [Theory]
    [InlineData("LeNet5")]
    [InlineData("CifarResNet20")]
    [InlineData("SqueezeNet11")]
    public void ImportedAgain_ItComputesTheSame(string name)
    {
        using CompiledNetwork network = ExportedNetwork.Create(Compiled.Value, name);
        ModelProto model = ExportedNetwork.Export(network, Read.Value[name]);
        ImportResult result = OnnxImporter.Import(model, name + ".onnx", null, new ImportOptions { IsTrained = false });
        Assert.True(result.Problems.Count == 0, string.Join("\n", result.Problems));
        using CompiledNetwork imported = CompiledNetwork.Load(result.Network!);
        ExportedNetwork.AssertAgrees(imported, model);

        // Under the same names.
        Assert.Equal(network.ParameterNames.Order(), imported.ParameterNames.Order());
    }

    [Fact]
    public void EveryNetworkOfThem_IsFound() => Assert.Empty(Always.Concat(Families).Except(All));

    private static IEnumerable<string> Files(string pattern) => Directory.EnumerateDirectories(Folder)
        .Where(static folder => Path.GetFileName(folder) is not ("bin" or "obj")).SelectMany(folder => Directory.EnumerateFiles(folder, pattern)).Order(StringComparer.Ordinal);

    private static string Body(string file) => Head().Replace(File.ReadAllText(file), "");

    private static (string Text, ReadNetwork Network) ReadSmall(string name)
    {
        string text = Training().Replace(Body(Files(name + ".cs").Single()), "[Network(Training = false, ", 1);
        foreach (int side in Sides)
        {
            string small = Image().Replace(text, $"Input($1, {side}, {side})");
            try
            {
                return (small, ExportedNetwork.Read(Blocks.Value + small, name));
            }
            catch (ExportException)
            {
                // Too small for a pool or a head.
            }
        }

        return (text, ExportedNetwork.Read(Blocks.Value + text, name));
    }

    [GeneratedRegex(@"^(using|namespace) .*;\r?$", RegexOptions.Multiline)]
    private static partial Regex Head();

    [GeneratedRegex(@"Input\((\d+), (2\d\d|3\d\d), \2\)")]
    private static partial Regex Image();

    [GeneratedRegex(@"\[Network\(")]
    private static partial Regex Training();
}
