using System;
using System.Linq;
using CnnGen.Onnx.Graphs;
using CnnGen.Onnx.Layers;

namespace CnnGen.Onnx.Operators;

/// <summary>Reads how a node's window moves.</summary>
internal static class Windows
{
    private const string Explicit = "NOTSET";
    private const string OddBehind = "SAME_UPPER";
    private const string OddInFront = "SAME_LOWER";

    /// <summary>The attributes of a node, as ONNX has them where they are missing.</summary>
    /// <param name="node">The node.</param>
    /// <param name="input">Sizes of the input's axes, batch and channels left out.</param>
    /// <param name="kernel">The kernel where the weights say it.</param>
    public static Window Read(OnnxNode node, int[] input, int[]? kernel = null)
    {
        Window window = ReadPadded(node, input, kernel);
        return node.Text("auto_pad", Explicit) switch
        {
            OddBehind => Same(window, input, oddInFront: false),
            OddInFront => Same(window, input, oddInFront: true),
            "VALID" => window.Bare,
            Explicit or "" => window,
            string other => throw new ImportException($"auto_pad '{other}' is none of ONNX's"),
        };
    }

    /// <summary>The attributes of a transposed convolution: where they give the output's size, the padding is what is left over.</summary>
    /// <param name="node">The node.</param>
    /// <param name="input">Sizes of the input's axes, batch and channels left out.</param>
    /// <param name="kernel">The kernel.</param>
    /// <param name="added">What the output has more behind.</param>
    public static Window ReadTransposed(OnnxNode node, int[] input, int[] kernel, int[] added)
    {
        Window window = ReadPadded(node, input, kernel);
        string padding = node.Text("auto_pad", Explicit);
        bool isSame = padding is OddBehind or OddInFront;
        int[]? output = node.Integers("output_shape") is { } given ? given[^input.Length..] : isSame ? [.. input.Zip(window.Stride, static (size, stride) => size * stride)] : null;
        if (output is null)
        {
            return padding == "VALID" ? window.Bare : window;
        }

        int[] total = [.. output.Select((size, axis) => (window.Stride[axis] * (input[axis] - 1)) + window.Extent(axis) + added[axis] - size)];
        return total.All(static pad => pad >= 0)
            ? Padded(window, total, oddInFront: padding != OddBehind)
            : throw new ImportException($"an output of {Shapes.Text(output)} is larger than its windows reach");
    }

    private static Window ReadPadded(OnnxNode node, int[] input, int[]? kernel)
    {
        int rank = input.Length;
        int[] ones = [.. Enumerable.Repeat(1, rank)];
        int[] pads = node.Integers("pads") ?? new int[2 * rank];
        Window window = new(
            Kernel: node.Integers("kernel_shape") ?? kernel ?? throw new ImportException("its kernel_shape is missing"),
            Stride: node.Integers("strides") ?? ones,
            Dilation: node.Integers("dilations") ?? ones,
            Before: pads[..Math.Min(rank, pads.Length)],
            Behind: pads[Math.Min(rank, pads.Length)..]);
        bool isOfRank = new[] { window.Kernel, window.Stride, window.Dilation, window.Before, window.Behind }.All(numbers => numbers.Length == rank);
        return !isOfRank ? throw new ImportException($"its window has another number of axes than its input, {rank} behind the channels")
            : pads.Any(static pad => pad < 0) ? throw new ImportException("it has negative padding; cut its input by a Slice instead")
            : window;
    }

    // As much as gives input / stride outputs, rounded up.
    private static Window Same(Window window, int[] input, bool oddInFront)
    {
        int[] outputs = [.. input.Select((size, axis) => (size + window.Stride[axis] - 1) / window.Stride[axis])];
        int[] total = [.. input.Select((size, axis) => Math.Max(0, ((outputs[axis] - 1) * window.Stride[axis]) + window.Extent(axis) - size))];
        return Padded(window, total, oddInFront);
    }

    // Half of the padding on each side.
    private static Window Padded(Window window, int[] total, bool oddInFront)
    {
        int[] less = Array.ConvertAll(total, static pad => pad / 2);
        int[] more = Array.ConvertAll(total, static pad => pad - (pad / 2));
        return window with { Before = oddInFront ? more : less, Behind = oddInFront ? less : more };
    }
}
