using System;
using System.Collections.Generic;
using System.Linq;

namespace CnnGen.Emitted.Tests;

/// <summary>Every axis so many times as long.</summary>
internal sealed record ReferenceUpsample(int Scale, int Rank, bool Bilinear, bool AlignCorners) : ReferenceSampleLayer
{
    protected override string Kind => "Upsample";

    protected override IEnumerable<string> Arguments =>
        [$"{Scale}", .. Bilinear ? ["Mode = UpsampleMode.Bilinear", $"AlignCorners = {(AlignCorners ? "true" : "false")}"] : Array.Empty<string>()];

    public override int[]? Infer(IReadOnlyList<int[]> shapes) => shapes[0].Length == Rank + 1 && Rank > 0 ? [shapes[0][0], .. shapes[0][1..].Select(size => size * Scale)] : null;

    protected override Volume Apply(IReadOnlyList<Volume> inputs, double[]? weight, double[]? bias)
    {
        Volume input = inputs[0];
        int[] sizes = input.Sizes.Select((size, axis) => axis < input.Sizes.Length - Rank ? size : size * Scale).ToArray();
        (int Place, double Weight)[][][] sources = sizes.Select((size, axis) => Enumerable.Range(0, size).Select(at => Sources(at, input.Sizes[axis], size).ToArray()).ToArray()).ToArray();
        return Volume.Make(input.Channels, sizes, Between);

        double Between(int channel, int slice, int row, int column)
        {
            double sum = 0;
            foreach ((int z, double ofSlice) in sources[0][slice])
            {
                foreach ((int y, double ofRow) in sources[1][row])
                {
                    foreach ((int x, double ofColumn) in sources[2][column])
                    {
                        sum += ofSlice * ofRow * ofColumn * input.At(channel, z, y, x);
                    }
                }
            }

            return sum;
        }
    }

    /// <summary>The elements of an axis that an output is made of: the nearest, or both neighbours by their distance.</summary>
    private IEnumerable<(int Place, double Weight)> Sources(int at, int size, int outputs)
    {
        if (!Bilinear)
        {
            return [(at * size / outputs, 1)];
        }

        double place = !AlignCorners ? Math.Clamp(((at + 0.5) * size / outputs) - 0.5, 0, size - 1)
            : outputs == 1 ? 0
            : at * (size - 1.0) / (outputs - 1);
        int first = (int)place;
        return Enumerable.Range(first, Math.Min(2, size - first)).Select(source => (source, 1 - Math.Abs(place - source)));
    }
}

/// <summary>Elements around every channel.</summary>
/// <param name="Mode">A name of PadMode.</param>
/// <param name="Sides">Of each axis, from the outermost on, what is added in front and behind.</param>
internal sealed record ReferencePad(string Mode, (int Before, int After)[] Sides) : ReferenceSampleLayer
{
    private static readonly (string Before, string After)[] Names = [("PadFront", "PadBack"), ("PadTop", "PadBottom"), ("PadLeft", "PadRight")];

    protected override string Kind => "Pad";

    protected override IEnumerable<string> Arguments =>
        [$"PadMode = PadMode.{Mode}", .. NamesOf(Sides.Length).Zip(Sides, (names, sides) => $"{names.Before} = {sides.Before}, {names.After} = {sides.After}")];

    /// <summary>What the sides of an input's axes are called.</summary>
    public static IEnumerable<(string Before, string After)> NamesOf(int axes) => Names.Skip(Names.Length - axes);

    public override int[]? Infer(IReadOnlyList<int[]> shapes) => shapes[0].Length == Sides.Length + 1 && Sides.Length > 0 && shapes[0].Skip(1).Zip(Sides, Reaches).All(reaches => reaches)
        ? [shapes[0][0], .. shapes[0].Skip(1).Zip(Sides, (size, sides) => sides.Before + size + sides.After)]
        : null;

    protected override Volume Apply(IReadOnlyList<Volume> inputs, double[]? weight, double[]? bias)
    {
        Volume x = inputs[0];
        (int Before, int After)[] sides = [.. Enumerable.Repeat((0, 0), x.Sizes.Length - Sides.Length), .. Sides];
        int[] sizes = x.Sizes.Zip(sides, (size, side) => side.Before + size + side.After).ToArray();
        return Volume.Make(x.Channels, sizes, (channel, slice, row, column) => x.At(
            channel,
            Source(slice - sides[0].Before, x.Sizes[0]),
            Source(row - sides[1].Before, x.Sizes[1]),
            Source(column - sides[2].Before, x.Sizes[2])));
    }

    private bool Reaches(int size, (int Before, int After) sides) => Mode switch
    {
        "Reflect" => sides.Before < size && sides.After < size,
        "Circular" => sides.Before <= size && sides.After <= size,
        _ => true,
    };

    private int Source(int place, int size) => Mode switch
    {
        "Reflect" => place < 0 ? -place : place < size ? place : (2 * (size - 1)) - place,
        "Replicate" => Math.Clamp(place, 0, size - 1),
        "Circular" => (place + size) % size,
        _ => place,
    };
}

/// <summary>A part of every channel.</summary>
/// <param name="First">Of each axis the first position that is kept.</param>
/// <param name="Count">Of each axis the positions.</param>
internal sealed record ReferenceCrop(int[] First, int[] Count) : ReferenceSampleLayer
{
    protected override string Kind => "Crop";

    protected override IEnumerable<string> Arguments => First.Concat(Count).Select(number => $"{number}");

    public override int[]? Infer(IReadOnlyList<int[]> shapes) => shapes[0].Length == First.Length + 1 && First.Length > 0 && Enumerable.Range(0, First.Length).All(axis => First[axis] + Count[axis] <= shapes[0][axis + 1])
        ? [shapes[0][0], .. Count]
        : null;

    protected override Volume Apply(IReadOnlyList<Volume> inputs, double[]? weight, double[]? bias)
    {
        Volume x = inputs[0];
        int absent = x.Sizes.Length - First.Length;
        int[] first = [.. Enumerable.Repeat(0, absent), .. First];
        return Volume.Make(x.Channels, [.. Enumerable.Repeat(1, absent), .. Count], (channel, slice, row, column) => x.At(channel, slice + first[0], row + first[1], column + first[2]));
    }
}
