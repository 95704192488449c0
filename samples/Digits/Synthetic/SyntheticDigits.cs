using System;
using System.Collections.Generic;
using System.Numerics;
using CnnGen;
using Samples;

namespace Digits.Synthetic;

/// <summary>Handwritten-like digits: strokes that are bent, slanted, stretched, moved and drawn with a soft pen, over noise.</summary>
/// <remarks>Picture i follows from the seed and i alone.</remarks>
internal static class SyntheticDigits
{
    /// <summary>Rows and columns of a picture.</summary>
    public const int Side = 28;

    private const int Classes = 10;
    private const float BoxPixels = 19;

    /// <summary>Makes a data set.</summary>
    /// <param name="count">The number of pictures.</param>
    /// <param name="seed">Any number; different seeds have no picture in common.</param>
    public static Dataset Make(int count, ulong seed)
    {
        float[] pixels = new float[count * Side * Side];
        int[] labels = new int[count];
        System.Threading.Tasks.Parallel.For(0, count, i =>
            labels[i] = Draw(seed, i, pixels.AsSpan(i * Side * Side, Side * Side)));
        return new InMemoryDataset(pixels, labels, 1, Side, Side);
    }

    /// <summary>Draws one picture.</summary>
    /// <returns>The digit.</returns>
    public static int Draw(ulong seed, int index, Span<float> pixels)
    {
        Randomness random = Randomness.Of(seed, index);
        pixels.Clear();
        int digit = random.Whole(Classes);
        IReadOnlyList<IReadOnlyList<Stroke>> ways = Strokes.Ways[digit];
        IReadOnlyList<Stroke> way = ways[random.Whole(ways.Count)];

        Matrix3x2 hand = Hand(ref random);
        float radius = random.Uniform(0.7f, 1.6f);
        float ink = random.Uniform(0.6f, 1);
        float wobble = random.Uniform(0.015f, 0.05f);
        Pen pen = new(pixels, Side);
        foreach (Stroke stroke in way)
        {
            Vector2[] points = new Vector2[stroke.Points.Count];
            for (int i = 0; i < points.Length; i++)
            {
                points[i] = Vector2.Transform(stroke.Points[i] + new Vector2(random.Normal(wobble), random.Normal(wobble)), hand);
            }

            pen.Draw(points, stroke.IsCurve, (radius * random.Uniform(0.8f, 1.2f), radius * random.Uniform(0.7f, 1.2f)), ink);
        }

        AddStrayMarks(pen, ref random);
        AddNoise(pixels, ref random);
        return digit;
    }

    /// <summary>From the box of a digit to pixels: size, slant, turn and place, as hands differ.</summary>
    private static Matrix3x2 Hand(ref Randomness random)
    {
        Vector2 size = new(BoxPixels * random.Uniform(0.6f, 1.05f), BoxPixels * random.Uniform(0.75f, 1.1f));
        Matrix3x2 matrix = Matrix3x2.CreateTranslation(-0.5f, -0.5f) * Matrix3x2.CreateScale(size);
        matrix *= Matrix3x2.CreateSkew(random.Normal(0.25f), 0);
        matrix *= Matrix3x2.CreateRotation(random.Normal(0.13f));
        return matrix * Matrix3x2.CreateTranslation((Side / 2f) + random.Normal(1.6f), (Side / 2f) + random.Normal(1.3f));
    }

    /// <summary>Now and then the end of a neighbouring letter, or a speck.</summary>
    private static void AddStrayMarks(Pen pen, ref Randomness random)
    {
        if (random.Whole(4) == 0)
        {
            bool isLeft = random.Whole(2) == 0;
            float x = isLeft ? random.Uniform(0, 2.5f) : random.Uniform(Side - 2.5f, Side);
            float y = random.Uniform(0, Side);
            Vector2[] points = [new(x, y), new(x + random.Normal(2), y + random.Normal(5))];
            pen.Draw(points, false, (random.Uniform(0.4f, 1), random.Uniform(0.4f, 1)), random.Uniform(0.3f, 0.9f));
        }
    }

    private static void AddNoise(Span<float> pixels, ref Randomness random)
    {
        float grain = random.Uniform(0.01f, 0.1f);
        foreach (ref float pixel in pixels)
        {
            pixel = Math.Clamp(pixel + random.Normal(grain), 0, 1);
        }
    }
}
