using System;
using System.Linq;
using System.Numerics;
using Xunit;

namespace CnnGen.Runtime.Tests;

/// <summary>The numbers that initial weights are made of.</summary>
public sealed class RandomElementsTests
{
    private const int Count = 1 << 20;

    /// <summary>The known answers that the cipher's authors publish with it (Random123, kat_vectors).</summary>
    [Theory]
    [InlineData(0u, 0u, 0u, 0u, 0x6B200159u, 0x99BA4EFEu)]
    [InlineData(uint.MaxValue, uint.MaxValue, uint.MaxValue, uint.MaxValue, 0x1CB996FCu, 0xBB002BE7u)]
    [InlineData(0x243F6A88u, 0x85A308D3u, 0x13198A2Eu, 0x03707344u, 0xC4923A9Cu, 0x483DF7A0u)]
    public void Threefry_GivesTheKnownAnswers(uint counter0, uint counter1, uint key0, uint key1, uint word0, uint word1)
    {
        (Vector<uint> first, Vector<uint> second) = RandomElements.Threefry(
            new Vector<uint>(counter0), new Vector<uint>(counter1), new Vector<uint>(key0), new Vector<uint>(key1));
        Assert.Equal((new Vector<uint>(word0), new Vector<uint>(word1)), (first, second));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Elements_DependOnTheirPlaceAlone(bool normal)
    {
        float[] whole = Draw(normal, Count / 64);
        for (int first = 0; first < 20; first++)
        {
            float[] part = new float[RandomElements.Block * 3];
            Fill(normal, first, part);
            Assert.Equal(whole[(first * RandomElements.Block)..][..part.Length], part);
        }
    }

    /// <summary>Kolmogorov and Smirnov's distance to the distribution: above 1.95 / sqrt(n) once in a thousand.</summary>
    [Fact]
    public void Distributions_AreNormalAndUniform()
    {
        Assert.InRange(Distance(Draw(normal: true, Count), NormalShareBelow), 0, 1.95 / Math.Sqrt(Count));
        Assert.InRange(Distance(Draw(normal: false, Count), x => (x + 1) / 2), 0, 1.95 / Math.Sqrt(Count));
    }

    /// <summary>The two elements of a pair, neighbours, and elements of other blocks, tensors and seeds: correlations within five standard errors.</summary>
    [Fact]
    public void Elements_AreNotCorrelated()
    {
        foreach (bool normal in new[] { true, false })
        {
            float[] x = Draw(normal, Count);
            foreach (int shift in new[] { 1, 2, 4, 8, 16, 32, 64, 1024 })
            {
                AssertUncorrelated(x[..^shift], x[shift..]);
                AssertUncorrelated([.. x[..^shift].Select(element => element * element)], [.. x[shift..].Select(element => element * element)]);
            }

            AssertUncorrelated(x, Draw(normal, Count, index: 1));
            AssertUncorrelated(x, Draw(normal, Count, seed: 2));
        }
    }

    [Fact]
    public void Normals_ReachFarOut_AndAreFinite()
    {
        float[] x = Draw(normal: true, Count);
        Assert.All(x, element => Assert.True(float.IsFinite(element)));

        // The largest of a million normals lies between these but once in ten thousand.
        Assert.InRange(x.Max(), 4.3f, 6.4f);
        Assert.InRange(x.Min(), -6.4f, -4.3f);
    }

    private static float[] Draw(bool normal, int count, ulong seed = 1, int index = 0)
    {
        float[] elements = new float[count];
        Fill(normal, 0, elements, seed, index);
        return elements;
    }

    private static void Fill(bool normal, int firstBlock, float[] elements, ulong seed = 1, int index = 0)
    {
        RandomElements random = new(seed, index);
        if (normal)
        {
            random.Normal(firstBlock, elements, 1);
        }
        else
        {
            random.Uniform(firstBlock, elements, 1);
        }
    }

    private static void AssertUncorrelated(float[] x, float[] y)
    {
        double meanX = x.Average(element => (double)element);
        double meanY = y.Average(element => (double)element);
        double covariance = 0;
        double varianceX = 0;
        double varianceY = 0;
        for (int i = 0; i < x.Length; i++)
        {
            covariance += (x[i] - meanX) * (y[i] - meanY);
            varianceX += (x[i] - meanX) * (x[i] - meanX);
            varianceY += (y[i] - meanY) * (y[i] - meanY);
        }

        Assert.InRange(covariance / Math.Sqrt(varianceX * varianceY), -5 / Math.Sqrt(x.Length), 5 / Math.Sqrt(x.Length));
    }

    private static double Distance(float[] elements, Func<double, double> shareBelow)
    {
        Array.Sort(elements);
        double largest = 0;
        for (int i = 0; i < elements.Length; i++)
        {
            double expected = shareBelow(elements[i]);
            largest = Math.Max(largest, Math.Max(expected - ((double)i / elements.Length), ((i + 1.0) / elements.Length) - expected));
        }

        return largest;
    }

    /// <summary>The normal distribution function, by the series of Marsaglia 2004, "Evaluating the Normal Distribution".</summary>
    private static double NormalShareBelow(double x)
    {
        double sum = x;
        double term = x;
        for (int i = 3; Math.Abs(term) > 1e-17; i += 2)
        {
            term *= x * x / i;
            sum += term;
        }

        return 0.5 + (sum * Math.Exp(-0.5 * x * x) / Math.Sqrt(2 * Math.PI));
    }
}
