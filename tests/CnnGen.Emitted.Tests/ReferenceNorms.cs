using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace CnnGen.Emitted.Tests;

/// <summary>Normalises groups of a sample's channels by their own mean and variance: GroupNorm, or with all channels or with one LayerNorm and InstanceNorm.</summary>
internal sealed record ReferenceSampleNorm(string Norm, int Groups, double Epsilon, bool Affine) : ReferenceLayer
{
    protected override string Kind => Norm;

    protected override IEnumerable<string> Arguments =>
    [
        .. Norm == "GroupNorm" ? [$"{Groups}"] : Array.Empty<string>(),
        string.Create(CultureInfo.InvariantCulture, $"Epsilon = {Epsilon}"),
        $"Affine = {(Affine ? "true" : "false")}",
    ];

    public override string DefaultName => Norm switch { "LayerNorm" => "ln", "GroupNorm" => "gn", _ => "in" };

    public override int[]? Infer(IReadOnlyList<int[]> shapes) =>
        Norm == "GroupNorm" && shapes[0][0] % Groups != 0 ? null
        : Norm == "InstanceNorm" && shapes[0].Skip(1).All(size => size == 1) ? null
        : shapes[0];

    public override Volume[] Apply(IReadOnlyList<IReadOnlyList<Volume>> samples, string name, ReferencePass pass) =>
        samples.Select(inputs => Apply(inputs[0], pass.Find(name, "weight"), pass.Find(name, "bias"), pass)).ToArray();

    private Volume Apply(Volume x, double[]? weight, double[]? bias, ReferencePass pass)
    {
        int elements = x.Values.Length / x.Channels;
        int together = Norm switch { "LayerNorm" => x.Values.Length, "InstanceNorm" => elements, _ => x.Values.Length / Groups };
        double[] values = x.Values.Chunk(together).SelectMany(group =>
        {
            double mean = group.Average();
            double factor = 1 / Math.Sqrt(group.Average(value => (value - mean) * (value - mean)) + Epsilon);
            pass.LargestFactor = Math.Max(pass.LargestFactor, factor * (weight?.Max(Math.Abs) ?? 1));
            return group.Select(value => (value - mean) * factor);
        }).ToArray();
        return x with
        {
            Values = values.Select((value, index) => (value * (weight?[ParameterOf(index)] ?? 1)) + (bias?[ParameterOf(index)] ?? 0)).ToArray(),
        };

        int ParameterOf(int index) => Norm == "LayerNorm" ? index : index / elements;
    }
}

internal sealed record ReferenceLocalResponse(int Size, double Alpha, double Beta, double K) : ReferenceSampleLayer
{
    protected override string Kind => "LocalResponseNorm";

    protected override IEnumerable<string> Arguments => [$"{Size}", Number("Alpha", Alpha), Number("Beta", Beta), Number("K", K)];

    public override string DefaultName => "lrn";

    public override int[] Infer(IReadOnlyList<int[]> shapes) => shapes[0];

    protected override Volume Apply(IReadOnlyList<Volume> inputs, double[]? weight, double[]? bias)
    {
        Volume x = inputs[0];
        return Volume.Make(x.Channels, x.Sizes, (channel, slice, row, column) =>
        {
            double squares = Enumerable.Range(0, x.Channels).Where(other => other >= channel - (Size / 2) && other <= channel + ((Size - 1) / 2)).Sum(other => Math.Pow(x.At(other, slice, row, column), 2));
            return x.At(channel, slice, row, column) / Math.Pow(K + (Alpha / Size * squares), Beta);
        });
    }

    private static string Number(string name, double value) => string.Create(CultureInfo.InvariantCulture, $"{name} = {value}");
}
