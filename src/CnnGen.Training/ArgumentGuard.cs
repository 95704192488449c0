using System;
using System.Runtime.CompilerServices;

namespace CnnGen;

/// <summary>Checks of numbers that a user gives. Each is written so that NaN fails it.</summary>
internal static class ArgumentGuard
{
    /// <summary>Zero or more, and finite as float32, because that is what the arithmetic uses.</summary>
    public static double NonNegative(double value, [CallerArgumentExpression(nameof(value))] string? name = null) =>
        value is >= 0 and <= float.MaxValue ? value : throw Fail(name, value, "a finite number, zero or more");

    /// <summary>More than zero as float32, and finite.</summary>
    public static double Positive(double value, [CallerArgumentExpression(nameof(value))] string? name = null) =>
        (float)value > 0 && value <= float.MaxValue ? value : throw Fail(name, value, "a finite number above zero, also as float32: at least 1.5E-45");

    /// <summary>In [0, 1), also once rounded to float32.</summary>
    public static double Fraction(double value, [CallerArgumentExpression(nameof(value))] string? name = null) =>
        value >= 0 && (float)value < 1 ? value : throw Fail(name, value, "in [0, 1)");

    /// <summary>At least the one and at most the other.</summary>
    public static double Within(double value, double least, double most, [CallerArgumentExpression(nameof(value))] string? name = null) =>
        value >= least && value <= most ? value : throw Fail(name, value, FormattableString.Invariant($"in [{least}, {most}]"));

    private static ArgumentOutOfRangeException Fail(string? name, double value, string expected) =>
        new(name, value, FormattableString.Invariant($"{name} is {value}; it must be {expected}"));
}
