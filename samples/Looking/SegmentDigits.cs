using System;
using CnnGen;

namespace Looking;

/// <summary>Digits of seven strokes, moved, slanted, stretched and noisy; where there are colours, in any on any. For who has no data at hand.</summary>
internal static class SegmentDigits
{
    private const int Classes = 10;
    private const float Noise = 0.1f;

    // From one corner of the 2 x 1 box to another: top, upper left, upper right, middle, lower left, lower right, bottom.
    private static readonly (float FromX, float FromY, float ToX, float ToY)[] Strokes =
        [(0, 0, 1, 0), (0, 0, 0, 1), (1, 0, 1, 1), (0, 1, 1, 1), (0, 1, 0, 2), (1, 1, 1, 2), (0, 2, 1, 2)];

    // A bit for each stroke.
    private static readonly int[] Digits = [0b1110111, 0b0100100, 0b1011101, 0b1101101, 0b0101110, 0b1101011, 0b1111011, 0b0100101, 0b1111111, 0b1101111];

    /// <summary>Makes a data set.</summary>
    /// <param name="count">The number of pictures.</param>
    /// <param name="channels">1, or 3 for colours.</param>
    /// <param name="side">Rows and columns of a picture.</param>
    /// <param name="seed">Any number.</param>
    public static Dataset Make(int count, int channels, int side, int seed)
    {
        Random random = new(seed);
        float[] pixels = new float[count * channels * side * side];
        int[] labels = new int[count];
        for (int i = 0; i < count; i++)
        {
            labels[i] = random.Next(Classes);
            Draw(Digits[labels[i]], pixels.AsSpan(i * channels * side * side, channels * side * side), channels, side, random);
        }

        return new InMemoryDataset(pixels, labels, channels, side, side);
    }

    private static void Draw(int strokes, Span<float> pixels, int channels, int side, Random random)
    {
        Span<float> ink = stackalloc float[channels];
        Span<float> ground = stackalloc float[channels];
        for (int channel = 0; channel < channels; channel++)
        {
            // Grey digits are white on black; in each colour the two are far enough apart.
            ground[channel] = channels == 1 ? 0 : random.NextSingle();
            ink[channel] = channels == 1 ? 1 : (ground[channel] + 0.35f + (0.3f * random.NextSingle())) % 1;
        }

        float width = side * Between(random, 0.3f, 0.45f);
        float height = side * Between(random, 0.28f, 0.38f);
        float slant = Between(random, -0.15f, 0.25f);
        float thickness = Between(random, 0.8f, 1.6f);
        float left = (side - width) / 2 + Between(random, -2.5f, 2.5f);
        float top = (side - (2 * height)) / 2 + Between(random, -2, 2);
        for (int place = 0; place < side * side; place++)
        {
            float y = ((place / side) + 0.5f - top) / height;
            float x = ((place % side) + 0.5f - left) / width + (slant * (y - 1));
            float nearest = float.PositiveInfinity;
            for (int stroke = 0; stroke < Strokes.Length; stroke++)
            {
                nearest = (strokes >> stroke & 1) == 1 ? Math.Min(nearest, Distance(x, y, Strokes[stroke], width, height)) : nearest;
            }

            float shade = Math.Clamp(thickness + 0.5f - nearest, 0, 1);
            for (int channel = 0; channel < channels; channel++)
            {
                float value = ground[channel] + (shade * (ink[channel] - ground[channel])) + Between(random, -Noise, Noise);
                pixels[(channel * side * side) + place] = Math.Clamp(value, 0, 1);
            }
        }
    }

    /// <summary>How far a point of the box is from a stroke, in pixels.</summary>
    private static float Distance(float x, float y, (float FromX, float FromY, float ToX, float ToY) stroke, float width, float height)
    {
        float across = x - Math.Clamp(x, stroke.FromX, stroke.ToX);
        float down = y - Math.Clamp(y, stroke.FromY, stroke.ToY);
        return MathF.Sqrt((across * across * width * width) + (down * down * height * height));
    }

    private static float Between(Random random, float low, float high) => low + ((high - low) * random.NextSingle());
}
