using System;
using System.Linq;
using Xunit;

namespace CnnGen.Runtime.Tests;

/// <summary>Padding that is filled from what it surrounds, and its gradient.</summary>
public sealed class BorderPaddingTests
{
    private static readonly float[] Sequence = [0, 1, 2, 3];

    [Fact]
    public void Reflect_LeavesOutTheEdge() => Assert.Equal([2, 1, 0, 1, 2, 3, 2, 1, 0], Pad<ReflectBorder>());

    [Fact]
    public void Replicate_RepeatsTheEdge() => Assert.Equal([0, 0, 0, 1, 2, 3, 3, 3, 3], Pad<ReplicateBorder>());

    [Fact]
    public void Circular_GoesOnAtTheOtherEnd() => Assert.Equal([2, 3, 0, 1, 2, 3, 0, 1, 2], Pad<CircularBorder>());

    [Fact]
    public void OneElement_IsAroundItself()
    {
        float[] y = new float[3];
        BorderPadding.Fill<CircularBorder>(ref Sequence[3], TensorLayout.Dense(1, 1, 1, 1), ref y[0], TensorLayout.Dense(1, 1, 1, 3), 0, 0, 1);
        Assert.Equal([3, 3, 3], y);
    }

    /// <summary>What filling does to x, times dy, is x times what the gradient does to dy: exact on small whole numbers.</summary>
    [Fact]
    public void Gradient_IsTheAdjoint()
    {
        AssertAdjoint<ReflectBorder>();
        AssertAdjoint<ReplicateBorder>();
        AssertAdjoint<CircularBorder>();
    }

    private static float[] Pad<TBorder>()
        where TBorder : struct, IBorder
    {
        float[] y = new float[9];
        BorderPadding.Fill<TBorder>(ref Sequence[0], TensorLayout.Dense(1, 1, 1, 4), ref y[0], TensorLayout.Dense(1, 1, 1, 9), 0, 0, 2);
        return y;
    }

    private static void AssertAdjoint<TBorder>()
        where TBorder : struct, IBorder
    {
        for (int left = 0; left <= 3; left++)
        {
            AssertAdjoint<TBorder>(left);
        }
    }

    private static void AssertAdjoint<TBorder>(int left)
        where TBorder : struct, IBorder
    {
        Random random = new(1);
        TensorLayout inner = TensorLayout.Dense(3, 2, 3, 4);
        TensorLayout padded = TensorLayout.Dense(3, 3, 6, 7);
        float[] x = Draw(random, inner.Elements);
        float[] dy = Draw(random, padded.Elements);
        float[] y = new float[dy.Length];
        float[] dx = Enumerable.Repeat(float.NaN, x.Length).ToArray();
        BorderPadding.Fill<TBorder>(ref x[0], inner, ref y[0], padded, 1, 2, left);
        BorderPadding.AddUp<TBorder>(ref dy[0], padded, ref dx[0], inner, 1, 2, left);
        Assert.Equal(y.Zip(dy, (value, gradient) => value * gradient).Sum(), x.Zip(dx, (value, gradient) => value * gradient).Sum());
    }

    private static float[] Draw(Random random, int count) => Enumerable.Range(0, count).Select(_ => (float)random.Next(-9, 10)).ToArray();
}
