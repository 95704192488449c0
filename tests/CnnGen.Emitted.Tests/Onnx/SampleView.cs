using System;
using System.Linq;

namespace CnnGen.Emitted.Tests.Onnx;

/// <summary>A tensor as samples: its elements, in their order, cut into samples of one shape.</summary>
/// <param name="Samples">How many.</param>
/// <param name="Shape">A sample's: channels, then at most three axes of positions.</param>
internal sealed record SampleView(int Samples, int[] Shape)
{
    private const int MostPositionAxes = 3;

    public int Channels => Shape[0];

    /// <summary>Elements of a sample.</summary>
    public int Length => Product(Shape);

    /// <summary>The input of a network that takes such a sample.</summary>
    public string Input => $"[Input({string.Join(", ", Shape)})]";

    /// <summary>The same elements with at least one axis of positions, for layers that slide a window.</summary>
    public SampleView WithPositions => Shape.Length > 1 ? this : this with { Shape = [.. Shape, 1] };

    /// <summary>The first axis is the batch's, as networks have it; a tensor of fewer than two axes is one sample.</summary>
    public static SampleView Batch(int[] shape) => shape.Length switch
    {
        0 => new(1, [1]),
        1 => new(1, shape),
        _ => Along(shape, 1),
    };

    /// <summary>One axis holds the channels: those before it samples, those behind it positions.</summary>
    public static SampleView Along(int[] shape, int axis)
    {
        int[] positions = shape[(axis + 1)..];
        return new(Product(shape[..axis]), [shape[axis], .. positions.Length <= MostPositionAxes ? positions : [Product(positions)]]);
    }

    /// <summary>The axes from one on are a sample.</summary>
    public static SampleView From(int[] shape, int axis) => new(Product(shape[..axis]), axis == shape.Length ? [1] : Along(shape[axis..], 0).Shape);

    /// <summary>Some axes side by side are one in the middle: those before it samples, those behind it one axis.</summary>
    /// <returns>The sizes of the three.</returns>
    public static (int Before, int Within, int Behind) Around(int[] shape, int first, int last) =>
        (Product(shape[..first]), Product(shape[first..(last + 1)]), Product(shape[(last + 1)..]));

    /// <summary>Samples of so many channels, with positions where there are more than one.</summary>
    public static SampleView InChannels(int samples, int channels, int positions) => new(samples, positions == 1 ? [channels] : [channels, positions]);

    public static int Product(ReadOnlySpan<int> sizes) => sizes.ToArray().Aggregate(1, (product, size) => product * size);
}
