using System;
using System.Linq;
using System.Text.Json;
using CnnGen.Tests;
using Xunit;

namespace CnnGen.Training.Tests;

/// <summary>Every loss against PyTorch's values and gradients.</summary>
public sealed class GoldenLossTests
{
    private static readonly string[] Kinds =
    [
        "crossentropy", "crossentropy.smooth", "crossentropy.soft", "crossentropy.spatial", "crossentropy.weighted",
        "nll", "hinge.sum_over_classes", "multimargin", "mse", "l1", "huber", "bcewithlogits",
    ];

    public static TheoryData<string, string> Cases => GoldenCase.Cases(Kinds);

    [SharedTheory]
    [MemberData(nameof(Cases))]
    public void Golden_MatchesPyTorch(string kind, string name)
    {
        GoldenCase golden = new(kind, name);
        string reduction = golden.Config.GetProperty("reduction").GetString()!;
        Loss loss = LossOf(golden) with { Reduction = reduction == "mean" ? Reduction.Mean : Reduction.Sum };
        int[] shape = golden.Shape("x");
        OutputShape outputs = new(shape[1], shape[2..].Aggregate(1, static (product, size) => product * size));
        float[] x = golden.Floats("x");
        float[] gradient = new float[x.Length];
        if (reduction == "none")
        {
            golden.AssertClose("y", ElementByElement(loss, golden, outputs, x, gradient));
        }
        else
        {
            golden.AssertClose("y", [(float)loss.Compute(x, TargetsOf(golden), outputs, gradient)]);
        }

        golden.AssertClose("dx", gradient);
    }

    /// <summary>A batch in two parts, with the whole's divisor: what accumulated gradients rest on.</summary>
    [SharedTheory]
    [MemberData(nameof(Cases))]
    public void PartsOfABatch_AddUpToTheWhole(string kind, string name)
    {
        GoldenCase golden = new(kind, name);
        Loss loss = LossOf(golden);
        int[] shape = golden.Shape("x");
        int samples = shape[0];
        if (samples < 2)
        {
            return;
        }

        OutputShape outputs = new(shape[1], shape[2..].Aggregate(1, static (product, size) => product * size));
        float[] x = golden.Floats("x");
        float[] whole = new float[x.Length];
        double expected = loss.Compute(x, TargetsOf(golden), outputs, whole);

        float[] parts = new float[x.Length];
        int cut = samples / 2;
        double divisor = loss.Divisor(TargetsOf(golden, 0, cut), outputs) + loss.Divisor(TargetsOf(golden, cut, samples), outputs);
        double sum = loss.Sum(x.AsSpan(0, cut * outputs.Length), TargetsOf(golden, 0, cut), outputs, divisor, parts.AsSpan(0, cut * outputs.Length))
            + loss.Sum(x.AsSpan(cut * outputs.Length), TargetsOf(golden, cut, samples), outputs, divisor, parts.AsSpan(cut * outputs.Length));
        Assert.Equal(expected, sum / divisor, 1e-12 * Math.Max(1, Math.Abs(expected)));
        Assert.Equal(whole, parts);
    }

    [SharedTheory]
    [MemberData(nameof(Cases))]
    public void Gradient_MayTakeTheOutputsPlace(string kind, string name)
    {
        GoldenCase golden = new(kind, name);
        Loss loss = LossOf(golden);
        int[] shape = golden.Shape("x");
        OutputShape outputs = new(shape[1], shape[2..].Aggregate(1, static (product, size) => product * size));
        float[] x = golden.Floats("x");
        float[] apart = new float[x.Length];
        double expected = loss.Compute(x, TargetsOf(golden), outputs, apart);
        Assert.Equal(expected, loss.Compute(x, TargetsOf(golden), outputs, x));
        Assert.Equal(apart, x);
    }

    /// <summary>What PyTorch's "none" gives: a loss for each label or each element, and the gradient of their sum weighted by dy.</summary>
    private static float[] ElementByElement(Loss loss, GoldenCase golden, OutputShape outputs, float[] x, float[] gradient)
    {
        float[] dy = golden.Floats("dy");
        float[] losses = new float[dy.Length];
        int length = x.Length / dy.Length;
        OutputShape one = length == 1 ? new OutputShape(1) : outputs;
        for (int i = 0; i < losses.Length; i++)
        {
            Span<float> row = gradient.AsSpan(i * length, length);
            losses[i] = (float)loss.Compute(x.AsSpan(i * length, length), TargetsOf(golden, i, i + 1, length == 1 ? 1 : null), one, row);
            foreach (ref float element in row)
            {
                element *= dy[i];
            }
        }

        return losses;
    }

    private static Targets TargetsOf(GoldenCase golden) => TargetsOf(golden, 0, golden.Shape("x")[0]);

    private static Targets TargetsOf(GoldenCase golden, int first, int end, int? valuesEach = null)
    {
        int[] shape = golden.Shape("target");
        int each = valuesEach ?? shape[1..].Aggregate(1, static (product, size) => product * size);
        Range range = (first * each)..(end * each);
        return golden.Type("target") == "I64"
            ? new Targets(Array.ConvertAll(golden["target"][range], static value => (int)value))
            : new Targets(golden.Floats("target")[range]);
    }

    private static Loss LossOf(GoldenCase golden) => golden.Config.GetProperty("op").GetString() switch
    {
        "CrossEntropyLoss" => new SoftmaxCrossEntropyLoss { LabelSmoothing = golden.Number("label_smoothing"), ClassWeights = WeightsOf(golden) },
        "NLLLoss" => new NegativeLogLikelihoodLoss { ClassWeights = WeightsOf(golden) },
        "MultiMarginLoss" => new HingeLoss { Margin = golden.Number("margin"), Power = (int)golden.Number("p"), DividesByClasses = true },
        "MSELoss" => Loss.SquaredError,
        "L1Loss" => Loss.AbsoluteError,
        "HuberLoss" => new HuberLoss { Delta = golden.Number("delta") },
        "BCEWithLogitsLoss" => Loss.BinaryCrossEntropy,
        { } op when op.StartsWith("Weston-Watkins", StringComparison.Ordinal) => new HingeLoss { Margin = golden.Number("margin") },
        var op => throw new NotSupportedException(op),
    };

    private static double[]? WeightsOf(GoldenCase golden) =>
        golden.Config.TryGetProperty("class_weights", out JsonElement has) && has.GetBoolean() ? golden["class_weight"] : null;
}
