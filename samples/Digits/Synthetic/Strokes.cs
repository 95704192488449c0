using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Numerics;

namespace Digits.Synthetic;

/// <summary>One movement of the pen.</summary>
/// <param name="IsCurve">Whether the points are joined by a curve; by straight lines otherwise.</param>
/// <param name="Points">In a box from (0, 0), top left, to (1, 1).</param>
internal sealed record Stroke(bool IsCurve, IReadOnlyList<Vector2> Points);

/// <summary>How people write digits: for each, the ways in use, as strokes.</summary>
internal static class Strokes
{
    // ~ is a curve through its points, - a line along them; strokes are separated by ; and ways by a new entry.
    private static readonly string[][] Written =
    [
        [
            "~ .52,.08 .28,.2 .16,.5 .26,.82 .5,.93 .74,.82 .85,.5 .74,.2 .5,.08",
            "~ .62,.1 .36,.14 .2,.42 .22,.74 .44,.92 .7,.84 .82,.52 .74,.22 .5,.06",
        ],
        [
            "- .52,.06 .5,.94",
            "- .32,.26 .54,.07 .52,.93",
            "- .3,.28 .53,.07 .52,.92 ; - .32,.92 .74,.92",
        ],
        [
            "~ .2,.28 .3,.12 .52,.07 .74,.18 .74,.36 .54,.6 .2,.9 ; - .2,.9 .82,.9",
            "~ .2,.26 .35,.1 .6,.08 .76,.24 .66,.48 .4,.76 .22,.88 .2,.76 .36,.74 .56,.86 .84,.88",
            "- .22,.1 .72,.1 ; ~ .72,.1 .74,.36 .48,.62 .2,.9 ; - .2,.9 .8,.9",
        ],
        [
            "~ .22,.16 .5,.07 .74,.2 .68,.4 .44,.47 ; ~ .44,.47 .72,.53 .8,.72 .6,.9 .36,.93 .18,.82",
            "- .2,.1 .76,.1 .46,.42 ; ~ .46,.42 .74,.52 .8,.72 .62,.9 .36,.93 .18,.82",
        ],
        [
            "- .3,.08 .2,.56 .82,.56 ; - .66,.2 .6,.94",
            "- .62,.94 .62,.06 .16,.64 .86,.64",
        ],
        [
            "- .76,.1 .3,.1 .26,.46 ; ~ .26,.46 .5,.38 .76,.5 .78,.72 .58,.9 .32,.91 .18,.8",
            "~ .74,.12 .5,.1 .3,.16 .28,.42 .54,.42 .76,.58 .7,.82 .44,.92 .2,.84",
        ],
        [
            "~ .68,.08 .42,.24 .24,.52 .24,.78 .46,.93 .72,.84 .76,.64 .56,.5 .34,.58 .25,.72",
            "~ .5,.06 .3,.4 .22,.7 .4,.92 .66,.88 .7,.66 .5,.56 .26,.7",
        ],
        [
            "- .2,.1 .8,.1 .42,.94",
            "- .2,.1 .8,.1 .44,.94 ; - .34,.5 .72,.48",
            "~ .18,.2 .3,.1 .56,.14 .82,.08 .6,.46 .46,.94",
        ],
        [
            "~ .7,.2 .5,.07 .3,.2 .36,.38 .62,.56 .74,.76 .5,.93 .27,.78 .36,.58 .62,.4 .7,.2",
            "~ .5,.46 .3,.3 .4,.1 .62,.1 .7,.3 .5,.46 .26,.66 .36,.9 .64,.92 .76,.7 .5,.46",
        ],
        [
            "~ .74,.3 .6,.1 .36,.12 .26,.32 .42,.48 .66,.42 .74,.28 .74,.5 .66,.93",
            "~ .72,.28 .54,.08 .3,.18 .28,.4 .5,.5 .72,.34 ; - .74,.12 .7,.94",
        ],
    ];

    /// <summary>The ways to write each digit.</summary>
    public static IReadOnlyList<IReadOnlyList<IReadOnlyList<Stroke>>> Ways { get; } =
        Written.Select(ways => ways.Select(Parse).ToArray()).ToArray();

    private static Stroke[] Parse(string way) => way.Split(';', StringSplitOptions.TrimEntries).Select(text =>
    {
        string[] parts = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return new Stroke(parts[0] == "~", parts.Skip(1).Select(ParsePoint).ToArray());
    }).ToArray();

    private static Vector2 ParsePoint(string text)
    {
        string[] parts = text.Split(',');
        return new Vector2(float.Parse(parts[0], CultureInfo.InvariantCulture), float.Parse(parts[1], CultureInfo.InvariantCulture));
    }
}
