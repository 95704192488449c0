using System;
using System.IO;
using System.Linq;
using Digits;
using Digits.Synthetic;
using Spectre.Console;
using Xunit;

namespace CnnGen.Samples.Tests;

/// <summary>What the sample shows fits a terminal of 80 columns, and what it holds out is held out.</summary>
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

    [Theory]
    [InlineData(1, 1)]
    [InlineData(500, 7)]
    [InlineData(999, 7)]
    public void Split_PartsTheSamples(int heldOut, ulong seed)
    {
        Dataset whole = new InMemoryDataset([.. Enumerable.Range(0, 1_000).Select(i => (float)i)], [.. Enumerable.Range(0, 1_000).Select(i => i / 100)]);
        (DatasetPart kept, DatasetPart held) = DatasetPart.Split(whole, heldOut, seed);
        Assert.Equal((1_000 - heldOut, heldOut), (kept.Count, held.Count));
        Assert.Equal(Enumerable.Range(0, 1_000), Values(kept).Concat(Values(held)).Order());
        Assert.All(new[] { kept, held }, part => Assert.All(Enumerable.Range(0, part.Count), i => Assert.Equal(Values(part)[i] / 100, part.Label(i))));
        Assert.Equal(Values(held), Values(DatasetPart.Split(whole, heldOut, seed).HeldOut));
        if (heldOut == 500)
        {
            // Files may be sorted by class: every class is in both parts.
            Assert.Equal(10, Values(held).Select(value => value / 100).Distinct().Count());
            Assert.Equal(10, Values(kept).Select(value => value / 100).Distinct().Count());
            Assert.NotEqual(Values(held), Values(DatasetPart.Split(whole, heldOut, seed + 1).HeldOut));
        }
    }

    [Fact]
    public void WholeSet_CannotBeHeldOut() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => DatasetPart.Split(SyntheticDigits.Make(3, 1), 3, 1));

    private static int[] Values(Dataset data)
    {
        float[] sample = new float[1];
        int[] values = new int[data.Count];
        for (int i = 0; i < values.Length; i++)
        {
            data.Read(i, sample);
            values[i] = (int)sample[0];
        }

        return values;
    }
}
