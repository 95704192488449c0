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
                (start * window.Stride.Value) + window.Extent <= input + window.PadBefore(input) + window.PadAfter(input));
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
            Assert.All(window.FittingPads(input), pad => Assert.True(window.WithPad(window.Pad.Both, pad).Divides(input)));
            Assert.True(window.Divides(input) || window.FittingPadAfter(input) is not { } after || (after > window.PadAfter(input) && window.WithPadAfter(after).Divides(input)));
        }
    }

    /// <summary>TensorFlow's rule, and ONNX's SAME_UPPER, counted: every window but the first begins a stride behind another, and no padding is to spare.</summary>
    [Fact]
    public void Same_HasOneWindowAStride_AndTheOddElementBehind()
    {
        Random random = new(5);
        for (int i = 0; i < Cases; i++)
        {
            (AxisWindow explicitly, int input) = Random(random, FitMode.Exact);
            AxisWindow window = explicitly with { Padding = PaddingMode.Same, Pad = AxisPad.Of(new Setting(0, "Pad")) };
            int outputs = Enumerable.Range(0, input).Count(position => position % window.Stride.Value == 0);
            Assert.Equal(outputs, window.Output(input));
            Assert.Equal(window.TotalPad(input), window.PadBefore(input) + window.PadAfter(input));
            Assert.InRange(window.PadAfter(input) - window.PadBefore(input), 0, 1);
            long end = ((outputs - 1) * window.Stride.Value) + window.Extent - window.PadBefore(input);
            Assert.True(window.PadAfter(input) == 0 ? end <= input : end == input + window.PadAfter(input));
            Assert.True(new Axis(window, input).Fits);
            Assert.Equal(0, window.Dropped(input));
        }
    }

    /// <summary>Values of tf.nn.conv2d's documentation of SAME: 224 by a stride of 2, 7 by 2, and a stride that passes over elements.</summary>
    [Theory]
    [InlineData(224, 3, 2, 1, 112, 0, 1)]
    [InlineData(7, 3, 2, 1, 4, 1, 1)]
    [InlineData(8, 5, 1, 1, 8, 2, 2)]
    [InlineData(8, 4, 1, 1, 8, 1, 2)]
    [InlineData(8, 1, 2, 1, 4, 0, 0)]
    [InlineData(10, 3, 3, 2, 4, 2, 2)]
    [InlineData(3, 7, 1, 1, 3, 3, 3)]
    public void Same_PadsByItsRule(int input, int kernel, int stride, int dilation, int outputs, int before, int after)
    {
        AxisWindow window = new(
            AxisName.Row, new Setting(kernel, "kernel"), new Setting(stride, "Stride"), AxisPad.Of(new Setting(0, "Pad")), new Setting(dilation, "Dilation"), FitMode.Exact)
        {
            Padding = PaddingMode.Same,
        };
        Assert.Equal((outputs, before, after), (window.Output(input), window.PadBefore(input), window.PadAfter(input)));
    }

    /// <summary>A network over a volume: C3D's beginning, with a kernel of its own along the slices.</summary>
    [Fact]
    public void Volumes_HaveShapesParametersCountsAndViewsOnThreeAxes()
    {
        LayerDeclaration[] layers =
        [
            Declare("Conv", ("filters", 8), ("kernel", 3), ("KernelDepth", 5), ("PadHeight", 1), ("PadWidth", 1), ("Groups", 2)), Declare("ReLU"),
            Declare("MaxPool", ("kernel", 2), ("KernelDepth", 1)), Declare("AvgPool", ("kernel", 2), ("StrideHeight", 3), ("StrideWidth", 3)),
            Declare("Linear", ("features", 10)),
        ];
        ErrorList errors = new();
        NetworkGraph graph = GraphBuilder.Build(new NetworkDeclaration(new EquatableArray<int>([4, 8, 10, 16]), layers.ToEquatableArray(), FitMode.Exact), errors)!;
        Assert.Empty(errors.Errors);
        Assert.Equal(["8x4x10x16", "8x4x10x16", "8x4x5x8", "8x2x2x3", "10"], graph.Nodes.Select(node => node.Output.ToString()));
        Assert.Equal(["8x2x5x3x3", "8"], graph.Nodes[0].Parameters.Select(parameter => parameter.Shape.ToString()));
        Assert.Equal(8L * 4 * 10 * 16 * 2 * 5 * 3 * 3, graph.Nodes[0].MultiplyAdds);
        Assert.Equal([8L * 4 * 5 * 8 * 4, 8L * 2 * 2 * 3 * 8], graph.Nodes.Skip(2).Take(2).Select(node => node.Operations));
        Assert.Equal(
            new Graph.ReceptiveField(new AxisView(6, 2), new AxisView(6, 6), new AxisView(6, 6)), graph.Nodes[3].ReceptiveField);
        Assert.Equal(new Graph.ReceptiveField(new AxisView(5, 1), new AxisView(4, 2), new AxisView(4, 2)), graph.Nodes[2].ReceptiveField);
    }

    /// <summary>A filter of its own, or several, for each channel: MobileNet's block, whose depthwise layer has a channel's taps and no more.</summary>
    [Fact]
    public void DepthwiseConvolutions_HaveTheirChannelsFilters()
    {
        LayerDeclaration[] layers = [Declare("DepthwiseConv", ("kernel", 3), ("Pad", 1)), Declare("Conv", ("filters", 64), ("kernel", 1)), Declare("DepthwiseConv", ("kernel", 3), ("KernelWidth", 5), ("Multiplier", 2))];
        ErrorList errors = new();
        NetworkGraph graph = GraphBuilder.Build(new NetworkDeclaration(new EquatableArray<int>([32, 9, 9]), layers.ToEquatableArray(), FitMode.Exact), errors)!;
        Assert.Empty(errors.Errors);
        Assert.Equal(["conv1", "conv2", "conv3"], graph.Nodes.Select(node => node.Name));
        Assert.Equal(["32x9x9", "64x9x9", "128x7x5"], graph.Nodes.Select(node => node.Output.ToString()));
        Assert.Equal(["32x1x3x3", "32"], graph.Nodes[0].Parameters.Select(parameter => parameter.Shape.ToString()));
        Assert.Equal(["128x1x3x5", "128"], graph.Nodes[2].Parameters.Select(parameter => parameter.Shape.ToString()));
        Assert.Equal([32L * 81 * 9, 64L * 81 * 32, 128L * 35 * 15], graph.Nodes.Select(node => node.MultiplyAdds));
        Assert.Equal([32L * 81 * 10, 64L * 81 * 33, 128L * 35 * 16], graph.Nodes.Select(node => node.Operations));
    }

    /// <summary>A window leaves the axes alone that its input does not have.</summary>
    [Theory]
    [InlineData(new[] { 3, 9 }, 1, 1, 3)]
    [InlineData(new[] { 3, 9, 9 }, 1, 3, 3)]
    [InlineData(new[] { 3, 9, 9, 9 }, 3, 3, 3)]
    public void AbsentAxes_HaveTheUnitWindow(int[] sizes, int depth, int rows, int columns)
    {
        TensorShape input = new(sizes);
        SpatialWindow window = SpatialWindow.Parse(Declare("Conv", ("kernel", 3), ("Stride", 2), ("Pad", 1), ("Dilation", 2)), new LayerContext(0, FitMode.Exact, new ErrorList()), false)!.For(input);
        Assert.Equal((depth, rows, columns), (window.Depth.Kernel.Value, window.Rows.Kernel.Value, window.Columns.Kernel.Value));
        Assert.All(
            new[] { (window.Depth, input.Depth), (window.Rows, input.Height), (window.Columns, input.Width) }.Where(axis => axis.Item1.Kernel.Value == 1),
            axis => Assert.Equal((1, 1, 0, 1L), (axis.Item2, axis.Item1.Output(axis.Item2), axis.Item1.PadBefore(axis.Item2), axis.Item1.Extent)));
        Assert.Equal(sizes.Length - 1, window.AxesOf(input).Count);
    }

    /// <summary>An adaptive pool's windows, counted one by one.</summary>
    [Fact]
    public void Partition_IsPyTorchs()
    {
        for (int elements = 1; elements < 40; elements++)
        {
            for (int windows = 1; windows <= elements; windows++)
            {
                int[] widths = [.. Enumerable.Range(0, windows)
                    .Select(window => (int)Math.Ceiling((window + 1.0) * elements / windows) - (int)Math.Floor((double)window * elements / windows))];
                Assert.Equal((widths.Max(), widths.Sum()), (Partition.Widest(elements, windows), Partition.Total(elements, windows)));
            }
        }
    }

    /// <summary>Squeeze and excitation by convolutions, so that what the gate sees is known: all of the input.</summary>
    [Fact]
    public void JoinsAndPools_HaveCountsAndViews()
    {
        LayerDeclaration[] layers =
        [
            Declare("Conv", ("filters", 8), ("kernel", 3), ("Pad", 1)), Declare("GlobalAvgPool"), Declare("Conv", ("filters", 8), ("kernel", 1)),
            new("Multiply", new[] { new Argument("names", "conv1", "\"conv1\"", true) }.ToEquatableArray()),
            Declare("MaxPool", ("kernel", 3), ("Stride", 1), ("Dilation", 2)), Declare("AdaptiveAvgPool", ("height", 3), ("width", 4)), Declare("LpPool", ("norm", 2), ("kernel", 3)),
        ];
        ErrorList errors = new();
        NetworkGraph graph = GraphBuilder.Build(new NetworkDeclaration(new EquatableArray<int>([3, 12, 12]), layers.ToEquatableArray(), FitMode.Floor), errors)!;
        Assert.Empty(errors.Errors);
        Assert.Equal(["8x12x12", "8x1x1", "8x1x1", "8x12x12", "8x8x8", "8x3x4", "8x1x1"], graph.Nodes.Select(node => node.Output.ToString()));
        Assert.Equal([8L * 144, 8L * 144, 8 * 64 * 9, 8 * 10 * 8, (2 * 8 * 9) + 8], graph.Nodes.Where((_, index) => index is 1 or > 2).Select(node => node.Operations));
        Assert.Equal([3, 14, 14], graph.Nodes.Take(3).Select(node => node.ReceptiveField!.Rows.Size));

        // Of 8 rows in 3 windows the widest has 4; of 8 columns in 4 windows each has 2.
        Assert.Equal([new AxisView(14, 1), new AxisView(18, 1), new AxisView(21, 3)], graph.Nodes.Skip(3).Take(3).Select(node => node.ReceptiveField!.Rows));
        Assert.Equal(new AxisView(19, 2), graph.Nodes[5].ReceptiveField!.Columns);
    }

    /// <summary>Behind an upsampling neighbours share what they see; counted by hand along one axis.</summary>
    [Fact]
    public void Upsampling_DividesTheStrideOfViews()
    {
        LayerDeclaration[] layers =
        [
            Declare("MaxPool", ("kernel", 2)), Declare("Conv", ("filters", 8), ("kernel", 3), ("Pad", 1)), Declare("Upsample", ("scale", 2)),
            Declare("Conv", ("filters", 8), ("kernel", 3), ("Pad", 1)), Declare("MaxPool", ("kernel", 2)), Declare("PixelShuffle", ("scale", 2)), Declare("Conv", ("filters", 8), ("kernel", 3)),
            Declare("Upsample", ("scale", 3), ("Mode", 1)),
        ];
        ErrorList errors = new();
        NetworkGraph graph = GraphBuilder.Build(new NetworkDeclaration(new EquatableArray<int>([3, 12, 12]), layers.ToEquatableArray(), FitMode.Exact), errors)!;
        Assert.Empty(errors.Errors);

        // Three copies in a row are of two elements that see six each, two apart; four may be of three. Three rows of shuffled pixels are of two
        // elements in front, and a line lies between two of these sums: four rows, of three elements at most.
        Assert.Equal(
            [new AxisView(2, 2), new AxisView(6, 2), new AxisView(6, 1), new AxisView(8, 1), new AxisView(10, 2), new AxisView(10, 1), new AxisView(12, 1), new AxisView(14, 1)],
            graph.Nodes.Select(node => node.ReceptiveField!.Rows));
    }

    [Fact]
    public void Scale_CountsAProductForEachElement_AndNoMultiplyAdds()
    {
        LayerDeclaration[] layers = [Declare("Scale")];
        ErrorList errors = new();
        NetworkGraph graph = GraphBuilder.Build(new NetworkDeclaration(new EquatableArray<int>([3, 12, 12]), layers.ToEquatableArray(), FitMode.Exact), errors)!;
        Assert.Empty(errors.Errors);
        Assert.Equal((3, 0, 3 * 12 * 12), (graph.Nodes[0].ParameterCount, graph.MultiplyAdds, graph.Nodes[0].Operations));
    }

    [Fact]
    public void PaddingAndCrop_MoveViews()
    {
        LayerDeclaration[] layers =
        [
            Declare("Conv", ("filters", 3), ("kernel", 3), ("Pad", 1)), Declare("Pad", ("PadTop", 1)), Declare("Crop", ("top", 0), ("left", 2), ("height", 12), ("width", 10)),
            Declare("Pad", ("PadRight", 2)), new("Add", new[] { new Argument("names", "conv1", "\"conv1\"", true) }.ToEquatableArray()),
        ];
        ErrorList errors = new();
        NetworkGraph graph = GraphBuilder.Build(new NetworkDeclaration(new EquatableArray<int>([3, 12, 12]), layers.ToEquatableArray(), FitMode.Exact), errors)!;
        Assert.Empty(errors.Errors);
        Assert.Equal([3, 3, 3, 3, 4], graph.Nodes.Select(node => node.ReceptiveField!.Rows.Size));
        Assert.Equal(5, graph.Nodes[4].ReceptiveField!.Columns.Size);
    }

    [Fact]
    public void TransposedConvolution_GoesBackToTheInputsSize_AndDividesTheStride()
    {
        LayerDeclaration[] layers =
        [
            Declare("Conv", ("filters", 8), ("kernel", 3), ("Stride", 2), ("Pad", 1)), Declare("ConvTranspose", ("filters", 4), ("kernel", 4), ("Stride", 2), ("Pad", 1), ("Groups", 2)),
            Declare("ConvTranspose", ("filters", 2), ("kernel", 3), ("Stride", 3), ("PadLeft", 1), ("OutputPadHeight", 2)),
        ];
        ErrorList errors = new();
        NetworkGraph graph = GraphBuilder.Build(new NetworkDeclaration(new EquatableArray<int>([3, 16, 16]), layers.ToEquatableArray(), FitMode.Floor), errors)!;
        Assert.Empty(errors.Errors);
        Assert.Equal(["8x8x8", "4x16x16", "2x50x47"], graph.Nodes.Select(node => node.Output.ToString()));
        Assert.Equal([(8 * 2 * 16) + 4, (4 * 2 * 9) + 2], graph.Nodes.Skip(1).Select(node => node.ParameterCount));
        Assert.Equal([8 * 64 * 2 * 16, 4 * 256 * 2 * 9], graph.Nodes.Skip(1).Select(node => node.MultiplyAdds));
        Assert.Equal(2 * 16, graph.Nodes[1].Parameters[0].FanIn);

        // Of four taps two are above each output, of three one; views a third of an element apart count as one apart.
        Assert.Equal([new AxisView(3, 2), new AxisView(5, 1), new AxisView(5, 1)], graph.Nodes.Select(node => node.ReceptiveField!.Rows));
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
        NetworkGraph graph = GraphBuilder.Build(new NetworkDeclaration(new EquatableArray<int>([1, 28, 28]), layers.ToEquatableArray(), FitMode.Exact), errors)!;
        Assert.Empty(errors.Errors);
        Assert.Equal(61706, graph.ParameterCount);
        Assert.Equal(416520, graph.MultiplyAdds);
        Assert.Equal([5, 5, 6, 14, 14, 16, 0, 0, 0, 0, 0], graph.Nodes.Select(node => node.ReceptiveField?.Rows.Size ?? 0));
        Assert.Equal([1, 1, 2, 2, 2, 4], graph.Nodes.Take(6).Select(node => node.ReceptiveField!.Columns.Stride));
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
                int filters = (tile.Vectors + tile.Padding) * width.Lanes;
                Assert.Equal(0, pack % filters);
                Assert.Equal(0, filters % PlannedTensor.Block);

                // What is not computed has no filter.
                Assert.True(tile.Padding == 0 || (filters == pack && tile.Vectors * width.Lanes >= geometry.Filters));
            }
        }
    }

    [Theory]
    [InlineData(512, 512, 1, 14, 128)]
    [InlineData(384, 384, 3, 13, 16)]
    [InlineData(208, 32, 1, 20, 112)]
    [InlineData(64, 64, 3, 56, 64)]
    [InlineData(512, 512, 1, 2, 512)]
    public void Channels_AreWalkedInPartsWhereACacheWouldNotKeepThem(int channels, int filters, int kernel, int size, int walked)
    {
        AxisGeometry axis = new(kernel, size);
        ConvGeometry geometry = new(1, channels, filters, new(AxisGeometry.Single, axis, axis));
        foreach (VectorWidth width in VectorWidth.All)
        {
            Assert.Equal(walked, TileChooser.Choose(geometry, width, packTile: 32, pool: null)!.ChannelsAWalk);
        }
    }

    /// <summary>A side's own padding goes before its axis's, and that before the one of all axes.</summary>
    [Fact]
    public void Paddings_AreTheSides_ThenTheAxis_ThenAll()
    {
        LayerDeclaration declaration = Declare("Conv", ("kernel", 3), ("Pad", 1), ("PadHeight", 2), ("PadTop", 3), ("PadRight", 0), ("PadFront", 5), ("PadBack", 4));
        SpatialWindow window = SpatialWindow.Parse(declaration, new LayerContext(0, FitMode.Exact, new ErrorList()), strideIsKernel: false)!;
        Assert.Equal(["5 + 4", "3 + 2", "1 + 0"], window.Axes.Each.Select(axis => axis.Pad.Text));
        Assert.Equal([0, 1, 1], window.Axes.Each.Select(axis => axis.Pad.Sharing));
        Assert.Equal(["PadFront", "PadTop", "Pad"], window.Axes.Each.Select(axis => axis.Pad.Larger.Parameter));
        Assert.Equal([5, 3, 1], window.Axes.Each.Select(axis => axis.PadBefore(9)));
        Assert.Equal([4, 2, 0], window.Axes.Each.Select(axis => axis.PadAfter(9)));
    }

    private static (AxisWindow Window, int Input) Random(Random random, FitMode fit) => (
        new AxisWindow(
            AxisName.Row,
            new Setting(random.Next(1, 8), "kernel"),
            new Setting(random.Next(1, 6), "Stride"),
            new AxisPad(new Setting(2, "Pad"), Side(random, "PadTop"), Side(random, "PadBottom")),
            new Setting(random.Next(1, 4), "Dilation"),
            fit),
        random.Next(1, 40));

    private static Setting Side(Random random, string own) => random.Next(2) == 0 ? new Setting(2, "Pad") : new Setting(random.Next(0, 4), own);

    private static LayerDeclaration Declare(string kind, params (string Name, int Value)[] arguments) =>
        new(kind, arguments.Select(argument => new Argument(argument.Name, argument.Value, argument.Value.ToString(System.Globalization.CultureInfo.InvariantCulture), true)).ToEquatableArray());
}
