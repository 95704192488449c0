using System;
using System.Runtime.CompilerServices;

namespace CnnGen;

/// <summary>Checks that a number that a user gives lies between two others.</summary>
internal static class RangeGuard
{
    /// <summary>At least the one and at most the other, which NaN is not.</summary>
    public static double Within(double value, double least, double most, [CallerArgumentExpression(nameof(value))] string? name = null) =>
        value >= least && value <= most
            ? value
            : throw new ArgumentOutOfRangeException(name, value, FormattableString.Invariant($"{name} is {value}; it must be in [{least}, {most}]"));
}
