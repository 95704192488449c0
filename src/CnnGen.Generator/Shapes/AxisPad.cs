using System;
using System.Collections.Generic;

namespace CnnGen.Generator.Shapes;

/// <summary>How many elements are added at the two sides of an axis.</summary>
/// <param name="Both">The number of a side that has none of its own.</param>
/// <param name="Before">The elements in front: <paramref name="Both"/>, or the side's own number.</param>
/// <param name="After">The elements behind: <paramref name="Both"/>, or the side's own number.</param>
internal readonly record struct AxisPad(Setting Both, Setting Before, Setting After) : IEquatable<AxisPad>
{
    public long Total => (long)Before.Value + After.Value;

    /// <summary>The side with more elements.</summary>
    public Setting Larger => After.Value > Before.Value ? After : Before;

    /// <summary>The numbers that say how much there is.</summary>
    public IReadOnlyList<Setting> Sides => Before == After ? [Before] : [Before, After];

    /// <summary>How many sides have no number of their own.</summary>
    public int Sharing => (Before == Both ? 1 : 0) + (After == Both ? 1 : 0);

    /// <summary>The total as the sum of a formula: <c>2*1</c>, or <c>1 + 2</c> where the sides differ.</summary>
    public string Text => Before.Value == After.Value ? FormattableString.Invariant($"2*{Before.Value}") : FormattableString.Invariant($"{Before.Value} + {After.Value}");

    /// <summary>As much on both sides.</summary>
    public static AxisPad Of(Setting both) => new(both, both, both);

    /// <summary>The same with another value for one of the numbers, on every side that has it.</summary>
    public AxisPad With(Setting pad, int value)
    {
        return new(Changed(Both), Changed(Before), Changed(After));

        Setting Changed(Setting setting) => setting == pad ? pad with { Value = value } : setting;
    }
}
