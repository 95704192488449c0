using System;
using System.Linq;
using CnnGen;

namespace Lectures;

/// <summary>What the chapters do with any network.</summary>
internal static class Networks
{
    /// <summary>A network whose parameters have the given values, in the order of the layers; those of which none is given keep their first ones.</summary>
    public static T WithParameters<T>(params float[][] values)
        where T : class, INetwork<T>
    {
        T network = T.Create(seed: 1);
        for (int i = 0; i < values.Length; i++)
        {
            network.Parameters[i].Value = values[i];
        }

        return network;
    }

    /// <summary>The outputs of any whole number of samples.</summary>
    public static float[] Forward<T>(this T network, float[] input)
        where T : class, INetwork<T>
    {
        float[] output = new float[input.Length / T.InputLength * T.OutputLength];
        network.Forward(input, output.AsSpan());
        return output;
    }

    /// <summary>The outputs of a network without parameters, or with the given ones.</summary>
    public static float[] Outputs<T>(float[] input, params float[][] parameters)
        where T : class, INetwork<T>
    {
        using T network = WithParameters<T>(parameters);
        return network.Forward(input);
    }

    /// <summary>Numbers in [-1, 1), the same ones for a seed on every machine.</summary>
    public static float[] RandomNumbers(int count, int seed)
    {
        Random random = new(seed);
        return [.. Enumerable.Range(0, count).Select(_ => (random.NextSingle() * 2) - 1)];
    }

    /// <summary>The numbers from 1 on.</summary>
    public static float[] CountingNumbers(int count) => [.. Enumerable.Range(1, count).Select(number => (float)number)];
}
