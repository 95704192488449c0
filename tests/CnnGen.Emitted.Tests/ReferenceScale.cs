using System.Collections.Generic;

namespace CnnGen.Emitted.Tests;

/// <summary>A factor for each channel.</summary>
internal sealed record ReferenceScale : ReferenceSampleLayer
{
    protected override string Kind => "Scale";

    public override int[] Infer(IReadOnlyList<int[]> shapes) => shapes[0];

    protected override Volume Apply(IReadOnlyList<Volume> inputs, double[]? weight, double[]? bias) =>
        Volume.Make(inputs[0].Channels, inputs[0].Sizes, (channel, slice, row, column) => weight![channel] * inputs[0].At(channel, slice, row, column));
}
