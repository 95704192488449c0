using System.Globalization;
using System.Linq;

namespace CnnGen.Emitted.Tests.Onnx;

/// <summary>Attribute text that several operators need: numbers, and functions that are no layer of their own but a few of them.</summary>
internal static class Formula
{
    // Lost in every square of a number that is not itself next to nothing.
    private const string Nothing = "1e-30";

    /// <summary>1 / x, which is x / (x * x): a local response to the channel itself.</summary>
    public const string Reciprocal = $"LocalResponseNorm(1, Alpha = 1, Beta = 1, K = {Nothing})";

    /// <summary>The square root of what is above zero, which is x / (x * x)^(1/4).</summary>
    public const string SquareRoot = $"LocalResponseNorm(1, Alpha = 1, Beta = 0.25, K = {Nothing})";

    /// <summary>-x as x - (x + x), which is exact.</summary>
    /// <param name="x">The output that is negated, as C# source.</param>
    /// <param name="name">The result's name; the layer's own where it is not given.</param>
    public static string Minus(string x, string? name = null) => $"Add({x}, From = {x}), Subtract({x}{(name is null ? "" : $", Name = \"{name}\"")})";

    /// <summary>exp(x) as sigmoid(x) / sigmoid(-x).</summary>
    /// <param name="x">The output whose exponential it is, as C# source.</param>
    public static string Exponential(string x) => $"Sigmoid(From = {x}, Name = \"rising\"), {Minus(x)}, Sigmoid, {Reciprocal}, Multiply(\"rising\")";

    /// <summary>factor * x + constant, as a convolution of one tap whose parameters are <see cref="ScaleParameters"/>.</summary>
    public static string Scale(string name) => $"DepthwiseConv(1, Name = \"{name}\")";

    public static (string Name, float[] Values)[] ScaleParameters(int channels, double factor, double constant) =>
        [("weight", Repeated(factor, channels)), ("bias", Repeated(constant, channels))];

    public static float[] Repeated(double number, int count) => Enumerable.Repeat((float)number, count).ToArray();

    /// <summary>A number as C# source.</summary>
    public static string Text(double number) => number.ToString("R", CultureInfo.InvariantCulture);

    public static string Text(bool value) => value ? "true" : "false";
}
