namespace CnnGen.Runtime;

/// <summary>The bits of a float: sign, exponent plus a bias, mantissa.</summary>
internal static class Binary32
{
    public const int ExponentBias = 127;

    public const int MantissaBits = 23;
}
