using System;
using System.Linq;
using Xunit;

namespace CnnGen.Zoo.Tests.Trained;

/// <summary>Compares outputs with those of another program.</summary>
internal static class OutputAssert
{
    // What float32 loses between two orders of summing, of the largest output.
    private const double Tolerance = 1e-5;

    /// <summary>Fails unless every output is near what was expected.</summary>
    public static void AreClose(float[] expected, float[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        double tolerance = Tolerance * expected.Max(Math.Abs);
        Assert.All(expected.Zip(actual), pair => Assert.InRange(pair.Second, pair.First - tolerance, pair.First + tolerance));
    }
}
