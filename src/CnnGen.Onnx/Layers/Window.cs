using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using CnnGen.Onnx.Graphs;

namespace CnnGen.Onnx.Layers;

/// <summary>What becomes of the last positions of an axis that fill no window.</summary>
internal enum Rounding
{
    /// <summary>They are dropped.</summary>
    Down,

    /// <summary>A window ends outside.</summary>
    Up,
}

/// <summary>How a window moves, axis by axis.</summary>
internal sealed record Window(int[] Kernel, int[] Stride, int[] Dilation, int[] Before, int[] Behind)
{
    // Of one axis, of two and of three: the last ones.
    private static readonly string[] AxisNames = ["Depth", "Height", "Width"];
    private static readonly string[] FrontNames = ["PadFront", "PadTop", "PadLeft"];
    private static readonly string[] BackNames = ["PadBack", "PadBottom", "PadRight"];

    public int Rank => Kernel.Length;

    public Rounding Rounding { get; init; } = Rounding.Down;

    public bool IsPadded => Before.Concat(Behind).Any(static pad => pad != 0);

    public bool IsDilated => Dilation.Any(static dilation => dilation != 1);

    /// <summary>Whether a side has more padding than half a window, which pooling layers refuse.</summary>
    public bool IsPaddedWide => Enumerable.Range(0, Rank).Any(axis => Math.Max(Before[axis], Behind[axis]) > Kernel[axis] / 2);

    /// <summary>The same without padding.</summary>
    public Window Bare => this with { Before = new int[Rank], Behind = new int[Rank] };

    /// <summary>A window of one element.</summary>
    public static Window Point(int rank)
    {
        int[] ones = [.. Enumerable.Repeat(1, rank)];
        return new(ones, ones, ones, new int[rank], new int[rank]);
    }

    /// <summary>From the first tap to the last.</summary>
    public int Extent(int axis) => (Dilation[axis] * (Kernel[axis] - 1)) + 1;

    /// <summary>Whether windows cover every axis to its end.</summary>
    public bool Divides(IReadOnlyList<int> input) => Enumerable.Range(0, Rank).All(axis => Room(input, axis) % Stride[axis] == 0);

    /// <summary>How many windows there are on each axis.</summary>
    public int[] Outputs(IReadOnlyList<int> input)
    {
        int[] outputs = [.. Enumerable.Range(0, Rank).Select(axis => CountOf(input, axis))];
        return outputs.All(static size => size > 0) ? outputs : throw new ImportException($"a window of {Shapes.Text(Kernel)} is larger than its padded input of {Shapes.Text(input)}");
    }

    /// <summary>The arguments: the kernel, then what differs from an attribute's defaults.</summary>
    /// <param name="strideIsKernel">Whether the stride is the kernel where it is not said.</param>
    public IEnumerable<Argument> Arguments(bool strideIsKernel)
    {
        int kernel = Most(Kernel);
        List<Argument> arguments = [new(null, Text(kernel)), .. Exceptions("Kernel", Kernel, kernel)];
        bool isDefault = strideIsKernel ? Stride.SequenceEqual(Kernel) : Stride.All(static stride => stride == 1);
        if (!isDefault)
        {
            arguments.AddRange(PerAxis("Stride", Stride, strideIsKernel ? -1 : 1));
        }

        return [.. arguments, .. Pads(Before, Behind), .. PerAxis("Dilation", Dilation, 1)];
    }

    /// <summary>Padding as arguments, as few as say it.</summary>
    public static IEnumerable<Argument> Pads(int[] before, int[] behind)
    {
        if (before.SequenceEqual(behind))
        {
            return PerAxis("Pad", before, 0);
        }

        string[] front = FrontNames[^before.Length..];
        string[] back = BackNames[^before.Length..];
        return front.Zip(before, Side).Concat(back.Zip(behind, Side)).Where(static side => side.Text != "0");
    }

    /// <summary>Sizes of all axes as arguments, one for all where they are equal.</summary>
    public static IEnumerable<Argument> PerAxis(string name, int[] sizes, int otherwise)
    {
        int most = Most(sizes);
        return sizes.All(size => size == most)
            ? most == otherwise ? [] : [new(name, Text(most))]
            : AxisNames[^sizes.Length..].Zip(sizes, (axis, size) => (Axis: axis, Size: size))
                .Where(pair => pair.Size != otherwise).Select(pair => new Argument(name + pair.Axis, Text(pair.Size)));
    }

    private static IEnumerable<Argument> Exceptions(string name, int[] sizes, int usual) => AxisNames[^sizes.Length..].Zip(sizes)
        .Where(pair => pair.Second != usual).Select(pair => new Argument(name + pair.First, Text(pair.Second)));

    private static Argument Side(string name, int size) => new(name, Text(size));

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static int Most(int[] sizes) => sizes.GroupBy(static size => size).MaxBy(static group => group.Count())!.Key;

    private int Room(IReadOnlyList<int> input, int axis) => input[axis] + Before[axis] + Behind[axis] - Extent(axis);

    // The last window must begin inside the input or the padding in front of it.
    private int CountOf(IReadOnlyList<int> input, int axis)
    {
        int room = Room(input, axis);
        if (room < 0)
        {
            return 0;
        }

        int count = (room / Stride[axis]) + 1;
        bool isRoundedUp = Rounding == Rounding.Up && room % Stride[axis] != 0 && count * Stride[axis] < input[axis] + Before[axis];
        return isRoundedUp ? count + 1 : count;
    }
}
