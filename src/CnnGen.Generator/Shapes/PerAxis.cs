using System;
using System.Collections.Generic;
using System.Linq;

namespace CnnGen.Generator.Shapes;

/// <summary>One value for each spatial axis. Sequences and images have them too: an axis that a shape lacks counts as one element.</summary>
/// <typeparam name="T">The value.</typeparam>
/// <param name="Depth">Along slices.</param>
/// <param name="Rows">Along rows.</param>
/// <param name="Columns">Along columns, or along a sequence.</param>
internal readonly record struct PerAxis<T>(T Depth, T Rows, T Columns)
{
    /// <summary>From the outermost axis to the innermost.</summary>
    public IEnumerable<T> Each => [Depth, Rows, Columns];

    public PerAxis<TResult> Select<TResult>(Func<T, TResult> select) => new(select(Depth), select(Rows), select(Columns));

    public PerAxis<TResult> Zip<TOther, TResult>(PerAxis<TOther> other, Func<T, TOther, TResult> join) =>
        new(join(Depth, other.Depth), join(Rows, other.Rows), join(Columns, other.Columns));

    public bool All(Func<T, bool> holds) => holds(Depth) && holds(Rows) && holds(Columns);

    /// <summary>Whether it holds for each pair.</summary>
    public bool All<TOther>(PerAxis<TOther> other, Func<T, TOther, bool> holds) => Zip(other, holds).All(static held => held);
}

/// <summary>What can be said of numbers on every axis.</summary>
internal static class PerAxis
{
    /// <summary>One on each axis: the size of what has no spatial axes.</summary>
    public static readonly PerAxis<int> Ones = Of(1);

    public static PerAxis<T> Of<T>(T value) => new(value, value, value);

    public static int Product(this PerAxis<int> sizes) => sizes.Depth * sizes.Rows * sizes.Columns;

    /// <summary>The numbers that tell, as the field writes sizes: <c>28x28</c>, <c>8x28x28</c> where there is a depth.</summary>
    public static string Text(this PerAxis<int> sizes, int absent = 1) =>
        string.Join("x", sizes.Each.Skip(sizes.Depth == absent ? 1 : 0).Select(static size => size.ToString(System.Globalization.CultureInfo.InvariantCulture)));
}
