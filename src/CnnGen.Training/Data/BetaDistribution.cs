using System;

namespace CnnGen;

/// <summary>Draws from beta distributions.</summary>
internal static class BetaDistribution
{
    /// <summary>A number in [0, 1] from Beta(a, a).</summary>
    /// <remarks>x / (x + y) of two gamma variates, whose logarithms are drawn: for small a the variates themselves underflow.</remarks>
    public static double Draw(double a, ref RandomStream random)
    {
        double x = LogGamma(a, ref random);
        double y = LogGamma(a, ref random);
        return 1 / (1 + Math.Exp(y - x));
    }

    /// <summary>The logarithm of a variate from Gamma(a, 1): Marsaglia and Tsang 2000, of a + 1, taken down to a.</summary>
    private static double LogGamma(double a, ref RandomStream random)
    {
        double d = a + (2 / 3.0);
        double c = 1 / Math.Sqrt(9 * d);
        while (true)
        {
            double x = random.NextNormal();
            double v = Math.Pow(1 + (c * x), 3);
            if (v > 0 && Math.Log(Positive(ref random)) < (0.5 * x * x) + d - (d * v) + (d * Math.Log(v)))
            {
                return Math.Log(d * v) + (Math.Log(Positive(ref random)) / a);
            }
        }
    }

    /// <summary>Uniform in (0, 1].</summary>
    private static double Positive(ref RandomStream random) => 1 - random.NextDouble();
}
