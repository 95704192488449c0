using System.Globalization;
using System.Linq;

namespace CnnGen.Generator.Tensors;

/// <summary>The functions of one element that there are. Each stands here once; the runtime has the loop over it under the same name.</summary>
internal static class ElementFunctions
{
    // From here on log(1 + e^z) is z, and 1 - e^-z is 1, for floats: Softplus then has an inverse, whatever its threshold.
    private const double SmoothThreshold = 17;

    // Klambauer et al. 2017, "Self-Normalizing Neural Networks", as PyTorch has them.
    private const float SeluAlpha = 1.6732632423543772848170429916717f;
    private const float SeluScale = 1.0507009873554804934193349852946f;

    public static readonly ElementFunction ReLU = New("ReLU") with
    {
        FollowsFromValue = true,
        IsMonotonic = true,
        IsRectifier = true,

        // One instruction; the operand that comes second wins against NaN, so that NaN passes.
        Expression = "MaxNative(V.Zero, $)",
    };

    public static readonly ElementFunction ReLU6 = HardTanh(0, 6) with { Name = "ReLU6", IsRectifier = true };

    public static readonly ElementFunction SELU = Exponential("SELU", SeluScale * SeluAlpha, 1, SeluScale);

    public static readonly ElementFunction GELU = New("GELU");

    public static readonly ElementFunction TanhGELU = New("TanhGELU");

    public static readonly ElementFunction SiLU = New("SiLU");

    public static readonly ElementFunction Mish = New("Mish");

    public static readonly ElementFunction HardSigmoid = New("HardSigmoid") with
    {
        FollowsFromValue = true,
        IsMonotonic = true,
        LiftsZero = true,
        Expression = HardSigmoidOf,
    };

    public static readonly ElementFunction HardSwish = New("HardSwish") with { Expression = $"$ * {HardSigmoidOf}" };

    public static readonly ElementFunction Sigmoid = New("Sigmoid") with { FollowsFromValue = true, IsMonotonic = true, LiftsZero = true };

    public static readonly ElementFunction Tanh = New("Tanh") with { FollowsFromValue = true, IsMonotonic = true };

    public static readonly ElementFunction Softsign = New("Softsign") with
    {
        FollowsFromValue = true,
        IsMonotonic = true,
        Expression = "$ / (Create(1f) + Abs($))",
    };

    // Trained slopes are no numbers of a loop over elements: what computes these has them at hand.
    private static readonly ElementFunction OneSlope = new("PReLU", "") { Slopes = SlopeCount.One, Expression = "ConditionalSelect(GreaterThan($, V.Zero), $, $ * %)" };

    private static readonly ElementFunction SlopeAChannel = OneSlope with { Name = "PReLU_channels", Slopes = SlopeCount.OneAChannel };

    private const string HardSigmoidOf = "(MinNative(Create(6f), MaxNative(V.Zero, $ + Create(3f))) * Create(1f / 6))";

    /// <summary>x above 0, else a trained slope times x.</summary>
    public static ElementFunction PReLU(bool isPerChannel) => isPerChannel ? SlopeAChannel : OneSlope;

    /// <summary>x above 0, else slope x: where the slope is not negative, the sign of the value is that of x.</summary>
    public static ElementFunction LeakyReLU(double slope) => New("LeakyReLU", slope) with
    {
        FollowsFromValue = slope >= 0,
        IsMonotonic = slope >= 0,
        IsRectifier = true,
        Expression = $"ConditionalSelect(GreaterThan($, V.Zero), $, $ * {Vector(slope)})",
    };

    /// <summary>From least to most; the derivative is 0 at both.</summary>
    public static ElementFunction HardTanh(double least, double most) => New("HardTanh", least, most) with
    {
        FollowsFromValue = true,
        IsMonotonic = true,
        LiftsZero = least > 0 || most < 0,
        Expression = Clamp(least, most),
    };

    /// <summary>From least to most; the derivative is 1 at both, where a value may come from beyond as well.</summary>
    public static ElementFunction Clip(double least, double most) => New("Clip", least, most) with
    {
        IsMonotonic = true,
        LiftsZero = least > 0 || most < 0,
        Expression = Clamp(least, most),
    };

    public static ElementFunction ELU(double alpha) => Exponential($"ELU{Told(alpha)}", alpha, 1, 1);

    public static ElementFunction CELU(double alpha) => Exponential($"CELU{Told(alpha)}", alpha, 1 / alpha, 1);

    public static ElementFunction Softplus(double beta, double threshold)
    {
        ElementFunction function = New("Softplus", beta, threshold) with { LiftsZero = true };
        return threshold < SmoothThreshold ? function
            : function with { Instance = InstanceOf("SmoothSoftplus", beta, threshold), FollowsFromValue = true, IsMonotonic = true };
    }

    private static ElementFunction Exponential(string name, double below, double rate, double above) =>
        new(name, InstanceOf("ELU", below, rate, above)) { FollowsFromValue = true, IsMonotonic = true };

    private static ElementFunction New(string name, params double[] numbers) => new(name + Told(numbers), InstanceOf(name, numbers));

    private static string InstanceOf(string function, params double[] numbers) => $"new {function}({string.Join(", ", numbers.Select(Float))})";

    private static string Clamp(double least, double most) => $"MinNative({Vector(most)}, MaxNative({Vector(least)}, $))";

    private static string Vector(double number) => $"Create({Float(number)})";

    private static string Float(double number) => ((float)number).ToString("G9", CultureInfo.InvariantCulture) + "f";

    // A name has neither a point nor a sign.
    private static string Told(params double[] numbers) => string.Join(
        "_", numbers.Select(static number => ((float)number).ToString("G9", CultureInfo.InvariantCulture).Replace(".", "p").Replace("-", "m").Replace("+", "")));
}
