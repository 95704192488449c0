using System.Collections.Generic;
using System.Linq;

namespace CnnGen.Emitted.Tests;

/// <summary>The j-th channel of group i becomes the i-th of the j-th run of as many channels as there are groups.</summary>
internal sealed record ReferenceChannelShuffle(int Groups) : ReferenceSampleLayer
{
    protected override string Kind => "ChannelShuffle";

    protected override IEnumerable<string> Arguments => [$"{Groups}"];

    public override int[]? Infer(IReadOnlyList<int[]> shapes) => shapes[0][0] % Groups == 0 ? shapes[0] : null;

    protected override Volume Apply(IReadOnlyList<Volume> inputs, double[]? weight, double[]? bias)
    {
        Volume x = inputs[0];
        int elements = x.Values.Length / x.Channels;
        double[][] channels = x.Values.Chunk(elements).ToArray();
        double[][][] groups = channels.Chunk(x.Channels / Groups).ToArray();
        return x with { Values = Enumerable.Range(0, x.Channels / Groups).SelectMany(place => groups.SelectMany(group => group[place])).ToArray() };
    }
}

/// <summary>Channels become rows and columns.</summary>
internal sealed record ReferencePixelShuffle(int Scale) : ReferenceSampleLayer
{
    protected override string Kind => "PixelShuffle";

    protected override IEnumerable<string> Arguments => [$"{Scale}"];

    public override int[]? Infer(IReadOnlyList<int[]> shapes) => shapes[0] is [var channels, var height, var width] && channels % (Scale * Scale) == 0
        ? [channels / (Scale * Scale), height * Scale, width * Scale]
        : null;

    protected override Volume Apply(IReadOnlyList<Volume> inputs, double[]? weight, double[]? bias)
    {
        Volume x = inputs[0];
        return Volume.Make(x.Channels / (Scale * Scale), [1, x.Sizes[1] * Scale, x.Sizes[2] * Scale], (channel, _, row, column) =>
            x.At((((channel * Scale) + (row % Scale)) * Scale) + (column % Scale), 0, row / Scale, column / Scale));
    }
}

/// <summary>Some of the channels.</summary>
internal sealed record ReferenceSlice(int First, int Count) : ReferenceSampleLayer
{
    protected override string Kind => "Slice";

    protected override IEnumerable<string> Arguments => [$"{First}", $"{Count}"];

    public override int[]? Infer(IReadOnlyList<int[]> shapes) => First + Count <= shapes[0][0] ? [Count, .. shapes[0][1..]] : null;

    protected override Volume Apply(IReadOnlyList<Volume> inputs, double[]? weight, double[]? bias)
    {
        Volume x = inputs[0];
        int elements = x.Values.Length / x.Channels;
        return new Volume([Count, .. x.Sizes], x.Values[(First * elements)..((First + Count) * elements)]);
    }
}

/// <summary>The same elements in another shape.</summary>
internal sealed record ReferenceReshape(int[] Sizes) : ReferenceSampleLayer
{
    protected override string Kind => "Reshape";

    protected override IEnumerable<string> Arguments => Sizes.Select(size => $"{size}");

    /// <summary>Axes, channels among them.</summary>
    public int Rank => Sizes.Length;

    public override int[]? Infer(IReadOnlyList<int[]> shapes)
    {
        int elements = Product(shapes[0]);
        int given = Product(Sizes.Where(size => size > 0));
        return (Sizes.Contains(-1) ? elements % given == 0 : elements == given) ? [.. Sizes.Select(size => size > 0 ? size : elements / given)] : null;
    }

    protected override Volume Apply(IReadOnlyList<Volume> inputs, double[]? weight, double[]? bias) => Volume.Of(Infer([inputs[0].Shape])!, inputs[0].Values);

    private static int Product(IEnumerable<int> sizes) => sizes.Aggregate(1, (product, size) => product * size);
}
