using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace CnnGen.Emitted.Tests;

/// <summary>What the convolutions share; how many filters and groups they have may be the input's doing.</summary>
internal abstract record ReferenceConvolutions(ReferenceWindow Window, bool Bias, ReferencePadMode PadMode) : ReferenceSampleLayer
{
    public override string DefaultName => "conv";

    protected IEnumerable<string> SharedArguments => [.. Window.Arguments, .. Window.DilationArguments, $"Bias = {(Bias ? "true" : "false")}", .. PadMode == ReferencePadMode.Zeros ? [] : new[] { $"PadMode = PadMode.{PadMode}" }];

    public override int[]? Infer(IReadOnlyList<int[]> shapes)
    {
        (int filters, int groups) = Channels(shapes[0][0]);
        return shapes[0][0] % groups == 0 && filters % groups == 0 && Window.Infer(shapes[0][1..]) is { } sizes && Window.HasBorder(PadMode, shapes[0][1..]) ? [filters, .. sizes] : null;
    }

    /// <summary>The filters and the groups for so many channels.</summary>
    protected abstract (int Filters, int Groups) Channels(int channels);

    protected sealed override Volume Apply(IReadOnlyList<Volume> inputs, double[]? weight, double[]? bias)
    {
        Volume x = inputs[0];
        (int filters, int groups) = Channels(x.Channels);
        int[] sizes = Window.Sizes(x);
        int channels = x.Channels / groups;
        int perGroup = filters / groups;
        int taps = Window.Count;
        (int Slice, int Row, int Column)[][] places = Window.Places(x).Select(taps => taps.Select(tap => Shown(tap, x)).ToArray()).ToArray();
        double[] values = new double[filters * places.Length];
        double[] below = new double[places.Length * taps];
        for (int channel = 0; channel < x.Channels; channel++)
        {
            // What lies below every tap of every window, a tap behind the other; all filters of the channel's group see the same.
            for (int i = 0; i < below.Length; i++)
            {
                (int slice, int row, int column) = places[i % places.Length][i / places.Length];
                below[i] = x.At(channel, slice, row, column);
            }

            int group = channel / channels;
            for (int filter = group * perGroup; filter < (group + 1) * perGroup; filter++)
            {
                ReadOnlySpan<double> weights = weight.AsSpan(((filter * channels) + (channel % channels)) * taps, taps);
                Span<double> sums = values.AsSpan(filter * places.Length, places.Length);
                if (channel % channels == 0)
                {
                    sums.Fill(bias?[filter] ?? 0);
                }

                for (int tap = 0; tap < taps; tap++)
                {
                    double factor = weights[tap];
                    ReadOnlySpan<double> row = below.AsSpan(tap * places.Length, places.Length);
                    for (int place = 0; place < row.Length; place++)
                    {
                        sums[place] += factor * row[place];
                    }
                }
            }
        }

        return new Volume([filters, .. sizes], values);
    }

    private (int Slice, int Row, int Column) Shown((int Slice, int Row, int Column) place, Volume x) => (
        ReferenceBorder.Source(PadMode, place.Slice, x.Sizes[0]), ReferenceBorder.Source(PadMode, place.Row, x.Sizes[1]), ReferenceBorder.Source(PadMode, place.Column, x.Sizes[2]));
}

internal sealed record ReferenceConvolution(int Filters, ReferenceWindow Window, int Groups, bool Bias, ReferencePadMode PadMode) : ReferenceConvolutions(Window, Bias, PadMode)
{
    protected override string Kind => "Conv";

    protected override IEnumerable<string> Arguments => [$"{Filters}", .. SharedArguments, $"Groups = {Groups}"];

    protected override (int Filters, int Groups) Channels(int channels) => (Filters, Groups);
}

internal sealed record ReferenceDepthwiseConvolution(ReferenceWindow Window, int Multiplier, bool Bias, ReferencePadMode PadMode) : ReferenceConvolutions(Window, Bias, PadMode)
{
    protected override string Kind => "DepthwiseConv";

    protected override IEnumerable<string> Arguments => [.. SharedArguments, $"Multiplier = {Multiplier}"];

    protected override (int Filters, int Groups) Channels(int channels) => (channels * Multiplier, channels);
}

/// <summary>Normalises each channel over the batch and all positions while training, by the running estimates otherwise.</summary>
internal sealed record ReferenceBatchNorm(double Epsilon, double Momentum, bool Affine) : ReferenceLayer
{
    protected override string Kind => "BatchNorm";

    protected override IEnumerable<string> Arguments =>
    [
        string.Create(CultureInfo.InvariantCulture, $"Epsilon = {Epsilon}"),
        string.Create(CultureInfo.InvariantCulture, $"Momentum = {Momentum}"),
        $"Affine = {(Affine ? "true" : "false")}",
    ];

    public override string DefaultName => "bn";

    public override int[] Infer(IReadOnlyList<int[]> shapes) => shapes[0];

    public override Volume[] Apply(IReadOnlyList<IReadOnlyList<Volume>> samples, string name, ReferencePass pass)
    {
        Volume[] x = samples.Select(inputs => inputs[0]).ToArray();
        double[] means = pass.Find(name, "running_mean")!;
        double[] variances = pass.Find(name, "running_var")!;
        if (pass.IsTraining)
        {
            // The batch is normalised by its biased variance; the estimate takes the unbiased one.
            double[][] channels = Enumerable.Range(0, x[0].Channels).Select(channel => x.SelectMany(volume => Channel(volume, channel)).ToArray()).ToArray();
            double[] ofBatch = channels.Select(values => values.Average()).ToArray();
            double[] squares = channels.Select((values, channel) => values.Sum(value => (value - ofBatch[channel]) * (value - ofBatch[channel]))).ToArray();
            int count = channels[0].Length;
            pass.Estimates[name + ".running_mean"] = means.Zip(ofBatch, Moved).ToArray();
            pass.Estimates[name + ".running_var"] = variances.Zip(squares, (old, square) => Moved(old, square / (count - 1))).ToArray();
            pass.Estimates[name + ".num_batches_tracked"] = [pass.Find(name, "num_batches_tracked")![0] + 1];
            (means, variances) = (ofBatch, squares.Select(square => square / count).ToArray());
        }

        double[]? weight = pass.Find(name, "weight");
        double[]? bias = pass.Find(name, "bias");
        double[] factors = variances.Select((variance, channel) => (weight?[channel] ?? 1) / Math.Sqrt(variance + Epsilon)).ToArray();
        pass.LargestFactor = factors.Select(Math.Abs).Append(pass.LargestFactor).Max();
        return x.Select(volume => Volume.Make(volume.Channels, volume.Sizes, (channel, slice, row, column) =>
            ((volume.At(channel, slice, row, column) - means[channel]) * factors[channel]) + (bias?[channel] ?? 0))).ToArray();

        double Moved(double old, double value) => ((1 - Momentum) * old) + (Momentum * value);
    }

    private static IEnumerable<double> Channel(Volume volume, int channel)
    {
        int positions = volume.Values.Length / volume.Channels;
        return volume.Values.Skip(channel * positions).Take(positions);
    }
}

internal sealed record ReferenceSoftmax(bool IsLogarithm = false) : ReferenceSampleLayer
{
    protected override string Kind => IsLogarithm ? "LogSoftmax" : "Softmax";

    public override int[] Infer(IReadOnlyList<int[]> shapes) => shapes[0];

    protected override Volume Apply(IReadOnlyList<Volume> inputs, double[]? weight, double[]? bias)
    {
        Volume x = inputs[0];
        return Volume.Make(x.Channels, x.Sizes, (channel, slice, row, column) =>
        {
            double share = Math.Exp(x.At(channel, slice, row, column)) / Enumerable.Range(0, x.Channels).Sum(other => Math.Exp(x.At(other, slice, row, column)));
            return IsLogarithm ? Math.Log(share) : share;
        });
    }
}

internal sealed record ReferenceFlatten : ReferenceSampleLayer
{
    protected override string Kind => "Flatten";

    public override int[] Infer(IReadOnlyList<int[]> shapes) => [shapes[0].Aggregate(1, (product, size) => product * size)];

    protected override Volume Apply(IReadOnlyList<Volume> inputs, double[]? weight, double[]? bias) =>
        Volume.Of([inputs[0].Values.Length], inputs[0].Values);
}

internal sealed record ReferenceLinear(int Features, bool Bias) : ReferenceSampleLayer
{
    protected override string Kind => "Linear";

    protected override IEnumerable<string> Arguments => [$"{Features}", $"Bias = {(Bias ? "true" : "false")}"];

    public override string DefaultName => "fc";

    public override int[] Infer(IReadOnlyList<int[]> shapes) => [Features];

    protected override Volume Apply(IReadOnlyList<Volume> inputs, double[]? weight, double[]? bias)
    {
        double[] x = inputs[0].Values;
        return Volume.Make(Features, [1, 1, 1], (feature, _, _, _) =>
        {
            double sum = bias?[feature] ?? 0;
            for (int i = 0; i < x.Length; i++)
            {
                sum += x[i] * weight![(feature * x.Length) + i];
            }

            return sum;
        });
    }
}
