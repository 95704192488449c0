using System;

namespace CnnGen.Benchmarks.Cases;

/// <summary>Inputs that are the same in every run.</summary>
internal static class SampleData
{
    private const int Seed = 1;

    /// <summary>Numbers from -1 to 1.</summary>
    /// <param name="length">How many.</param>
    public static float[] Uniform(int length)
    {
        Random random = new(Seed);
        float[] values = new float[length];
        for (int index = 0; index < length; index++)
        {
            values[index] = (random.NextSingle() * 2) - 1;
        }

        return values;
    }

    /// <summary>Classes in turn.</summary>
    /// <param name="length">How many samples.</param>
    /// <param name="classes">How many classes.</param>
    public static int[] Labels(int length, int classes)
    {
        int[] labels = new int[length];
        for (int index = 0; index < length; index++)
        {
            labels[index] = index % classes;
        }

        return labels;
    }
}
