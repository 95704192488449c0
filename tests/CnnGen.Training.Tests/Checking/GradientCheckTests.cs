using System;
using System.Collections.Generic;
using System.Linq;
using Xunit;

namespace CnnGen.Training.Tests;

/// <summary>The numeric check finds right gradients right and every planted fault wrong.</summary>
public sealed class GradientCheckTests
{
    private static readonly int[] Labels = [0, 2, 1, 2];

    private static readonly float[] Inputs = [.. Enumerable.Range(0, 20).Select(i => MathF.Sin(i * 1.7f))];

    public static TheoryData<string> Faults => new(Planted.Keys);

    // Each in the gradient by the weights, or by the bias.
    private static readonly Dictionary<string, (string Parameter, Action<float[], float[]> Fault)> Planted = new(StringComparer.Ordinal)
    {
        ["one element a twentieth too large"] = ("fc.weight", static (weights, _) => weights[7] *= 1.05f),
        ["the sign"] = ("fc.weight", static (weights, _) => Array.ForEach(Enumerable.Range(0, weights.Length).ToArray(), i => weights[i] *= -1)),
        ["nothing"] = ("fc.weight", static (weights, _) => Array.Clear(weights)),
        ["two elements exchanged"] = ("fc.weight", static (weights, _) => (weights[3], weights[11]) = (weights[11], weights[3])),
        ["a sum in place of a mean"] = ("fc.bias", static (_, bias) => Array.ForEach(Enumerable.Range(0, bias.Length).ToArray(), i => bias[i] *= 4)),
        ["not a number"] = ("fc.bias", static (_, bias) => bias[1] = float.NaN),
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public void PlantedFault_IsFoundWhereItIs(string fault)
    {
        using SoftmaxRegression network = SoftmaxRegression.Create(3);
        network.Fault = Planted[fault].Fault;
        GradientReport report = GradientCheck.Run(network, Inputs, Labels, new GradientCheckOptions { Elements = 100 });
        Assert.False(report.IsCorrect, report.ToString());
        Assert.Equal([Planted[fault].Parameter], report.Parameters.Where(parameter => parameter.Verdict == GradientVerdict.Wrong).Select(parameter => parameter.Name));
        Assert.Contains("WRONG", report.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void RightGradients_AreCorrect_AndTheTableSaysSo()
    {
        using SoftmaxRegression network = SoftmaxRegression.Create(3);
        float[] before = network.Packed.ToArray();
        GradientReport report = GradientCheck.Run(network, Inputs, Labels);
        Assert.True(report.IsCorrect, report.ToString());

        // The frozen scale has no gradient to check. Of 15 weights ten are drawn, and all are moved at once.
        Assert.Equal([("fc.weight", 11), ("fc.bias", 4), ("input", 11)], report.Parameters.Select(parameter => (parameter.Name, parameter.Checked)));
        Assert.All(report.Parameters, parameter => Assert.InRange(parameter.RelativeError, 0, 1e-2));
        Assert.All(report.Parameters, parameter => Assert.Equal((0, GradientVerdict.Correct), (parameter.Unclear, parameter.Verdict)));
        string[] lines = report.ToString().TrimEnd().Split('\n');
        Assert.Equal(4, lines.Length);
        Assert.StartsWith("parameter  checked  unclear", lines[0], StringComparison.Ordinal);
        Assert.EndsWith("correct", lines[1], StringComparison.Ordinal);
        Assert.Equal(before, network.Packed.ToArray());
    }

    [Fact]
    public void LossOfOnesOwn_IsChecked()
    {
        using SoftmaxRegression network = SoftmaxRegression.Create(3);
        static double HalfOfSquares(ReadOnlySpan<float> outputs, Span<float> gradient)
        {
            outputs.CopyTo(gradient);
            return outputs.ToArray().Sum(output => (double)output * output) / 2;
        }

        static double WithoutTheHalf(ReadOnlySpan<float> outputs, Span<float> gradient) => 2 * HalfOfSquares(outputs, gradient);

        GradientCheckOptions options = new() { ChecksInput = false };
        Assert.True(GradientCheck.Run(network, Inputs, HalfOfSquares, options).IsCorrect);
        GradientReport wrong = GradientCheck.Run(network, Inputs, WithoutTheHalf, options);
        Assert.All(wrong.Parameters, parameter => Assert.Equal(GradientVerdict.Wrong, parameter.Verdict));
        Assert.InRange(wrong.Parameters[0].RelativeError, 0.49, 0.51);
    }

    [Fact]
    public void WhatCannotBeChecked_IsRefused()
    {
        using SoftmaxRegression network = SoftmaxRegression.Create(3);
        Assert.Throws<ArgumentException>(() => GradientCheck.Run(network, Inputs.AsSpan(1), Labels));
        Assert.Throws<ArgumentException>(() => GradientCheck.Run(network, [], []));
        Assert.Throws<ArgumentException>(() => GradientCheck.Run(network, Inputs, Labels.AsSpan(1)));
        network.Parameters["fc.bias"].Value = [0, float.NaN, 0];
        Assert.Throws<NotFiniteNumberException>(() => GradientCheck.Run(network, Inputs, Labels));
    }
}
