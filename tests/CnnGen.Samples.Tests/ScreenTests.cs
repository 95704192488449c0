using System;
using System.IO;
using Digits;
using Digits.Synthetic;
using Samples;
using Spectre.Console;
using Xunit;

namespace CnnGen.Samples.Tests;

/// <summary>What the sample shows fits a terminal of 80 columns.</summary>
public sealed class ScreenTests
{
    [Fact]
    public void Tables_FitEightyColumns()
    {
        StringWriter text = new();
        IAnsiConsole console = Screen.Plain(text);
        console.Write(LayerTable.Of(LeNet5.Info));
        Dataset data = SyntheticDigits.Make(1_000, seed: 1);
        using LeNet5 network = LeNet5.Create(1);
        console.Write(ConfusionTable.Of(Evaluator.Evaluate(network, data, threads: 1)));
        string[] lines = text.ToString().Split('\n');
        Assert.Contains(lines, line => line.StartsWith("total", StringComparison.Ordinal) && line.EndsWith("416,520", StringComparison.Ordinal));

        // The longest line has counts of three digits; in MNIST's they have four.
        Assert.All(lines, line => Assert.InRange(line.Length, 0, 80 - 12));
        Assert.Equal(1 + 1 + LeNet5.Info.Layers.Count + 1 + 1 + 10 + 1, lines.Length);
    }
}
