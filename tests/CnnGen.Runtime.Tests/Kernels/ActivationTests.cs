using System;
using System.Linq;
using Xunit;

namespace CnnGen.Runtime.Tests;

/// <summary>Functions of one element against double precision, in the vectors and in the loop for the rest.</summary>
public sealed class ActivationTests
{
    // Six vectors of 512 bits and seven elements more, so that each width has its turn.
    private const int Length = (6 * 16) + 7;

    private static readonly float[] Special = [0, -0f, float.NaN, float.PositiveInfinity, float.NegativeInfinity, 1e-40f, -200, 200, -87.3f, 87.3f];

    [Fact]
    public void Sigmoid_OfZero_IsExactlyHalf()
    {
        Assert.All(Sigmoid(new float[Length]), half => Assert.Equal(0.5f, half));
        Assert.All(Sigmoid([.. Enumerable.Repeat(-0f, Length)]), half => Assert.Equal(0.5f, half));
    }

    [Fact]
    public void Sigmoid_IsSymmetric_AndCloseToTheTruth()
    {
        foreach (float[] x in Numbers(largest: 87))
        {
            float[] negative = Array.ConvertAll(x, number => -number);
            float[] above = Sigmoid(x);
            float[] below = Sigmoid(negative);
            for (int i = 0; i < x.Length; i++)
            {
                Assert.InRange(Math.Abs((1f - above[i]) - below[i]), 0, Ulp(above[i]));
                AssertClose(1 / (1 + Math.Exp(-(double)x[i])), above[i], ulps: 1.5, x[i]);
                AssertClose(1 / (1 + Math.Exp((double)x[i])), below[i], ulps: 2.5, negative[i]);
            }
        }
    }

    [Fact]
    public void Tanh_IsOdd_AndCloseToTheTruth()
    {
        foreach (float[] x in Numbers(largest: 20))
        {
            float[] negative = Array.ConvertAll(x, number => -number);
            float[] above = Tanh(x);
            float[] below = Tanh(negative);
            for (int i = 0; i < x.Length; i++)
            {
                Assert.Equal(-above[i], below[i]);
                AssertClose(Math.Tanh(x[i]), above[i], ulps: 3, x[i]);
            }
        }
    }

    [Fact]
    public void SpecialNumbers_AreThoseOfTheFunctions()
    {
        // Each at a place in a vector and at one behind the last.
        float[] x = [.. Enumerable.Range(0, Length).Select(i => Special[i % Special.Length])];
        float[] sigmoid = Sigmoid(x);
        float[] tanh = Tanh(x);
        for (int i = 0; i < x.Length; i++)
        {
            Assert.Equal((float)(1 / (1 + Math.Exp(-(double)x[i]))), sigmoid[i], 1e-7f);
            Assert.Equal((float)Math.Tanh(x[i]), tanh[i], 1e-7f);
            Assert.Equal(x[i] == 0 && float.IsNegative(x[i]), tanh[i] == 0 && float.IsNegative(tanh[i]));
        }
    }

    [Fact]
    public void NegativeExp_IsCloseToTheTruth_AndTheSameBitsInVectorsOfEveryWidth()
    {
        foreach (float[] numbers in Numbers(largest: 87.33f))
        {
            float[] x = Array.ConvertAll(numbers, number => -number);
            float[] y = NegativeExp(x);
            for (int i = 0; i < x.Length; i++)
            {
                double expected = Math.Exp(x[i]);
                Assert.True(Math.Abs(y[i] - expected) <= 1.5e-7 * expected, $"e^{x[i]:R} is {y[i]:R}; expected {expected:R}");
                Assert.Equal(y[i], CnnGen.Runtime.NegativeExp.Of(x[i]));
                Assert.Equal(y[i], Lane<Floats128>(x[i], i));
                Assert.Equal(y[i], Lane<Floats256>(x[i], i));
                Assert.Equal(y[i], Lane<Floats512>(x[i], i));
            }
        }

        float[] special = NegativeExp([0, -0f, -87.34f, -1e30f, float.MinValue, float.NegativeInfinity, float.NaN, -1e-40f]);
        Assert.Equal([1, 1, 0, 0, 0, 0, float.NaN, 1], special);
    }

    /// <summary>Scores of one pixel, in planes and in blocks of sixteen channels, against double precision.</summary>
    [Fact]
    public void Softmax_IsCloseToTheTruth_WhateverTheLayout()
    {
        const int Channels = 1000;
        Random random = new(6);
        float[] x = [.. Enumerable.Range(0, Channels).Select(_ => (random.NextSingle() * 40) - 20)];
        double highest = x.Max();
        double[] exponentials = [.. x.Select(score => Math.Exp(score - highest))];
        double sum = exponentials.Sum();
        TensorLayout planes = TensorLayout.Dense(Channels, 1, 1, 1);
        TensorLayout blocks = new(Channels, Channels, 1, 1, 1, 16, 16, 16, 16, 0);
        float[] inPlanes = new float[Channels];
        float[] inBlocks = new float[Channels + 16];
        ChannelSoftmax.Forward(ref x[0], planes, ref inPlanes[0], planes);
        ChannelSoftmax.Forward(ref x[0], planes, ref inBlocks[0], blocks);
        for (int channel = 0; channel < Channels; channel++)
        {
            Assert.Equal(inPlanes[channel], inBlocks[channel]);

            // A difference of up to 40 is rounded by up to 2e-6, and its exponential changes by as much.
            Assert.Equal(1, inPlanes[channel] * sum / exponentials[channel], 2.5e-6);
        }
    }

    /// <summary>In place as well, of channels that fill no vector, and of more than are summed at once.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(21)]
    [InlineData(1000)]
    public void LogSoftmax_IsCloseToTheTruth_InPlaceToo(int channels)
    {
        Random random = new(7);
        float[] x = [.. Enumerable.Range(0, channels).Select(_ => (random.NextSingle() * 40) - 20)];
        double highest = x.Max();
        double logarithm = highest + Math.Log(x.Sum(score => Math.Exp(score - highest)));
        TensorLayout layout = TensorLayout.Dense(channels, 1, 1, 1);
        float[] y = new float[channels];
        ChannelSoftmax.LogForward(ref x[0], layout, ref y[0], layout);
        float[] inPlace = [.. x];
        ChannelSoftmax.LogForward(ref inPlace[0], layout, ref inPlace[0], layout);
        Assert.Equal(y, inPlace);
        Assert.All(y.Zip(x), pair => Assert.Equal(pair.Second - logarithm, pair.First, 4e-6));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(10)]
    [InlineData(1000)]
    public void Softmax_OfEqualScores_IsExactlyUniform(int channels)
    {
        foreach (float score in new[] { 0, -3.7f, 1e30f })
        {
            float[] x = [.. Enumerable.Repeat(score, channels)];
            float[] y = new float[channels];
            TensorLayout layout = TensorLayout.Dense(channels, 1, 1, 1);
            ChannelSoftmax.Forward(ref x[0], layout, ref y[0], layout);
            Assert.All(y, share => Assert.Equal(1f / channels, share));
        }
    }

    private static System.Collections.Generic.IEnumerable<float[]> Numbers(float largest)
    {
        // Every so many floats from 0 on: as dense around zero as floats are.
        const uint Stride = 7919;
        uint end = BitConverter.SingleToUInt32Bits(largest);
        for (uint bits = 0; bits + (Length * Stride) < end; bits += Length * Stride)
        {
            uint first = bits;
            yield return [.. Enumerable.Range(0, Length).Select(i => BitConverter.UInt32BitsToSingle(first + ((uint)i * Stride)))];
        }
    }

    private static void AssertClose(double expected, float actual, double ulps, float x) =>
        Assert.True(Math.Abs(expected - actual) <= ulps * Ulp((float)expected), $"f({x:R}) is {actual:R}; expected {expected:R} within {ulps} ulp");

    private static float Ulp(float number) => MathF.BitIncrement(Math.Abs(number)) - Math.Abs(number);

    private static float Lane<TFloats>(float x, int lane)
        where TFloats : struct, IFloats<TFloats>
    {
        float[] lanes = new float[TFloats.Count];
        TFloats.Store(CnnGen.Runtime.NegativeExp.Of(TFloats.Create(x)), ref lanes[0], 0);
        return lanes[lane % lanes.Length];
    }

    private static float[] Sigmoid(float[] x)
    {
        float[] y = new float[x.Length];
        Activations.Apply(default(Sigmoid), ref x[0], ref y[0], x.Length);
        return y;
    }

    private static float[] NegativeExp(float[] x)
    {
        float[] y = new float[x.Length];
        Activations.NegativeExp(ref x[0], ref y[0], x.Length);
        return y;
    }

    private static float[] Tanh(float[] x)
    {
        float[] y = new float[x.Length];
        Activations.Apply(default(Tanh), ref x[0], ref y[0], x.Length);
        return y;
    }
}
