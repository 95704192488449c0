using System;
using System.Collections.Generic;
using System.Linq;

namespace CnnGen.Emitted.Tests;

/// <summary>Outputs joined element by element; one with a single element a channel goes with all elements.</summary>
/// <param name="Function">The attribute's name.</param>
/// <param name="RunningFirst">Whether a difference begins with the running output.</param>
internal sealed record ReferenceJoin(string Function, bool RunningFirst = false) : ReferenceSampleLayer
{
    protected override string Kind => Function;

    protected override IEnumerable<string> Arguments => Joined.Select(Quoted).Concat(RunningFirst && Function == "Subtract" ? ["Order = ConcatOrder.RunningFirst"] : []);

    // The difference of an output and itself has no slope.
    protected override double CancellingFactor => Function == "Subtract" ? 1 : 0;

    /// <summary>Whether a shape is another's or goes with all elements of it, or it is the other way round.</summary>
    public static bool Fit(int[] one, int[] other) => one.SequenceEqual(other) || Widens(one, other) || Widens(other, one);

    public override int[]? Infer(IReadOnlyList<int[]> shapes)
    {
        int[] whole = shapes.FirstOrDefault(shape => !IsPoint(shape)) ?? shapes.MaxBy(shape => shape.Length)!;
        return shapes.All(shape => shape.SequenceEqual(whole) || Widens(shape, whole)) ? whole : null;
    }

    protected override Volume Apply(IReadOnlyList<Volume> inputs, double[]? weight, double[]? bias)
    {
        Volume whole = inputs.MaxBy(input => input.Values.Length)!;
        int plane = whole.Values.Length / whole.Channels;
        double[] values = Enumerable.Range(0, whole.Values.Length)
            .Select(index => Of(inputs.Select(input => input.Values[input.Values.Length == whole.Values.Length ? index : index / plane]).ToArray())).ToArray();
        return whole with { Values = values };

        double Of(double[] elements) => Function switch
        {
            "Add" => elements.Sum(),
            "Subtract" => RunningFirst ? elements[0] - elements[1] : elements[1] - elements[0],
            "Multiply" => elements.Aggregate(1.0, (product, element) => product * element),
            "Max" => elements.Max(),
            "Average" => elements.Average(),
            _ => throw new ArgumentException($"there is no join '{Function}'"),
        };
    }

    private static bool Widens(int[] shape, int[] whole) => IsPoint(shape) && shape[0] == whole[0] && (shape.Length == 1 || shape.Length == whole.Length);

    private static bool IsPoint(int[] shape) => shape.Skip(1).All(size => size == 1);
}

internal sealed record ReferenceConcat(bool RunningFirst) : ReferenceSampleLayer
{
    protected override string Kind => "Concat";

    protected override IEnumerable<string> Arguments => Joined.Select(Quoted).Concat(RunningFirst ? ["Order = ConcatOrder.RunningFirst"] : []);

    public override int[]? Infer(IReadOnlyList<int[]> shapes) =>
        shapes.All(shape => shape.Skip(1).SequenceEqual(shapes[0].Skip(1)) && shape.Length == shapes[0].Length)
            ? [shapes.Sum(shape => shape[0]), .. shapes[0].Skip(1)]
            : null;

    protected override Volume Apply(IReadOnlyList<Volume> inputs, double[]? weight, double[]? bias)
    {
        IEnumerable<Volume> ordered = RunningFirst ? inputs : inputs.Skip(1).Append(inputs[0]);
        return new Volume([inputs.Sum(input => input.Channels), .. inputs[0].Sizes], ordered.SelectMany(input => input.Values).ToArray());
    }
}
