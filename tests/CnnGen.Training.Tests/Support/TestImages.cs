using System;

namespace CnnGen.Training.Tests;

/// <summary>Images for tests of transforms, and transforms applied to them.</summary>
internal static class TestImages
{
    /// <summary>An image whose elements are in [0, 1) and all different.</summary>
    public static float[] Random(ImageShape shape, ulong key = 1)
    {
        RandomStream random = new(key);
        float[] image = new float[shape.Length];
        foreach (ref float value in image.AsSpan())
        {
            value = (float)random.NextDouble();
        }

        return image;
    }

    /// <summary>0, 1, 2, ...</summary>
    public static float[] Counted(ImageShape shape)
    {
        float[] image = new float[shape.Length];
        for (int i = 0; i < image.Length; i++)
        {
            image[i] = i;
        }

        return image;
    }

    /// <summary>What a transform makes of an image in training.</summary>
    public static float[] Apply(this ImageTransform transform, float[] image, ImageShape shape, ulong key)
    {
        float[] result = Result(transform, shape);
        RandomStream random = new(key);
        transform.Apply(image, shape, result, ref random);
        return result;
    }

    /// <summary>What a transform makes of an image outside training.</summary>
    public static float[] Apply(this ImageTransform transform, float[] image, ImageShape shape)
    {
        float[] result = Result(transform, shape);
        transform.Apply(image, shape, result);
        return result;
    }

    /// <summary>A dataset of such images.</summary>
    public static InMemoryDataset Dataset(int count, ImageShape shape, int classes = 3)
    {
        float[] samples = Random(shape with { Channels = shape.Channels * count });
        int[] labels = new int[count];
        for (int i = 0; i < count; i++)
        {
            labels[i] = i % classes;
        }

        return new InMemoryDataset(samples, labels, shape.Channels, shape.Height, shape.Width);
    }

    /// <summary>A sample as it is outside training.</summary>
    public static float[] Sample(this Dataset dataset, int index)
    {
        float[] sample = new float[dataset.SampleLength];
        dataset.Read(index, sample);
        return sample;
    }

    /// <summary>A sample as it is in training.</summary>
    public static float[] Sample(this Dataset dataset, int index, ulong draw)
    {
        float[] sample = new float[dataset.SampleLength];
        dataset.Read(index, sample, draw);
        return sample;
    }

    // What a transform forgets to write is not a number.
    private static float[] Result(ImageTransform transform, ImageShape shape)
    {
        float[] result = new float[transform.OutputShape(shape).Length];
        Array.Fill(result, float.NaN);
        return result;
    }
}
