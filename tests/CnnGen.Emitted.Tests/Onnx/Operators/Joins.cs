using System.Collections.Generic;
using System.Linq;

namespace CnnGen.Emitted.Tests.Onnx.Operators;

/// <summary>Operators of several tensors, which lie side by side in a sample.</summary>
internal static class Joins
{
    /// <summary>A join that is a layer. One tensor alone is joined with itself, which makes no difference to a mean or a maximum.</summary>
    public static OnnxNetwork? Of(OnnxCase recorded, string layer) =>
        Operands(recorded.Node) is { } operands ? operands.Then($"{layer}({operands.Others})") : null;

    /// <summary>The sum; of one tensor itself.</summary>
    public static OnnxNetwork? Sum(OnnxCase recorded) => recorded.Node.Inputs.Count == 1 ? Views.Batch(recorded) : Of(recorded, "Add");

    /// <summary>The first times the reciprocal of the second. Quotients of integers are cut to whole numbers, which no layer does.</summary>
    public static OnnxNetwork? Divide(OnnxCase recorded) =>
        recorded.X.Precision == 0 ? null : Operands(recorded.Node)?.Then($"{Formula.Reciprocal}, Multiply(\"x0\")");

    /// <summary>-max(-x0, -x1, ...).</summary>
    public static OnnxNetwork? Min(OnnxCase recorded)
    {
        if (Operands(recorded.Node) is not { } operands)
        {
            return null;
        }

        IEnumerable<string> negated = Enumerable.Range(0, operands.Count).Select(i => Formula.Minus($"\"x{i}\"", $"minus{i}"));
        string max = $"Max({operands.OthersAs("minus")}, Name = \"max\")";
        return operands.Then($"{string.Join(", ", negated)}, {max}, {Formula.Minus("\"max\"")}");
    }

    /// <summary>Side by side along an axis, which is the channels.</summary>
    public static OnnxNetwork Concat(OnnxCase recorded)
    {
        OnnxNode node = recorded.Node;
        int axis = node.Axis(recorded.X.Shape.Length, 0);
        SideBySide operands = new(node.Inputs.Select(tensor => (SampleView.Along(tensor.Shape, axis), tensor)).ToArray());
        return operands.Then($"Concat({operands.Others})");
    }

    /// <summary>Tensors of one shape, or of which some have the last axes alone: a sample is then these, and they go with every one.</summary>
    /// <returns>Null where they are broadcast otherwise.</returns>
    public static SideBySide? Operands(OnnxNode node)
    {
        int[] whole = node.Inputs.MaxBy(tensor => tensor.Length)!.Shape;
        int[] part = node.Inputs.MinBy(tensor => tensor.Length)!.Shape;
        SampleView view = part.SequenceEqual(whole) ? SampleView.Batch(whole) : SampleView.From(whole, whole.Length - part.Length);
        return node.Inputs.All(tensor => tensor.Shape.SequenceEqual(whole) || tensor.Shape.SequenceEqual(whole[^part.Length..]))
            ? new SideBySide(node.Inputs.Select(tensor => (view with { Samples = tensor.Length / view.Length }, tensor)).ToArray())
            : null;
    }
}
