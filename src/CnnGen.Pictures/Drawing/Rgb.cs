namespace CnnGen.Pictures;

/// <summary>A colour.</summary>
/// <param name="Red">From 0 to 255.</param>
/// <param name="Green">From 0 to 255.</param>
/// <param name="Blue">From 0 to 255.</param>
public readonly record struct Rgb(byte Red, byte Green, byte Blue)
{
    /// <summary>Black.</summary>
    public static Rgb Black => default;

    /// <summary>White.</summary>
    public static Rgb White => Grey(byte.MaxValue);

    /// <summary>A grey.</summary>
    /// <param name="level">From 0, black, to 255.</param>
    public static Rgb Grey(byte level) => new(level, level, level);
}
