using System;
using System.Collections.Generic;
using System.Linq;

namespace CnnGen.Emitted.Tests.Onnx;

/// <summary>How a convolution or a pool slides over its input, axis by axis.</summary>
internal sealed record Window(int[] Kernel, int[] Stride, int[] Dilation, int[] Before, int[] Behind)
{
    // Of one axis, of two and of three: the last ones.
    private static readonly string[] AxisNames = ["Depth", "Height", "Width"];
    private static readonly string[] FrontNames = ["PadFront", "PadTop", "PadLeft"];
    private static readonly string[] BackNames = ["PadBack", "PadBottom", "PadRight"];

    /// <summary>Whether there is no padding.</summary>
    public bool IsBare => Before.Concat(Behind).All(pad => pad == 0);

    /// <summary>Whether the padding is so wide on a side that a layer with a window refuses it: more than half a window.</summary>
    public bool IsPaddedWide => Enumerable.Range(0, Kernel.Length).Any(axis => Math.Max(Before[axis], Behind[axis]) > Kernel[axis] / 2);

    /// <summary>The same without padding.</summary>
    public Window Bare => this with { Before = new int[Kernel.Length], Behind = new int[Kernel.Length] };

    /// <summary>The kernel, the stride and the padding as arguments.</summary>
    public string Arguments => $"{Kernel[0]}, {PerAxis("Kernel", Kernel)}, {PerAxis("Stride", Stride)}, {Pads}";

    public string Dilations => PerAxis("Dilation", Dilation);

    /// <summary>The padding of each side as arguments.</summary>
    public string Pads => PadsOf(Before, Behind);

    /// <summary>The attributes of a node, as ONNX has them where they are missing.</summary>
    /// <param name="node">The node.</param>
    /// <param name="input">Sizes of the input's axes, batch and channels left out.</param>
    /// <param name="kernel">The kernel where the node does not say it.</param>
    public static Window Of(OnnxNode node, int[] input, int[]? kernel = null)
    {
        int[] ones = Enumerable.Repeat(1, input.Length).ToArray();
        int[] pads = node.Integers("pads") ?? new int[2 * input.Length];
        Window window = new(
            Kernel: node.Integers("kernel_shape") ?? kernel!,
            Stride: node.Integers("strides") ?? ones,
            Dilation: node.Integers("dilations") ?? ones,
            Before: pads[..input.Length],
            Behind: pads[input.Length..]);
        return node.Text("auto_pad", "NOTSET") switch
        {
            "SAME_UPPER" => window.Same(input, oddInFront: false),
            "SAME_LOWER" => window.Same(input, oddInFront: true),
            _ => window,
        };
    }

    /// <summary>The attributes of a transposed convolution: where they give the output's size, the padding is what is left over.</summary>
    /// <param name="node">The node.</param>
    /// <param name="input">Sizes of the input's axes, batch and channels left out.</param>
    /// <param name="kernel">The kernel where the node does not say it.</param>
    /// <param name="added">What the output has more behind.</param>
    /// <param name="output">Sizes of the output's axes.</param>
    public static Window OfTransposed(OnnxNode node, int[] input, int[] kernel, int[] added, int[] output)
    {
        Window window = Of(node, input, kernel);
        string padding = node.Text("auto_pad", "NOTSET");
        if (padding == "NOTSET" && node.Integers("output_shape") is null)
        {
            return window;
        }

        int[] total = output.Select((size, axis) => (window.Stride[axis] * (input[axis] - 1)) + window.Extent(axis) + added[axis] - size).ToArray();
        return window.Padded(total, oddInFront: padding != "SAME_UPPER");
    }

    /// <summary>Whether windows that start inside cover an axis to its end, so that rounding the number of them up or down is the same.</summary>
    public bool Divides(int[] input) =>
        Enumerable.Range(0, input.Length).All(axis => (input[axis] + Before[axis] + Behind[axis] - Extent(axis)) % Stride[axis] == 0);

    /// <summary>From the first tap to the last.</summary>
    public int Extent(int axis) => (Dilation[axis] * (Kernel[axis] - 1)) + 1;

    /// <summary>A size of every axis as arguments.</summary>
    /// <param name="prefix">What their names begin with.</param>
    /// <param name="sizes">The sizes.</param>
    public static string PerAxis(string prefix, int[] sizes) => string.Join(", ", Last(AxisNames.Select(name => prefix + name).ToArray(), sizes));

    /// <summary>Padding of both sides of every axis as arguments.</summary>
    public static string PadsOf(int[] before, int[] behind) => string.Join(", ", Last(FrontNames, before).Concat(Last(BackNames, behind)));

    private static IEnumerable<string> Last(string[] names, int[] sizes) => names[^sizes.Length..].Zip(sizes, (name, size) => $"{name} = {size}");

    // As much as gives input / stride outputs, rounded up.
    private Window Same(int[] input, bool oddInFront)
    {
        int[] outputs = input.Select((size, axis) => (size + Stride[axis] - 1) / Stride[axis]).ToArray();
        int[] total = input.Select((size, axis) => Math.Max(0, ((outputs[axis] - 1) * Stride[axis]) + Extent(axis) - size)).ToArray();
        return Padded(total, oddInFront);
    }

    // Half of the padding on each side.
    private Window Padded(int[] total, bool oddInFront)
    {
        int[] less = Array.ConvertAll(total, pad => pad / 2);
        int[] more = Array.ConvertAll(total, pad => pad - (pad / 2));
        return this with { Before = oddInFront ? more : less, Behind = oddInFront ? less : more };
    }
}
