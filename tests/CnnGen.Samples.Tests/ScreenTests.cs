using System;
using System.IO;
using Digits;
using Digits.Synthetic;
using Samples;
using Spectre.Console;
using Transfer;
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

    [Fact]
    public void ConfusionTable_HasTheKindsThatThereAre()
    {
        StringWriter text = new();
        InMemoryDataset data = new(new float[2 * 128], [1, 1], 128);
        using SmallHead network = SmallHead.Create(1);
        Head.Close(network.Parameters, 2);
        Screen.Plain(text).Write(ConfusionTable.Of(Evaluator.Evaluate(network, data, threads: 1), ["[red]", "blue"]));
        string[] lines = text.ToString().Split('\n');
        Assert.Matches(@"^is +0 1 +found$", lines[0]);
        Assert.Matches(@"^0 \[red\] +\. \. +-$", lines[1]);
        Assert.Matches(@"^1 blue +(2 \. +0\.0|\. 2 +100\.0) %$", lines[2]);
    }
}
