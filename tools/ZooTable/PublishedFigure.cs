using System;
using System.Globalization;

namespace CnnGen.ZooTable;

/// <summary>A count as somebody published it.</summary>
/// <param name="Value">The count.</param>
/// <param name="Unit">What it was rounded to: 1 where it was not.</param>
public sealed record PublishedFigure(long Value, long Unit = 1)
{
    private const long Thousand = 1_000;
    private const long Million = 1_000_000;
    private const long HundredthOfAMillion = Million / 100;
    private const long TenthOfAMillion = Million / 10;

    /// <summary>A count in whole thousands.</summary>
    public static PublishedFigure Thousands(long thousands) => new(thousands * Thousand, Thousand);

    /// <summary>A count in whole millions.</summary>
    public static PublishedFigure Millions(long millions) => new(millions * Million, Million);

    /// <summary>A count in millions with two decimals: 0.27 million are 27 hundredths.</summary>
    public static PublishedFigure HundredthsOfMillions(long hundredths) => new(hundredths * HundredthOfAMillion, HundredthOfAMillion);

    /// <summary>A count in millions with one decimal: 1.7 million are 17 tenths.</summary>
    public static PublishedFigure TenthsOfMillions(long tenths) => new(tenths * TenthOfAMillion, TenthOfAMillion);

    /// <summary>Whether a count is this one, rounded as this one is.</summary>
    public bool Agrees(long count) => (count + (Unit / 2)) / Unit * Unit == Value;

    /// <summary>The figure with what it was rounded to.</summary>
    public override string ToString()
    {
        string number = (Value / Unit).ToString("N0", CultureInfo.InvariantCulture);
        return Unit switch
        {
            1 => number,
            Thousand => number + " thousand",
            Million => number + " million",
            HundredthOfAMillion => ((double)Value / Million).ToString("F2", CultureInfo.InvariantCulture) + " million",
            TenthOfAMillion => ((double)Value / Million).ToString("F1", CultureInfo.InvariantCulture) + " million",
            _ => throw new InvalidOperationException($"Figures are rounded to thousands, millions, or tenths or hundredths of them, not to {Unit}."),
        };
    }
}
