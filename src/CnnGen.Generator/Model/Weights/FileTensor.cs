using System;
using System.Globalization;
using System.Linq;

namespace CnnGen.Generator.Model.Weights;

/// <summary>A tensor as a file's header describes it.</summary>
/// <param name="Name">Its name: <c>conv1.weight</c>.</param>
/// <param name="Type">The format's name of the element type: <c>F32</c>.</param>
/// <param name="Shape">Its sizes; none for a single number.</param>
internal sealed record FileTensor(string Name, string Type, EquatableArray<long> Shape) : IEquatable<FileTensor>
{
    /// <summary>The type of counters.</summary>
    public const string Counter = "I64";

    /// <summary>The type that is written for parameters.</summary>
    public const string Real = "F32";

    /// <summary>Whether its elements become a network's parameters.</summary>
    public bool IsReal => Type is Real or "F64" or "F16" or "BF16";

    /// <summary>The type and the shape: <c>F32 [6, 1, 5, 5]</c>.</summary>
    public override string ToString() => Describe(Type, Shape);

    /// <summary>A type and a shape as messages have them.</summary>
    public static string Describe(string type, EquatableArray<long> shape) =>
        $"{type} [{string.Join(", ", shape.Select(static size => size.ToString(CultureInfo.InvariantCulture)))}]";
}
