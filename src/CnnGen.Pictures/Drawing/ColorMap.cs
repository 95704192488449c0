using System;

namespace CnnGen.Pictures;

/// <summary>Colours for the numbers from 0 to 1: between some that are equally far apart they change evenly.</summary>
public sealed class ColorMap
{
    private readonly Rgb[] _colors;

    /// <summary>A map through colours.</summary>
    /// <param name="colors">From that of 0 to that of 1: at least two.</param>
    /// <exception cref="ArgumentException">There are fewer than two.</exception>
    public ColorMap(params ReadOnlySpan<Rgb> colors)
    {
        if (colors.Length < 2)
        {
            throw new ArgumentException($"{colors.Length} colours make no map; it goes from one to another", nameof(colors));
        }

        _colors = colors.ToArray();
    }

    /// <summary>Black to white.</summary>
    public static ColorMap Grey { get; } = new(Rgb.Black, Rgb.White);

    /// <summary>Black through red and yellow to white.</summary>
    public static ColorMap Heat { get; } = new(Rgb.Black, new Rgb(255, 0, 0), new Rgb(255, 255, 0), Rgb.White);

    /// <summary>Blue through green and yellow to red.</summary>
    public static ColorMap Rainbow { get; } =
        new(new Rgb(0, 0, 255), new Rgb(0, 255, 255), new Rgb(0, 255, 0), new Rgb(255, 255, 0), new Rgb(255, 0, 0));

    /// <summary>Blue through white to red, for values around zero.</summary>
    public static ColorMap Diverging { get; } = new(new Rgb(33, 102, 172), Rgb.White, new Rgb(178, 24, 43));

    /// <summary>The colour of a number; of the nearer end where it is outside.</summary>
    /// <param name="share">From 0 to 1.</param>
    public Rgb At(double share)
    {
        double place = Math.Clamp(share, 0, 1) * (_colors.Length - 1);
        int below = Math.Clamp((int)place, 0, _colors.Length - 2);
        (Rgb from, Rgb to, double part) = (_colors[below], _colors[below + 1], place - below);
        return new Rgb(Picture.Mix(from.Red, to.Red, part), Picture.Mix(from.Green, to.Green, part), Picture.Mix(from.Blue, to.Blue, part));
    }
}
