using System;
using System.Collections.Generic;
using CnnGen.Onnx.Layers;

namespace CnnGen.Onnx.Operators;

/// <summary>Functions that are no layer of their own but a few of them.</summary>
internal static class Formulas
{
    // Lost in every square of a number that is not itself next to nothing.
    private const string Nothing = "1e-30";

    public static readonly Dictionary<string, Action<NodeLowering>> All = new()
    {
        ["Neg"] = static lowering => lowering.Set(lowering.Affine(lowering.Value(0), -1, 0)),
        ["Abs"] = static lowering => lowering.Set(ElementJoins.Join(lowering, "Max", [lowering.Value(0), lowering.Affine(lowering.Value(0), -1, 0)])),
        ["Reciprocal"] = static lowering => lowering.Set(Reciprocal(lowering, lowering.Value(0))),
        ["Sqrt"] = static lowering => lowering.Set(Root(lowering, lowering.Value(0))),
        ["Exp"] = Exponential,
        ["Pow"] = Power,
    };

    /// <summary>1 / x, which is x / (x * x): a local response to the channel itself.</summary>
    public static Value Reciprocal(NodeLowering lowering, Value x) => Response(lowering, x, "1");

    /// <summary>The square root of what is above zero, which is x / (x * x)^(1/4).</summary>
    private static Value Root(NodeLowering lowering, Value x) => Response(lowering, x, "0.25");

    private static Value Response(NodeLowering lowering, Value x, string beta) =>
        lowering.Apply(x, "LocalResponseNorm", new Argument(null, "1"), new("Alpha", "1"), new("Beta", beta), new("K", Nothing));

    /// <summary>exp(x) as sigmoid(x) / sigmoid(-x).</summary>
    private static void Exponential(NodeLowering lowering)
    {
        Value x = lowering.Value(0);
        Value rising = lowering.Apply(x, "Sigmoid");
        Value falling = lowering.Apply(lowering.Affine(x, -1, 0), "Sigmoid");
        lowering.Set(ElementJoins.Join(lowering, "Multiply", [rising, Reciprocal(lowering, falling)]));
        lowering.Note("it is written as sigmoid(x) / sigmoid(-x), which is right for x up to 27 and too small above.");
    }

    /// <summary>Squares, roots and what they are made of.</summary>
    private static void Power(NodeLowering lowering)
    {
        Value x = lowering.Value(0);
        double exponent = lowering.Constant(1, "exponent").Number;
        lowering.Set(exponent switch
        {
            1 => x,
            2 => ElementJoins.Join(lowering, "Multiply", [x, x]),
            3 => ElementJoins.Join(lowering, "Multiply", [x, x, x]),
            0.5 => Root(lowering, x),
            -1 => Reciprocal(lowering, x),
            _ => throw new ImportException($"the power {exponent} is not written as layers; 1, 2, 3, 0.5 and -1 are"),
        });
    }
}
