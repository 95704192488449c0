using System;
using System.Collections.Generic;
using CnnGen.Generator.Shapes;

namespace CnnGen.Generator.Graph;

/// <summary>Receptive fields: r grows by (extent - 1) times the jump between neighbouring elements; the jump multiplies by the stride.</summary>
internal static class ReceptiveFields
{
    private const int Everything = 0;

    public static IReadOnlyList<Node> Compute(IReadOnlyList<Node> nodes)
    {
        Dictionary<int, Field> fields = new() { [Node.NetworkInput] = new Field(1, 1, 1, 1) };
        List<Node> computed = [];
        foreach (Node node in nodes)
        {
            Field? field = node.Layer.SeesAll ? null : Widest(node, fields);
            if (field is { } seen && node.Layer.Window is { } window)
            {
                field = seen.Through(window);
            }

            if (field is { } known)
            {
                fields[node.Id] = known;
            }

            computed.Add(node with { ReceptiveField = field is { } final ? (int)Math.Min(final.Size, int.MaxValue) : Everything });
        }

        return computed;
    }

    /// <summary>The widest of the inputs' fields, or null where one of them sees everything.</summary>
    private static Field? Widest(Node node, Dictionary<int, Field> fields)
    {
        Field? widest = null;
        foreach (int input in node.Inputs)
        {
            if (!fields.TryGetValue(input, out Field field))
            {
                return null;
            }

            widest = widest is { } other ? other.Join(field) : field;
        }

        return widest;
    }

    private readonly record struct Field(long Rows, long RowJump, long Columns, long ColumnJump)
    {
        public long Size => Math.Max(Rows, Columns);

        public Field Through(PlaneWindow window) => new(
            Rows + ((window.Rows.Extent - 1) * RowJump),
            RowJump * window.Rows.Stride.Value,
            Columns + ((window.Columns.Extent - 1) * ColumnJump),
            ColumnJump * window.Columns.Stride.Value);

        public Field Join(Field other) => new(
            Math.Max(Rows, other.Rows), Math.Max(RowJump, other.RowJump), Math.Max(Columns, other.Columns), Math.Max(ColumnJump, other.ColumnJump));
    }
}
