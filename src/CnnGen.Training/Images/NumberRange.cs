using System;
using System.Runtime.CompilerServices;

namespace CnnGen;

/// <summary>Numbers from one to another.</summary>
internal readonly record struct NumberRange
{
    /// <summary>Checks and keeps the ends.</summary>
    /// <param name="from">The least number.</param>
    /// <param name="to">The largest.</param>
    /// <param name="least">What neither may be below.</param>
    /// <param name="most">What neither may be above.</param>
    /// <param name="fromName">What the user calls the one.</param>
    /// <param name="toName">What the user calls the other.</param>
    /// <exception cref="ArgumentOutOfRangeException">They are not two numbers in order within the bounds.</exception>
    public NumberRange(
        double from,
        double to,
        double least,
        double most,
        [CallerArgumentExpression(nameof(from))] string? fromName = null,
        [CallerArgumentExpression(nameof(to))] string? toName = null)
    {
        From = ArgumentGuard.Within(from, least, most, fromName);
        To = ArgumentGuard.Within(to, from, most, toName);
    }

    /// <summary>The least number.</summary>
    public double From { get; }

    /// <summary>The largest.</summary>
    public double To { get; }

    /// <summary>All numbers come equally often.</summary>
    public double Draw(ref RandomStream random) => random.Between(From, To);

    /// <summary>A number and one by it come equally often where the range holds both: their logarithms are what is uniform.</summary>
    public double DrawRatio(ref RandomStream random) => Math.Exp(random.Between(Math.Log(From), Math.Log(To)));
}
