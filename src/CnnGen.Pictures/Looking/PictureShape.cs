using System;
using System.Collections.Generic;

namespace CnnGen.Pictures;

/// <summary>Shapes of what is shown as images: sequences and vectors have one row.</summary>
internal static class PictureShape
{
    /// <summary>Reads a shape: of images, sequences or vectors.</summary>
    /// <param name="shape">Channels, then spatial sizes.</param>
    /// <param name="what">Of what, for messages.</param>
    /// <exception cref="ArgumentException">It is that of volumes.</exception>
    public static ImageShape Of(ReadOnlySpan<int> shape, string what) => shape switch
    {
        [int features] => new ImageShape(1, 1, features),
        [int channels, int length] => new ImageShape(channels, 1, length),
        [int channels, int height, int width] => new ImageShape(channels, height, width),
        _ => throw new ArgumentException($"{what} has the shape {string.Join('x', shape.ToArray())}; pictures are made of channels, height and width"),
    };

    /// <summary>Reads a shape: of images, sequences or vectors.</summary>
    public static ImageShape Of(IReadOnlyList<int> shape, string what) => Of([.. shape], what);

    /// <summary>Whether so many values are one sample's.</summary>
    public static bool Holds(this ImageShape shape, int values) => values == (long)shape.Channels * shape.Height * shape.Width;
}
