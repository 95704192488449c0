using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using CnnGen.Export.Layers;
using CnnGen.Generator.Graph;
using CnnGen.Generator.Layers;
using CnnGen.Onnx;
using CnnGen.Onnx.Format;
using CnnGen.Tests;
using Google.Protobuf;
using Xunit;

namespace CnnGen.Tool.Tests.Export;

/// <summary>Every kind of layer, exported, computes in ONNX Runtime what its class does, and imported again, too.</summary>
public sealed class LayerExportTests
{
    // Compiled together, which takes less time than one by one.
    private static readonly Lazy<Assembly> Compiled = new(static () => CompiledNetwork.Compile(LayerCases.Source));

    private static readonly Lazy<Dictionary<string, ModelProto>> Exported = new(static () => LayerCases.Named.ToDictionary(static item => item.Name, static item => Export(item.Name)));

    private static readonly Lazy<Dictionary<string, ImportResult>> Imported = new(static () => Exported.Value.ToDictionary(
        static model => model.Key, static model => OnnxImporter.Import(model.Value, model.Key + ".onnx", null, new ImportOptions { IsTrained = false })));

    private static readonly Lazy<Assembly> Recompiled = new(static () => CompiledNetwork.Compile(Imported.Value.Values.Select(static result => result.Network).OfType<ImportedNetwork>()));

    public static TheoryData<string, string> Cases
    {
        get
        {
            TheoryData<string, string> cases = [];
            foreach ((string name, string attributes) in LayerCases.Named)
            {
                cases.Add(name, attributes);
            }

            return cases;
        }
    }

    [Fact]
    public void EveryKind_IsWrittenAndHasACase()
    {
        IEnumerable<string> kinds = LayerKinds.All.Select(static kind => kind.Name).Order(StringComparer.Ordinal);
        Assert.Equal(kinds, LayerExports.Kinds);
        Assert.Empty(kinds.Except(LayerCases.Kinds));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Layer_ComputesTheSame(string name, string attributes)
    {
        Assert.NotEmpty(attributes);
        using CompiledNetwork network = ExportedNetwork.Create(Compiled.Value, name);
        ExportedNetwork.AssertAgrees(network, Exported.Value[name]);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void ImportedAgain_ItComputesTheSame(string name, string attributes)
    {
        ImportResult result = Imported.Value[name];
        if (LayerCases.NotImported.FirstOrDefault(entry => attributes.Contains(entry.Key, StringComparison.Ordinal)) is { Key: not null } refused)
        {
            Assert.Contains(result.Problems, problem => problem.Operator == refused.Value);
            return;
        }

        Assert.True(result.Problems.Count == 0, string.Join("\n", result.Problems));
        using CompiledNetwork network = CompiledNetwork.Load(Recompiled.Value, result.Network!);

        // Where there are several, the importer calls each by the file's name, and that one is a member's already.
        ExportedNetwork.AssertAgrees(network, Exported.Value[name], defaultName: network.Info.Outputs.Count > 1 ? "output2" : OutputMarks.DefaultName);
    }

    /// <summary>onnx.checker, which infers all shapes and compares them with those that are written.</summary>
    [OnnxFact]
    public void OnnxChecker_AcceptsEveryCase()
    {
        const string Check = """
            import glob, onnx, sys
            for path in sorted(glob.glob(sys.argv[1] + '/*.onnx')):
                try:
                    onnx.checker.check_model(onnx.load(path), full_check=True)
                    print('accepted')
                except Exception as error:
                    print(path, error)
            """;
        using TemporaryFolder folder = new();
        foreach ((string name, ModelProto model) in Exported.Value)
        {
            File.WriteAllBytes(folder[name + ".onnx"], model.ToByteArray());
        }

        string[] lines = Python.Run("onnx", Check, folder["."]).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(Exported.Value.Count, lines.Length);
        Assert.All(lines, static line => Assert.Equal("accepted", line));
    }

    private static ModelProto Export(string name)
    {
        using CompiledNetwork network = ExportedNetwork.Create(Compiled.Value, name);
        return ExportedNetwork.Export(network, ExportedNetwork.Read(LayerCases.ClassOf(name), name));
    }
}
