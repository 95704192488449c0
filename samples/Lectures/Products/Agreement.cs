using System;
using System.Linq;

namespace Lectures.Products;

/// <summary>How far two ways to compute the same lie apart.</summary>
internal static class Agreement
{
    /// <summary>The largest difference, as a share of the largest expected magnitude.</summary>
    public static float RelativeError(float[] expected, float[] actual) =>
        expected.Zip(actual, (one, other) => Math.Abs(one - other)).Max() / expected.Max(Math.Abs);
}
