using System;
using System.Collections.Generic;
using System.Linq;
using CnnGen.Onnx.Graphs;

namespace CnnGen.Onnx.Folding;

/// <summary>Computes what follows from the file alone: shapes, and what is made of them and of constants.</summary>
internal static class ConstantFolder
{
    private static readonly Dictionary<string, Func<FoldedNode, Constant>> Rules =
        new[] { ConstantRules.All, ArrangementRules.All, ArithmeticRules.All, ReductionRules.All }.SelectMany(static rules => rules).ToDictionary(StringComparer.Ordinal);

    /// <summary>Whether there is a rule for an operator.</summary>
    public static bool Knows(string name) => Rules.ContainsKey(name);

    public static Constant Fold(FoldedNode node) => Rules.TryGetValue(node.Node.Operator, out Func<FoldedNode, Constant>? rule)
        ? rule(node)
        : throw new ImportException("all it takes are constants, and it is not computed of these; simplify the model (onnxsim does) or export it with constant folding");
}
