using System;
using System.Collections.Generic;
using System.Linq;
using CnnGen.Generator.Shapes;

namespace CnnGen.Generator.Graph;

/// <summary>What one output element sees of the network's input, and how far its neighbour's view lies from it.</summary>
/// <param name="Height">Rows seen; 1 for sequences and vectors.</param>
/// <param name="Width">Columns, or positions, seen.</param>
/// <param name="StrideHeight">Input rows from an output row's view to the next's.</param>
/// <param name="StrideWidth">Input columns from an output column's view to the next's.</param>
internal sealed record ReceptiveField(int Height, int Width, int StrideHeight, int StrideWidth);

/// <summary>
/// Receptive fields: an extent e on a stride j widens a field by (e - 1) j and moves its first element by -pad j; a stride multiplies j.
/// Where branches join, an element sees what it sees through any of them.
/// </summary>
/// <remarks>Araujo, Norris and Sim, "Computing Receptive Fields of Convolutional Neural Networks", Distill 2019.</remarks>
internal static class ReceptiveFields
{
    public static IReadOnlyList<Node> Compute(IReadOnlyList<Node> nodes)
    {
        Dictionary<int, Field> fields = new() { [Node.NetworkInput] = new Field(new Span(0, 1, 1), new Span(0, 1, 1)) };
        List<Node> computed = [];
        foreach (Node node in nodes)
        {
            // What reads an output that sees everything sees everything too.
            bool seesAll = node.Layer.SeesAll || node.Inputs.Any(input => !fields.ContainsKey(input));
            if (!seesAll)
            {
                Field joined = node.Inputs.Select(input => fields[input]).Aggregate((one, other) => one.Join(other, node.Input));
                fields[node.Id] = node.Layer.Window is { } window ? joined.Through(window, node.Input) : joined;
            }

            computed.Add(node with { ReceptiveField = seesAll ? null : fields[node.Id].Sizes });
        }

        return computed;
    }

    /// <summary>Both axes.</summary>
    private sealed record Field(Span Rows, Span Columns)
    {
        public ReceptiveField Sizes => new(Clamp(Rows.Size), Clamp(Columns.Size), Clamp(Rows.Stride), Clamp(Columns.Stride));

        // A sequence has one row that is not the user's.
        public Field Through(PlaneWindow window, TensorShape input) => new(
            input.SpatialRank < 2 ? Rows : Rows.Through(window.Rows), Columns.Through(window.Columns));

        public Field Join(Field other, TensorShape shape) => new(Rows.Join(other.Rows, shape.Height), Columns.Join(other.Columns, shape.Width));

        private static int Clamp(double value) => (int)Math.Min(value, int.MaxValue);
    }

    /// <summary>Output element i sees Size input elements from First + i * Stride on. Doubles, so that absurd strides do not overflow.</summary>
    private sealed record Span(double First, double Size, double Stride)
    {
        public Span Through(AxisWindow window) => new(
            First - (window.Pad.Value * Stride), Size + ((window.Extent - 1) * Stride), Stride * window.Stride.Value);

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
    }
}
