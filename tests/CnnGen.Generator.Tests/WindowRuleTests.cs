using System;
using System.Collections.Generic;
using System.Linq;
using CnnGen.Generator.Graph;
using CnnGen.Generator.Layers;
using CnnGen.Generator.Model;
using CnnGen.Generator.Shapes;
using CnnGen.Generator.Tensors;
using Xunit;
using PlannedTensor = CnnGen.Generator.Tensors.Tensor;

namespace CnnGen.Generator.Tests;

/// <summary>Shape rules without a compiler: the window formula against counting, the table of kinds against the attributes.</summary>
public sealed class WindowRuleTests
{
    private const int Cases = 3000;

    [Fact]
    public void Output_IsTheNumberOfWindowsThatFit()
    {
        Random random = new(1);
        for (int i = 0; i < Cases; i++)
        {
            (AxisWindow window, int input) = Random(random, FitMode.Floor);
            int counted = Enumerable.Range(0, 100).Count(start =>
                (start * window.Stride.Value) + window.Extent <= input + (2 * window.Pad.Value));
            if (window.Room(input) >= 0)
            {
                Assert.Equal(counted, window.Output(input));
            }
            else
            {
                Assert.Equal(0, counted);
            }
        }
    }

    [Fact]
    public void FloorAndCeil_AgreeWhereTheStrideDivides()
    {
        Random random = new(2);
        for (int i = 0; i < Cases; i++)
        {
            (AxisWindow window, int input) = Random(random, FitMode.Floor);
            if (window.Room(input) >= 0 && window.Divides(input))
            {
                Assert.Equal(0, window.Dropped(input));
                Assert.Equal(window.Output(input), (window with { Fit = FitMode.Exact }).Output(input));
                Assert.InRange((window with { Fit = FitMode.Ceil }).Output(input), window.Output(input) - 1, window.Output(input));
            }
        }
    }

    [Fact]
    public void Suggestions_Fit()
    {
        Random random = new(3);
        for (int i = 0; i < Cases; i++)
        {
            (AxisWindow window, int input) = Random(random, FitMode.Exact);
            if (window.Room(input) < 0)
            {
                continue;
            }

            Assert.All(window.FittingStrides(input), stride => Assert.True((window with { Stride = new Setting(stride, "Stride") }).Divides(input)));
            Assert.All(window.FittingPads(input), pad => Assert.True((window with { Pad = new Setting(pad, "Pad") }).Divides(input)));
        }
    }

    [Fact]
    public void LeNet5_HasThePublishedCounts()
    {
        LayerDeclaration[] layers =
        [
            Declare("Conv", ("filters", 6), ("kernel", 5), ("Pad", 2)), Declare("ReLU"), Declare("MaxPool", ("kernel", 2)),
            Declare("Conv", ("filters", 16), ("kernel", 5)), Declare("ReLU"), Declare("MaxPool", ("kernel", 2)),
            Declare("Linear", ("features", 120)), Declare("ReLU"), Declare("Linear", ("features", 84)), Declare("ReLU"), Declare("Linear", ("features", 10)),
        ];
        ErrorList errors = new();
        NetworkGraph graph = GraphBuilder.Build(new EquatableArray<int>([1, 28, 28]), layers.ToEquatableArray(), FitMode.Exact, errors)!;
        Assert.Empty(errors.Errors);
        Assert.Equal(61706, graph.ParameterCount);
        Assert.Equal(416520, graph.MultiplyAdds);
        Assert.Equal([5, 5, 6, 14, 14, 16, 0, 0, 0, 0, 0], graph.Nodes.Select(node => node.ReceptiveField?.Height ?? 0));
        Assert.Equal([1, 1, 2, 2, 2, 4], graph.Nodes.Take(6).Select(node => node.ReceptiveField!.StrideWidth));
    }

    [Fact]
    public void EveryKind_HasItsAttribute_AndEveryAttributeItsKind()
    {
        IEnumerable<string> attributes = typeof(LayerAttribute).Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(LayerAttribute)) && !type.IsAbstract)
            .Select(type => type.Name[..^"Attribute".Length]);
        Assert.Equal(attributes.Order(StringComparer.Ordinal), LayerKinds.All.Select(kind => kind.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void EveryTile_FitsTheRegisters()
    {
        Random random = new(4);
        for (int i = 0; i < 300; i++)
        {
            AxisGeometry rows = new(random.Next(1, 6), random.Next(1, 60));
            AxisGeometry columns = new(random.Next(1, 6), random.Next(1, 60));
            ConvGeometry geometry = new(1, random.Next(1, 300), random.Next(1, 300), new(AxisGeometry.Single, rows, columns));
            int pack = TileChooser.PackTile(geometry);
            Assert.Equal(0, PlannedTensor.Blocks(geometry.Filters) * PlannedTensor.Block % pack);
            foreach (VectorWidth width in VectorWidth.All)
            {
                ConvTile tile = TileChooser.Choose(geometry, width, pack, null)!;
                Assert.InRange(tile.Accumulators, 1, width.MostAccumulators);
                Assert.Equal(0, pack % (tile.Vectors * width.Lanes));
                Assert.Equal(0, tile.Vectors * width.Lanes % PlannedTensor.Block);
            }
        }
    }

    private static (AxisWindow Window, int Input) Random(Random random, FitMode fit) => (
        new AxisWindow(
            "row",
            new Setting(random.Next(1, 8), "kernel"),
            new Setting(random.Next(1, 6), "Stride"),
            new Setting(random.Next(0, 4), "Pad"),
            new Setting(random.Next(1, 4), "Dilation"),
            fit),
        random.Next(1, 40));

    private static LayerDeclaration Declare(string kind, params (string Name, int Value)[] arguments) =>
        new(kind, arguments.Select(argument => new Argument(argument.Name, argument.Value, argument.Value.ToString(System.Globalization.CultureInfo.InvariantCulture), true)).ToEquatableArray());
}
