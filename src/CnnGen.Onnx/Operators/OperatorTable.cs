using System;
using System.Collections.Generic;
using System.Linq;

namespace CnnGen.Onnx.Operators;

/// <summary>The one table of operators; nothing else learns their names.</summary>
internal static class OperatorTable
{
    private static readonly Dictionary<string, Action<NodeLowering>> All = new[]
    {
        Activations.All, Arithmetic.All, Concatenations.All, Convolutions.All, Formulas.All, Losses.All, Norms.All, Paddings.All, Pools.All, Products.All,
        Rearrangements.All, Reductions.All, Resizes.All, Selections.All, Softmaxes.All, Views.All,
    }.SelectMany(static family => family).ToDictionary(StringComparer.Ordinal);

    /// <summary>All operators.</summary>
    public static IEnumerable<string> Names => All.Keys;

    public static Action<NodeLowering>? Find(string name) => All.GetValueOrDefault(name);
}
