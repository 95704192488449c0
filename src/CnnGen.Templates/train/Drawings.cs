using CnnGen;

/// <summary>Pictures of shapes, drawn anew: any place, size and turn, light on dark or dark on light, with noise.</summary>
/// <remarks>Your own data come from IDX and CIFAR files (IdxDataset, CifarDataset), from arrays, or from a folder of images (package CnnGen.Images).</remarks>
internal static class Drawings
{
    private const int Size = 32;

    public static InMemoryDataset Make(int count, int seed)
    {
        Random random = new(seed);
        float[] pictures = new float[count * Size * Size];
        int[] labels = new int[count];
        for (int sample = 0; sample < count; sample++)
        {
            labels[sample] = random.Next(ShapeNet.Shapes.Length);
            Draw(labels[sample], random, pictures.AsSpan(sample * Size * Size, Size * Size));
        }

        return new InMemoryDataset(pictures, labels, 1, Size, Size);
    }

    private static void Draw(int shape, Random random, Span<float> picture)
    {
        float radius = Between(random, 8, 14);
        float centreX = Between(random, radius, Size - radius);
        float centreY = Between(random, radius, Size - radius);
        (float sin, float cos) = MathF.SinCos(Between(random, 0, 2 * MathF.PI));
        float ink = Between(random, 0.6f, 1);
        float paper = Between(random, 0, 0.3f);
        if (random.Next(2) == 0)
        {
            (ink, paper) = (1 - ink, 1 - paper);
        }

        for (int pixel = 0; pixel < picture.Length; pixel++)
        {
            float x = ((pixel % Size) + 0.5f - centreX) / radius;
            float y = ((pixel / Size) + 0.5f - centreY) / radius;
            bool inside = Contains(shape, (cos * x) + (sin * y), (cos * y) - (sin * x));
            picture[pixel] = Math.Clamp((inside ? ink : paper) + Between(random, -0.1f, 0.1f), 0, 1);
        }
    }

    /// <summary>Whether a point lies in the shape, whose corners are at most 1 from its middle.</summary>
    private static bool Contains(int shape, float x, float y) => ShapeNet.Shapes[shape] switch
    {
        "circle" => (x * x) + (y * y) < 1,
        "square" => Math.Max(Math.Abs(x), Math.Abs(y)) < 0.7f,
        _ => y < 0.5f && y > (1.732f * Math.Abs(x)) - 1,
    };

    private static float Between(Random random, float least, float most) => least + ((most - least) * random.NextSingle());
}
