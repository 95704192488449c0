using System;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Xml.Linq;
using CnnGen.Export.Compiling;
using CnnGen.Export.Inspecting;
using CnnGen.Tests;
using Xunit;

namespace CnnGen.Tool.Tests.Export;

/// <summary>cnngen inspect of a network class: the table that the compiled class has, without compiling it.</summary>
public sealed class InspectClassTests
{
    private const string Source = """
        [Input(3, 12, 12)]
        [Conv(4, 3, Pad = 1, Name = "stem"), ReLU(Name = "a")]
        [Conv(4, 3, Pad = 1), BatchNorm, ReLU, Conv(4, 3, Pad = 1), Add("a"), Output("early")]
        [MaxPool(2), Conv(8, 3, Frozen = true), GroupNorm(2), GlobalAvgPool, Linear(5), Softmax]
        public partial class Branched;

        [Network(Training = false, Algorithm = ConvAlgorithm.Direct)]
        [Input(16, 5, 6, 7)]
        [Conv(16, 3), LeakyReLU(0.2), AvgPool(2, Stride = 1)]
        public partial class Volumes;

        [Input(16, 20, 30)]
        [Conv(32, 3, Pad = 1, Frozen = true), ReLU, Conv(32, 3, Pad = 1, Frozen = true), Conv(16, 1), Dropout(0.5)]
        public partial class Frozen;

        [Network(Weights = Precision.BFloat16, Inspect = true)]
        [Input(16, 6, 6)]
        [Conv(16, 3), ReLU, Linear(40), ReLU, Linear(7, Weights = Precision.Single)]
        public partial class Narrow;
        """;

    private static readonly Lazy<Assembly> Compiled = new(static () => NetworkCompiler.Compile(Source));

    [Theory]
    [InlineData("Branched")]
    [InlineData("Volumes")]
    [InlineData("Frozen")]
    [InlineData("Narrow")]
    public void Table_IsThatOfTheCompiledClass(string name)
    {
        using CompiledNetwork network = CompiledNetwork.Create(Compiled.Value, name, seed: 1);
        NetworkInfo info = NetworkInfos.Of(ExportedNetwork.Read(Source, name));
        Assert.Equal(network.Info.ToString(), info.ToString());
        Assert.Equal(network.Info.ToMermaid(), info.ToMermaid());
        Assert.Equal(network.Info.Memory, info.Memory);
    }

    [Fact]
    public void Command_SaysTheTableOrTheDiagram()
    {
        using TemporaryFolder folder = new();
        File.WriteAllText(folder["Nets.cs"], Source);
        (int code, string output, string errors) = Inspect(folder["Nets.cs"], "--network", "Branched");
        Assert.Equal((0, ""), (code, errors));
        Assert.Contains("multiply-adds", output);
        Assert.Contains("training", output);
        Assert.StartsWith("graph TD", Inspect(folder["Nets.cs"], "--network", "Branched", "--mermaid").Output);
        Assert.Contains("--network says which", Inspect(folder["."]).Errors);
        Assert.Contains("one file too many", Inspect("a.onnx", "b.onnx").Errors);
    }

    /// <summary>A box for each layer and the input, none on another, and a line for each that is read, through no box.</summary>
    [Fact]
    public void Drawing_HasABoxForEachLayer()
    {
        using TemporaryFolder folder = new();
        File.WriteAllText(folder["Nets.cs"], Source);
        Assert.Equal(0, Inspect(folder["Nets.cs"], "--network", "Branched", "--svg", folder["net.svg"]).Code);
        XElement svg = XElement.Load(folder["net.svg"]);
        ReadNetwork network = ExportedNetwork.Read(Source, "Branched");
        XElement[] boxes = [.. svg.Elements().Where(static element => element.Name.LocalName == "rect" && element.Attribute("x") is not null)];
        Assert.Equal(network.Graph.Nodes.Count + 1, boxes.Length);
        Assert.Equal(boxes.Length, boxes.Select(static box => (box.Attribute("x")!.Value, box.Attribute("y")!.Value)).Distinct().Count());
        Assert.Equal(network.Graph.Nodes.Sum(static node => node.Inputs.Distinct().Count()), svg.Elements().Count(static element => element.Name.LocalName == "path"));
    }

    [Fact]
    public void Columns_AreFreeAsFarAsTheirLinesGo()
    {
        NetworkInfo network = NetworkInfos.Of(ExportedNetwork.Read(Source, "Branched"));
        GraphLayout layout = new(network);
        for (int reader = 0; reader < network.Layers.Count; reader++)
        {
            foreach (int input in network.Layers[reader].Inputs)
            {
                Assert.True(layout.RowOf(input) < layout.RowOf(reader));
                Assert.DoesNotContain(
                    Enumerable.Range(0, network.Layers.Count),
                    other => layout.ColumnOf(other) == layout.ColumnOf(input) && layout.RowOf(other) > layout.RowOf(input) && layout.RowOf(other) < layout.RowOf(reader));
            }
        }
    }

    private static (int Code, string Output, string Errors) Inspect(params string[] arguments)
    {
        using StringWriter output = new();
        using StringWriter errors = new();
        int code = CommandLine.Run(["inspect", .. arguments], output, errors);
        return (code, output.ToString(), errors.ToString());
    }
}
