using System;
using System.Collections.Generic;
using System.Linq;

namespace CnnGen.Emitted.Tests;

/// <summary>The elements that a pooling layer's windows see.</summary>
internal abstract record ReferenceWindows(ReferenceWindow Window) : ReferenceSampleLayer
{
    public override string DefaultName => "pool";

    public override int[]? Infer(IReadOnlyList<int[]> shapes) =>
        Window.Infer(shapes[0][1..]) is { } sizes && Window.SeesInput(shapes[0][1..]) ? [shapes[0][0], .. sizes] : null;

    protected sealed override Volume Apply(IReadOnlyList<Volume> inputs, double[]? weight, double[]? bias)
    {
        Volume x = inputs[0];
        int[] after = Window.After(x);
        int[] sizes = x.Sizes;
        (int Slice, int Row, int Column)[][] places = Window.Places(x).ToArray();
        IEnumerable<double> values = Enumerable.Range(0, x.Channels).SelectMany(channel => places.Select(taps =>
        {
            double[] inside = taps.Where(at => at.Slice >= 0 && at.Row >= 0 && at.Column >= 0 && at.Slice < sizes[0] && at.Row < sizes[1] && at.Column < sizes[2])
                .Select(at => x.At(channel, at.Slice, at.Row, at.Column)).ToArray();

            // Where the last window passes the padding, PyTorch does not count what lies beyond it.
            int padded = taps.Count(at => at.Slice < sizes[0] + after[0] && at.Row < sizes[1] + after[1] && at.Column < sizes[2] + after[2]);
            return Pooled(inside, padded);
        }));
        return new Volume([x.Channels, .. Window.Sizes(x)], values.ToArray());
    }

    /// <summary>What a window gives.</summary>
    /// <param name="inside">The elements of the input.</param>
    /// <param name="padded">How many elements there are with those of the padding.</param>
    protected abstract double Pooled(double[] inside, int padded);
}

internal sealed record ReferenceMaxPool(ReferenceWindow Window) : ReferenceWindows(Window)
{
    protected override string Kind => "MaxPool";

    protected override IEnumerable<string> Arguments => [.. Window.Arguments, .. Window.DilationArguments];

    protected override double Pooled(double[] inside, int padded) => inside.Max();
}

internal sealed record ReferenceAvgPool(ReferenceWindow Window, bool CountIncludePad) : ReferenceWindows(Window)
{
    protected override string Kind => "AvgPool";

    protected override IEnumerable<string> Arguments => [.. Window.Arguments, $"CountIncludePad = {(CountIncludePad ? "true" : "false")}"];

    protected override double Pooled(double[] inside, int padded) => inside.Sum() / (CountIncludePad ? padded : inside.Length);
}

internal sealed record ReferenceLpPool(int Norm, ReferenceWindow Window) : ReferenceWindows(Window)
{
    protected override string Kind => "LpPool";

    protected override IEnumerable<string> Arguments => [$"{Norm}", .. Window.Arguments, .. Window.DilationArguments];

    protected override double Pooled(double[] inside, int padded) => Math.Pow(inside.Sum(value => Math.Pow(Math.Abs(value), Norm)), 1.0 / Norm);
}

/// <summary>As many windows as the output is to have; without sizes one over all elements.</summary>
internal sealed record ReferenceAdaptivePool(bool IsMax, IReadOnlyList<int> Wanted) : ReferenceSampleLayer
{
    protected override string Kind => (Wanted.Count == 0 ? "Global" : "Adaptive") + (IsMax ? "MaxPool" : "AvgPool");

    protected override IEnumerable<string> Arguments => Wanted.Select(size => $"{size}");

    public override string DefaultName => "pool";

    public override int[]? Infer(IReadOnlyList<int[]> shapes)
    {
        int rank = shapes[0].Length - 1;
        if (rank == 0 || Wanted.Count > rank)
        {
            return null;
        }

        int[] sizes = Sizes(rank);
        return (Wanted.Count <= 1 || Wanted.Count == rank) && sizes.Zip(shapes[0][1..], (size, elements) => size <= elements).All(fits => fits)
            ? [shapes[0][0], .. sizes]
            : null;
    }

    protected override Volume Apply(IReadOnlyList<Volume> inputs, double[]? weight, double[]? bias)
    {
        Volume x = inputs[0];

        // An axis that the shape lacks has one element.
        int[] sizes = x.Sizes.Zip(Sizes(x.Sizes.Length), Math.Min).ToArray();
        return Volume.Make(x.Channels, sizes, (channel, slice, row, column) =>
        {
            double[] elements =
            [
                ..
                from s in Elements(x.Sizes[0], sizes[0], slice)
                from r in Elements(x.Sizes[1], sizes[1], row)
                from c in Elements(x.Sizes[2], sizes[2], column)
                select x.At(channel, s, r, c),
            ];
            return IsMax ? elements.Max() : elements.Average();
        });
    }

    /// <summary>The elements of a window: from place * elements / windows, rounded down, to (place + 1) * elements / windows, rounded up.</summary>
    private static IEnumerable<int> Elements(int elements, int windows, int place)
    {
        int begin = (int)Math.Floor((double)place * elements / windows);
        return Enumerable.Range(begin, (int)Math.Ceiling((place + 1.0) * elements / windows) - begin);
    }

    /// <summary>The size on each axis; on those in front of the ones that are told, 1.</summary>
    private int[] Sizes(int rank) => Wanted.Count == 1
        ? [.. Enumerable.Repeat(Wanted[0], rank)]
        : [.. Enumerable.Repeat(1, rank - Wanted.Count), .. Wanted];
}
