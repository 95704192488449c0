using System;
using System.Collections.Generic;
using System.Linq;
using Xunit;

namespace CnnGen.Runtime.Tests;

/// <summary>Every function of one element and its gradient against PyTorch's definitions in double precision: between, at and beyond its kinks, and where there are no numbers.</summary>
public sealed class ElementFunctionTests
{
    // Six vectors of 512 bits and seven elements more, so that each width has its turn.
    private const int Length = (6 * 16) + 7;

    // Rounding errors of a few operations; an argument of an exponential has an error of its own size.
    private const double Tolerance = 4e-7;

    private static readonly float[] Edges =
    [
        0, -0f, 1, -1, 3, -3, 6, -6, 0.5f, -0.5f, 2, -2, 1e-30f, -1e-30f, 1e-6f, -1e-6f, 20, -20, 90, -90, 1e4f, -1e4f, 1e30f, -1e30f,
        float.PositiveInfinity, float.NegativeInfinity, float.NaN,
    ];

    private static readonly Dictionary<string, Function> Functions = new()
    {
        ["ReLU"] = Function.Of(default(ReLU), fromValue: true, x => x > 0 || double.IsNaN(x) ? x : 0, x => x <= 0 ? 0 : 1),
        ["LeakyReLU"] = Function.Of(new LeakyReLU(0.125f), fromValue: true, x => x > 0 ? x : 0.125 * x, x => x > 0 ? 1 : 0.125),
        ["LeakyReLU, falling"] = Function.Of(new LeakyReLU(-2), fromValue: false, x => x > 0 ? x : -2 * x, x => x > 0 ? 1 : -2),
        ["HardTanh"] = Function.Of(new HardTanh(-1, 2), fromValue: true, x => Math.Min(Math.Max(x, -1), 2), x => x <= -1 || x >= 2 ? 0 : 1),
        ["Clip"] = Function.Of(new Clip(-1, 2), fromValue: false, x => Math.Min(Math.Max(x, -1), 2), x => x >= -1 && x <= 2 ? 1 : 0),
        ["HardSigmoid"] = Function.Of(default(HardSigmoid), fromValue: true, x => Math.Min(Math.Max(x + 3, 0), 6) / 6, x => x > -3 && x < 3 ? 1.0 / 6 : 0),
        ["HardSwish"] = Function.Of(
            default(HardSwish), fromValue: false, x => x * (Math.Min(Math.Max(x + 3, 0), 6) / 6), x => x < -3 ? 0 : x < 3 ? (x / 3) + 0.5 : 1),
        ["Softsign"] = Function.Of(default(Softsign), fromValue: true, x => x / (1 + Math.Abs(x)), x => Math.Pow(1 - Math.Abs(x / (1 + Math.Abs(x))), 2)),
        ["ELU"] = Function.Of(new ELU(0.5f, 1, 1), fromValue: true, x => x < 0 ? 0.5 * Expm1(x) : x, x => x <= 0 ? 0.5 * Math.Exp(x) : 1),
        ["CELU"] = Function.Of(new ELU(2, 0.5f, 1), fromValue: true, x => x < 0 ? 2 * Expm1(x / 2) : x, x => x <= 0 ? Math.Exp(x / 2) : 1),
        ["SELU"] = Function.Of(new ELU(1.75f, 1, 1.25f), fromValue: true, x => x < 0 ? 1.75 * Expm1(x) : 1.25 * x, x => x <= 0 ? 1.75 * Math.Exp(x) : 1.25),
        ["Sigmoid"] = Function.Of(default(Sigmoid), fromValue: true, Logistic, x => Logistic(x) * Logistic(-x)),
        ["Tanh"] = Function.Of(default(Tanh), fromValue: true, Math.Tanh, x => 1 - Math.Pow(Math.Tanh(x), 2)),
        ["SiLU"] = Function.Of(default(SiLU), fromValue: false, x => x * Logistic(x), x => Logistic(x) * (1 + (x * Logistic(-x)))),
        ["GELU"] = Function.Of(default(GELU), fromValue: false, x => x * Normal(x), x => Normal(x) + (x * Math.Exp(-x * x / 2) / Math.Sqrt(2 * Math.PI))),
        ["TanhGELU"] = Function.Of(default(TanhGELU), fromValue: false, x => x * Logistic(2 * Inner(x)), x => Logistic(2 * Inner(x)) + (x * Logistic(2 * Inner(x)) * Logistic(-2 * Inner(x)) * InnerSlope(x))),
        ["Mish"] = Function.Of(default(Mish), fromValue: false, x => x * Math.Tanh(SoftplusOf(x, 1)), x => Math.Tanh(SoftplusOf(x, 1)) + (x * Logistic(x) / Math.Pow(Math.Cosh(SoftplusOf(x, 1)), 2))),
        ["Softplus"] = Function.Of(new Softplus(0.5f, 1), fromValue: false, x => x * 0.5 > 1 ? x : SoftplusOf(x, 0.5), x => x * 0.5 > 1 ? 1 : Logistic(x * 0.5)),
        ["SmoothSoftplus"] = Function.Of(new SmoothSoftplus(2, 20), fromValue: true, x => x * 2 > 20 ? x : SoftplusOf(x, 2), x => Logistic(x * 2)),
    };

    public static TheoryData<string> Names { get; } = new(Functions.Keys);

    [Fact]
    public void EveryFunction_IsAmongThem() => Assert.Equal(
        typeof(IElementFunction).Assembly.GetTypes().Where(type => type.IsValueType && typeof(IElementFunction).IsAssignableFrom(type)).Order(Comparer<Type>.Create((a, b) => string.CompareOrdinal(a.Name, b.Name))),
        Functions.Values.Select(function => function.Type).Distinct().Order(Comparer<Type>.Create((a, b) => string.CompareOrdinal(a.Name, b.Name))));

    [Theory]
    [MemberData(nameof(Names))]
    public void Function_IsThatOfPyTorch_AtItsEdgesToo(string name)
    {
        foreach (float[] x in Operands())
        {
            float[] y = new float[x.Length];
            Functions[name].Apply(x, y);
            for (int i = 0; i < x.Length; i++)
            {
                AssertClose(Functions[name].Value(x[i]), y[i], x[i], "f");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Gradient_IsThatOfPyTorch_AtItsEdgesToo(string name)
    {
        Function function = Functions[name];
        foreach (float[] x in Operands())
        {
            float[] y = new float[x.Length];
            float[] dx = new float[x.Length];
            function.Apply(x, y);
            float[] dy = [.. Enumerable.Range(0, x.Length).Select(i => i % 2 == 0 ? 1f : -1.5f)];
            function.Differentiate(function.FromValue ? y : x, dy, dx);
            for (int i = 0; i < x.Length; i++)
            {
                AssertClose(function.Derivative(x[i]) * dy[i], dx[i], x[i], "dy f'");
            }
        }
    }

    /// <summary>Edges at each place of a vector and behind the last, and numbers as dense around zero as floats are.</summary>
    private static IEnumerable<float[]> Operands()
    {
        for (int shift = 0; shift < Edges.Length; shift++)
        {
            yield return [.. Enumerable.Range(0, Length).Select(i => Edges[(i + shift) % Edges.Length])];
        }

        const uint Stride = 104729;
        uint end = BitConverter.SingleToUInt32Bits(100);
        for (uint bits = 0; bits < end; bits += Length * Stride)
        {
            uint first = bits;
            yield return [.. Enumerable.Range(0, Length).Select(i => BitConverter.UInt32BitsToSingle(first + ((uint)i * Stride)) * (i % 2 == 0 ? 1 : -1))];
        }
    }

    private static void AssertClose(double expected, float actual, float x, string what)
    {
        if (double.IsNaN(expected) || double.IsInfinity(expected) || Math.Abs(expected) > float.MaxValue)
        {
            Assert.True(actual.Equals((float)expected), $"{what} at {x:R} is {actual:R}; expected {expected:R}");
            return;
        }

        Assert.True(Math.Abs(expected - actual) <= Tolerance * Math.Max(1, Math.Abs(expected)), $"{what} at {x:R} is {actual:R}; expected {expected:R}");
    }

    private static double Logistic(double x) => 1 / (1 + Math.Exp(-x));

    private static double Expm1(double x) => Math.Abs(x) < 1e-5 ? x + (x * x / 2) : Math.Exp(x) - 1;

    private static double SoftplusOf(double x, double beta) => (Math.Max(x * beta, 0) + Math.Log(1 + Math.Exp(-Math.Abs(x * beta)))) / beta;

    private static double Inner(double x) => Math.Sqrt(2 / Math.PI) * (x + (0.044715 * x * x * x));

    private static double InnerSlope(double x) => 2 * Math.Sqrt(2 / Math.PI) * (1 + (3 * 0.044715 * x * x));

    // e^(-x^2 / 2) (x + x^3 / 3 + x^5 / 15 + ...) / sqrt(2 pi) + 1/2: no term cancels another.
    private static double Normal(double x)
    {
        const double FarOut = 9;
        if (!(Math.Abs(x) <= FarOut))
        {
            return double.IsNaN(x) ? x : x < 0 ? 0 : 1;
        }

        double sum = 0;
        double term = x;
        for (int n = 1; sum + term != sum; n++)
        {
            sum += term;
            term *= x * x / ((2 * n) + 1);
        }

        return 0.5 + (sum * Math.Exp(-x * x / 2) / Math.Sqrt(2 * Math.PI));
    }

    private delegate void Loop(float[] x, float[] y);

    private delegate void Backward(float[] at, float[] dy, float[] dx);

    /// <summary>A function of the runtime's beside its definition.</summary>
    private sealed record Function(Type Type, Loop Apply, Backward Differentiate, bool FromValue, Func<double, double> Value, Func<double, double> Derivative)
    {
        public static Function Of<T>(T function, bool fromValue, Func<double, double> value, Func<double, double> derivative)
            where T : struct, IElementFunction => new(
                typeof(T),
                (x, y) => Activations.Apply(function, ref x[0], ref y[0], x.Length),
                (at, dy, dx) => Activations.Gradient(function, ref at[0], ref dy[0], ref dx[0], at.Length),
                fromValue,
                value,
                derivative);
    }
}
