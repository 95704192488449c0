using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace CnnGen.Emitted.Tests;

/// <summary>A function of each element.</summary>
/// <param name="Function">The attribute's name.</param>
/// <param name="Numbers">Its arguments.</param>
internal sealed record ReferenceActivation(string Function, params double[] Numbers) : ReferenceSampleLayer
{
    private const double SeluAlpha = 1.6732632423543772;
    private const double SeluScale = 1.0507009873554805;

    /// <summary>Every function, some with several arguments.</summary>
    public static IReadOnlyList<ReferenceActivation> All { get; } =
    [
        new("ReLU"), new("ReLU6"), new("LeakyReLU", 0.01), new("LeakyReLU", 0.3), new("LeakyReLU", -0.2), new("LeakyReLU", 1.5), new("ELU", 1), new("ELU", 0.7),
        new("CELU", 1), new("CELU", 0.4), new("SELU"), new("GELU", 0), new("GELU", 1), new("SiLU"), new("Mish"), new("HardSigmoid"), new("HardSwish"),
        new("HardTanh", -1, 1), new("HardTanh", -0.25, 0.5), new("Clip", -0.5, 0.75), new("Clip", 0.125, 2), new("Sigmoid"), new("Tanh"), new("Softplus", 1, 20),
        new("Softplus", 0.5, 5), new("Softsign"),
    ];

    protected override string Kind => Function;

    protected override IEnumerable<string> Arguments => Function switch
    {
        "GELU" => Numbers[0] == 0 ? [] : ["Tanh = true"],
        "Softplus" => [$"Beta = {Text(Numbers[0])}", $"Threshold = {Text(Numbers[1])}"],
        _ => Numbers.Select(Text),
    };

    public override string DefaultName => Function == "ReLU6" ? "relu" : base.DefaultName;

    public override int[] Infer(IReadOnlyList<int[]> shapes) => shapes[0];

    protected override Volume Apply(IReadOnlyList<Volume> inputs, double[]? weight, double[]? bias) =>
        inputs[0] with { Values = Array.ConvertAll(inputs[0].Values, Of) };

    private double Of(double x) => Function switch
    {
        "ReLU" => Math.Max(0, x),
        "ReLU6" => Math.Min(Math.Max(0, x), 6),
        "LeakyReLU" => x > 0 ? x : Numbers[0] * x,
        "ELU" => x > 0 ? x : Numbers[0] * (Math.Exp(x) - 1),
        "CELU" => x > 0 ? x : Numbers[0] * (Math.Exp(x / Numbers[0]) - 1),
        "SELU" => SeluScale * (x > 0 ? x : SeluAlpha * (Math.Exp(x) - 1)),
        "GELU" when Numbers[0] == 0 => x * (1 + Erf(x / Math.Sqrt(2))) / 2,
        "GELU" => x * (1 + Math.Tanh(Math.Sqrt(2 / Math.PI) * (x + (0.044715 * x * x * x)))) / 2,
        "SiLU" => x / (1 + Math.Exp(-x)),
        "Mish" => x * Math.Tanh(Math.Log(1 + Math.Exp(x))),
        "HardSigmoid" => Math.Min(Math.Max(x + 3, 0), 6) / 6,
        "HardSwish" => x * Math.Min(Math.Max(x + 3, 0), 6) / 6,
        "HardTanh" or "Clip" => Math.Min(Math.Max(Numbers[0], x), Numbers[1]),
        "Sigmoid" => 1 / (1 + Math.Exp(-x)),
        "Tanh" => Math.Tanh(x),
        "Softplus" => x * Numbers[0] > Numbers[1] ? x : Math.Log(1 + Math.Exp(x * Numbers[0])) / Numbers[0],
        "Softsign" => x / (1 + Math.Abs(x)),
        _ => throw new ArgumentException($"the reference has no function '{Function}'"),
    };

    // 2 / sqrt(pi) e^(-x^2) (x + 2 x^3 / 3 + 4 x^5 / 15 + ...): no term cancels another.
    private static double Erf(double x)
    {
        const double FarOut = 6;
        if (Math.Abs(x) > FarOut)
        {
            return Math.Sign(x);
        }

        double sum = 0;
        double term = x;
        for (int n = 1; sum + term != sum; n++)
        {
            sum += term;
            term *= 2 * x * x / ((2 * n) + 1);
        }

        return 2 / Math.Sqrt(Math.PI) * Math.Exp(-x * x) * sum;
    }

    private static string Text(double number) => number.ToString(CultureInfo.InvariantCulture);
}

/// <summary>x above 0, a trained slope times x elsewhere.</summary>
internal sealed record ReferencePReLU(bool PerChannel) : ReferenceSampleLayer
{
    protected override string Kind => "PReLU";

    protected override IEnumerable<string> Arguments => PerChannel ? ["PerChannel = true"] : [];

    public override int[] Infer(IReadOnlyList<int[]> shapes) => shapes[0];

    protected override Volume Apply(IReadOnlyList<Volume> inputs, double[]? weight, double[]? bias) =>
        Volume.Make(inputs[0].Channels, inputs[0].Sizes, (channel, slice, row, column) =>
            inputs[0].At(channel, slice, row, column) is var x && x > 0 ? x : weight![PerChannel ? channel : 0] * x);
}
