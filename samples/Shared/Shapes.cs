using System;
using System.Collections.Generic;
using System.Linq;
using System.Numerics;
using System.Threading.Tasks;
using CnnGen;

namespace Samples;

/// <summary>Shapes of ten kinds, turned, stretched, moved and in any colour, over a background that changes its colour, with specks and noise.</summary>
/// <remarks>Picture i follows from the seed and i alone. A kind is its outline: neither the colour nor the size tells it.</remarks>
public static class Shapes
{
    /// <summary>Rows and columns of a picture.</summary>
    public const int Side = 32;

    private const int Channels = 3;
    private const int Plane = Side * Side;

    // How far a point is within the shape, in the shape's own coordinates, where it reaches about from -1 to 1; negative outside.
    private static readonly (string Kind, Func<Vector2, float> Inside)[] Outlines =
    [
        ("disc", p => 0.9f - p.Length()),
        ("ring", p => 0.22f - MathF.Abs(p.Length() - 0.72f)),
        ("square", p => 0.8f - Largest(p)),
        ("frame", p => 0.2f - MathF.Abs(Largest(p) - 0.68f)),
        ("triangle", p => 0.45f - MathF.Max(p.Y, (MathF.Abs(p.X) * 0.87f) - (p.Y * 0.5f))),
        ("cross", p => MathF.Min(0.9f - Largest(p), 0.26f - MathF.Min(MathF.Abs(p.X), MathF.Abs(p.Y)))),
        ("star", p => 0.62f + (0.28f * MathF.Cos(5 * MathF.Atan2(p.Y, p.X))) - p.Length()),
        ("crescent", p => MathF.Min(0.9f - p.Length(), (p - new Vector2(0.42f, 0)).Length() - 0.68f)),
        ("stripes", p => MathF.Min(0.9f - Largest(p), 0.19f - MathF.Abs(Fraction(p.X * 1.7f)))),
        ("dots", p => MathF.Min(0.95f - Largest(p), 0.21f - new Vector2(Fraction(p.X * 1.6f), Fraction(p.Y * 1.6f)).Length())),
    ];

    /// <summary>The kinds' names by their labels.</summary>
    public static IReadOnlyList<string> Kinds { get; } = [.. Outlines.Select(outline => outline.Kind)];

    /// <summary>Makes a data set.</summary>
    /// <param name="count">The number of pictures.</param>
    /// <param name="seed">Any number; different seeds have no picture in common.</param>
    public static Dataset Make(int count, ulong seed)
    {
        float[] pixels = new float[count * Channels * Plane];
        int[] labels = new int[count];
        Parallel.For(0, count, i => labels[i] = Draw(seed, i, pixels.AsSpan(i * Channels * Plane, Channels * Plane)));
        return new InMemoryDataset(pixels, labels, Channels, Side, Side);
    }

    /// <summary>Draws one picture.</summary>
    /// <returns>The label.</returns>
    public static int Draw(ulong seed, int index, Span<float> pixels)
    {
        Randomness random = Randomness.Of(seed, index);
        int label = random.Whole(Outlines.Length);
        Vector3 background = Color(ref random);
        Vector3 color = Unlike(background, ref random);
        AddBackground(pixels, background, ref random);
        for (int speck = random.Whole(4); speck > 0; speck--)
        {
            Add(pixels, p => 1 - p.Length(), Place(ref random, random.Uniform(0.8f, 2), Side * 0.45f), Color(ref random));
        }

        Add(pixels, Outlines[label].Inside, Place(ref random, random.Uniform(7, 13), 3), color);
        AddNoise(pixels, ref random);
        return label;
    }

    private static float Largest(Vector2 point) => MathF.Max(MathF.Abs(point.X), MathF.Abs(point.Y));

    /// <summary>The distance to the nearest whole number.</summary>
    private static float Fraction(float value) => value - MathF.Round(value);

    private static Vector3 Color(ref Randomness random) => new(random.Uniform(0, 1), random.Uniform(0, 1), random.Uniform(0, 1));

    /// <summary>A colour that can be told from another one.</summary>
    private static Vector3 Unlike(Vector3 other, ref Randomness random)
    {
        Vector3 color = Color(ref random);
        while (Vector3.Distance(color, other) < 0.35f)
        {
            color = Color(ref random);
        }

        return color;
    }

    /// <summary>From pixels to the coordinates of a shape: where it is, how large, turned and stretched.</summary>
    private static Matrix3x2 Place(ref Randomness random, float radius, float reach)
    {
        Vector2 center = new Vector2(Side / 2f) + new Vector2(random.Uniform(-reach, reach), random.Uniform(-reach, reach));
        Matrix3x2 place = Matrix3x2.CreateScale(radius, radius * random.Uniform(0.75f, 1))
            * Matrix3x2.CreateRotation(random.Uniform(0, MathF.Tau))
            * Matrix3x2.CreateTranslation(center);
        return Matrix3x2.Invert(place, out Matrix3x2 inverse) ? inverse : throw new InvalidOperationException("a shape without area");
    }

    private static void AddBackground(Span<float> pixels, Vector3 color, ref Randomness random)
    {
        Vector3 other = Vector3.Lerp(color, Color(ref random), 0.35f);
        Vector2 direction = Vector2.Transform(Vector2.UnitX / Side, Matrix3x2.CreateRotation(random.Uniform(0, MathF.Tau)));
        for (int place = 0; place < Plane; place++)
        {
            Vector2 point = new Vector2(place % Side, place / Side) - new Vector2(Side / 2f);
            Set(pixels, place, Vector3.Lerp(color, other, Vector2.Dot(point, direction) + 0.5f));
        }
    }

    /// <summary>Paints a shape over what is there, with an edge of a pixel.</summary>
    private static void Add(Span<float> pixels, Func<Vector2, float> inside, Matrix3x2 place, Vector3 color)
    {
        // Pixels for a unit of the shape's coordinates.
        float scale = 1 / MathF.Sqrt(MathF.Abs(place.GetDeterminant()));
        for (int pixel = 0; pixel < Plane; pixel++)
        {
            Vector2 point = new((pixel % Side) + 0.5f, (pixel / Side) + 0.5f);
            float cover = Math.Clamp((inside(Vector2.Transform(point, place)) * scale) + 0.5f, 0, 1);
            Vector3 under = new(pixels[pixel], pixels[Plane + pixel], pixels[(2 * Plane) + pixel]);
            Set(pixels, pixel, Vector3.Lerp(under, color, cover));
        }
    }

    private static void AddNoise(Span<float> pixels, ref Randomness random)
    {
        float grain = random.Uniform(0.01f, 0.12f);
        foreach (ref float pixel in pixels)
        {
            pixel = Math.Clamp(pixel + random.Normal(grain), 0, 1);
        }
    }

    private static void Set(Span<float> pixels, int place, Vector3 color) =>
        (pixels[place], pixels[Plane + place], pixels[(2 * Plane) + place]) = (color.X, color.Y, color.Z);
}
