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
/// <param name="Stride">Input elements from one output element's view to the next's.</param>
internal readonly record struct AxisView(int Size, int Stride)
{
    /// <summary>Each element seen by itself.</summary>
    public static readonly AxisView Single = new(1, 1);
}

/// <summary>
/// Receptive fields: an extent e on a stride j widens a field by (e - 1) j and moves its first element by -pad j; a stride multiplies j.
/// Where branches join, an element sees what it sees through any of them.
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
                fields[node.Id] = node.Layer.WindowOn(node.Input) is { } window ? joined.Through(window, node.Input) : joined;
            }

            computed.Add(node with { ReceptiveField = seesAll ? null : fields[node.Id].Sizes });
        }

        return computed;
    }

    /// <summary>All axes.</summary>
    private sealed record Field(Span Depth, Span Rows, Span Columns)
    {
        public ReceptiveField Sizes => new(Depth.View, Rows.View, Columns.View);

        public Field Through(SpatialWindow window, TensorShape input) => new(
            Depth.Through(window.Depth, input.Depth), Rows.Through(window.Rows, input.Height), Columns.Through(window.Columns, input.Width));

        /// <summary>Through one element that goes with all of an axis, each of these sees the same.</summary>
        public Field WidenedTo(TensorShape output, TensorShape shape) => new(
            Depth.WidenedTo(output.Depth, shape.Depth), Rows.WidenedTo(output.Height, shape.Height), Columns.WidenedTo(output.Width, shape.Width));

        public Field Join(Field other, TensorShape shape) => new(
            Depth.Join(other.Depth, shape.Depth), Rows.Join(other.Rows, shape.Height), Columns.Join(other.Columns, shape.Width));
    }

    /// <summary>Output element i sees Size input elements from First + i * Stride on. Doubles, so that absurd strides do not overflow.</summary>
    private sealed record Span(double First, double Size, double Stride)
    {
        public static readonly Span One = new(0, 1, 1);

        public AxisView View => new(Clamp(Size), Clamp(Stride));

        public Span Through(AxisWindow window, int input) => new(
            First - (window.PadBefore(input) * Stride), Size + ((window.Extent - 1) * Stride), Stride * window.Stride.Value);

        public Span WidenedTo(int outputs, int elements) => elements < outputs ? this with { Stride = 0 } : this;

        /// <summary>The union of both views, where it is widest: at the first or the last of the elements.</summary>
        public Span Join(Span other, int elements)
        {
            double first = Math.Min(First, other.First);
            double last = elements - 1;
            double size = Math.Max(Union(0), Union(last));
            return new Span(first, size, Math.Max(Stride, other.Stride));

            double Union(double i) =>
                Math.Max(First + (i * Stride) + Size, other.First + (i * other.Stride) + other.Size)
                - Math.Min(First + (i * Stride), other.First + (i * other.Stride));
        }

        private static int Clamp(double value) => (int)Math.Min(value, int.MaxValue);
    }
}
