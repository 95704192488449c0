using System;
using System.Collections.Generic;
using System.Linq;
using CnnGen.Generator.Shapes;

namespace CnnGen.Generator.Graph;

/// <summary>What one output element sees of the network's input, and how far its neighbour's view lies from it.</summary>
/// <param name="Depth">Slices.</param>
/// <param name="Rows">Rows.</param>
/// <param name="Columns">Columns, or positions of a sequence.</param>
internal sealed record ReceptiveField(AxisView Depth, AxisView Rows, AxisView Columns)
{
    /// <summary>The axes that the network's input has.</summary>
    public IReadOnlyList<AxisView> Of(TensorShape input) => new[] { Depth, Rows, Columns }.Skip(SpatialWindow.MostAxes - input.SpatialRank).ToList();
}

/// <summary>A receptive field along one axis.</summary>
/// <param name="Size">Input elements seen; 1 on an axis that no window moves along.</param>
/// <param name="Stride">Input elements from one output element's view to the next's; 1 where several share one.</param>
internal readonly record struct AxisView(int Size, int Stride)
{
    /// <summary>Each element seen by itself.</summary>
    public static readonly AxisView Single = new(1, 1);
}

/// <summary>
/// Receptive fields: an extent e on a stride j widens a field by (e - 1) j and moves its first element by -pad j; a stride multiplies j, an
/// upsampling divides it. Where branches join, an element sees what it sees through any of them.
/// </summary>
/// <remarks>Araujo, Norris and Sim, "Computing Receptive Fields of Convolutional Neural Networks", Distill 2019.</remarks>
internal static class ReceptiveFields
{
    public static IReadOnlyList<Node> Compute(IReadOnlyList<Node> nodes)
    {
        Dictionary<int, Field> fields = new() { [Node.NetworkInput] = new Field(Span.One, Span.One, Span.One) };
        List<Node> computed = [];
        foreach (Node node in nodes)
        {
            // What reads an output that sees everything sees everything too.
            bool seesAll = node.Layer.SeesAll || node.Inputs.Any(input => !fields.ContainsKey(input));
            if (!seesAll)
            {
                Field joined = node.Inputs.Count == 1
                    ? fields[node.Inputs[0]]
                    : node.Inputs.Zip(node.InputShapes, (input, shape) => fields[input].WidenedTo(node.Output, shape)).Aggregate((one, other) => one.Join(other, node.Output));
                fields[node.Id] = joined.Through(node.Layer.ReachOn(node.Input));
            }

            computed.Add(node with { ReceptiveField = seesAll ? null : fields[node.Id].Sizes });
        }

        return computed;
    }

    /// <summary>All axes.</summary>
    private sealed record Field(Span Depth, Span Rows, Span Columns)
    {
        public ReceptiveField Sizes => new(Depth.View, Rows.View, Columns.View);

        public Field Through(PerAxis<AxisReach> reach) => new(Depth.Through(reach.Depth), Rows.Through(reach.Rows), Columns.Through(reach.Columns));

        /// <summary>Through one element that goes with all of an axis, each of these sees the same.</summary>
        public Field WidenedTo(TensorShape output, TensorShape shape) => new(
            Depth.WidenedTo(output.Depth, shape.Depth), Rows.WidenedTo(output.Height, shape.Height), Columns.WidenedTo(output.Width, shape.Width));

        public Field Join(Field other, TensorShape shape) => new(
            Depth.Join(other.Depth, shape.Depth), Rows.Join(other.Rows, shape.Height), Columns.Join(other.Columns, shape.Width));
    }

    /// <summary>
    /// Output element i sees input elements from First + i * Stride on, within Size: all of these, or, behind an upsampling, whole steps of them.
    /// Doubles, so that absurd strides do not overflow.
    /// </summary>
    /// <param name="First">Where the first element's view begins.</param>
    /// <param name="Size">Input elements; behind an upsampling with the part of a step of which nothing is seen.</param>
    /// <param name="Stride">From one view to the next.</param>
    /// <param name="Least">What one element in front of the first upsampling sees.</param>
    /// <param name="Step">Input elements from there to what the next one sees; 0 in front of an upsampling.</param>
    private sealed record Span(double First, double Size, double Stride, double Least, double Step)
    {
        public static readonly Span One = new(0, 1, 1, 1, 0);

        // What rounding may leave of a sum of quotients.
        private const double Tiny = 1e-9;

        public AxisView View => new(Clamp(Seen), Clamp(Math.Ceiling(Stride - Tiny)));

        private double Seen => Step == 0 ? Size : Least + (Step * Math.Floor(((Size - Least) / Step) + Tiny));

        public Span Through(AxisReach reach)
        {
            // Behind an upsampling everything that is seen is a union of what single elements in front of it see.
            Span input = reach.IsWhole || Step != 0 ? this : this with { Least = Size, Step = Stride };
            return input with { First = First + (reach.First * Stride), Size = input.Size + (reach.Width * Stride), Stride = Stride * reach.Step };
        }

        public Span WidenedTo(int outputs, int elements) => elements < outputs ? this with { Stride = 0 } : this;

        /// <summary>The union of both views, where it is widest: at the first or the last of the elements.</summary>
        public Span Join(Span other, int elements)
        {
            double first = Math.Min(First, other.First);
            double last = elements - 1;
            double size = Math.Max(Union(0), Union(last));
            return new Span(first, size, Math.Max(Stride, other.Stride), size, 0);

            double Union(double i) =>
                Math.Max(First + (i * Stride) + Size, other.First + (i * other.Stride) + other.Size)
                - Math.Min(First + (i * Stride), other.First + (i * other.Stride));
        }

        private static int Clamp(double value) => (int)Math.Min(value, int.MaxValue);
    }
}
