using System.Linq;
using CnnGen.Export.Writing;
using CnnGen.Generator.Shapes;

namespace CnnGen.Export.Layers;

/// <summary>Outputs joined element by element.</summary>
internal static class Joins
{
    /// <summary>Joins all inputs.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="ofTwo">The operator of two.</param>
    /// <param name="ofMore">The operator of more; null where that of two is used again and again.</param>
    public static string Widened(LayerWriter layer, string ofTwo, string? ofMore)
    {
        string[] operands = [.. layer.Inputs.Zip(layer.Node.InputShapes, (value, shape) => WithAxes(layer, value, shape))];
        return operands.Length == 2 ? layer.Add(ofTwo, operands)
            : ofMore is not null ? layer.Add(ofMore, operands)
            : operands[1..].Aggregate(operands[0], (joined, operand) => layer.Add(ofTwo, [joined, operand]));
    }

    // A vector goes with every element of its channels.
    private static string WithAxes(LayerWriter layer, string value, TensorShape shape)
    {
        int missing = layer.Node.Output.SpatialRank - shape.SpatialRank;
        return missing == 0 ? value : layer.Reshape(value, [shape.Channels, .. Enumerable.Repeat(1L, missing)]);
    }
}
