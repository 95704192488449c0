using System;
using CnnGen.Generator.Shapes;

namespace CnnGen.Generator.Tensors;

/// <summary>A convolution's index arithmetic on one axis: output OutputOrigin + OutputStep * o sees input Stride * o + Dilation * t + Origin.</summary>
/// <param name="Taps">Taps t of a filter.</param>
/// <param name="Outputs">Outputs o.</param>
internal readonly record struct AxisGeometry(int Taps, int Outputs)
{
    /// <summary>One tap on one element.</summary>
    public static readonly AxisGeometry Single = new(1, 1);

    public int Stride { get; init; } = 1;

    public int Dilation { get; init; } = 1;

    /// <summary>Input position of tap 0 of output 0: minus the padding before.</summary>
    public int Origin { get; init; }

    public int OutputStep { get; init; } = 1;

    public int OutputOrigin { get; init; }

    /// <summary>Whether outputs lie side by side from the first on, as in a forward convolution.</summary>
    public bool IsDense => OutputStep == 1 && OutputOrigin == 0;

    /// <summary>What the taps see around an input of the given size.</summary>
    public Margin MarginOf(int size) => new(
        Math.Max(0, -Origin), Math.Max(0, Origin + ((Outputs - 1) * Stride) + ((Taps - 1) * Dilation) - (size - 1)));
}

/// <summary>The index arithmetic of a convolution, general enough for its own gradient.</summary>
/// <remarks>
/// y[f, OutputOrigin + OutputStep * o] = sum over channels c and taps t of w[f, c, t] * x[c, Stride * o + Dilation * t + Origin],
/// on every axis, within each group.
/// </remarks>
/// <param name="Groups">Groups of channels.</param>
/// <param name="Channels">Input channels a group.</param>
/// <param name="Filters">Output channels a group.</param>
/// <param name="Axes">The arithmetic on each axis.</param>
internal sealed record ConvGeometry(int Groups, int Channels, int Filters, PerAxis<AxisGeometry> Axes)
{
    public PerAxis<int> Kernel => Axes.Select(static axis => axis.Taps);

    public PerAxis<int> Outputs => Axes.Select(static axis => axis.Outputs);

    public int Taps => Kernel.Product();

    /// <summary>Multiply-adds of one sample.</summary>
    public long MultiplyAdds => (long)Groups * Filters * Channels * Taps * Outputs.Product();

    /// <summary>The same with channels in the place of filters.</summary>
    public ConvGeometry Exchanged => this with { Channels = Filters, Filters = Channels };

    /// <summary>Whether each channel has a filter of its own: then vectors hold channels, and no group needs a block.</summary>
    public bool IsDepthwise => Groups > 1 && Channels == 1 && Filters == 1;

    /// <summary>Whether outputs lie side by side, as in a forward convolution.</summary>
    public bool WritesDensely => Axes.All(static axis => axis.IsDense);

    /// <summary>Whether all outputs lie within planes of the given size.</summary>
    public bool WritesInside(PerAxis<int> size) => Axes.All(size, static (axis, elements) => ((axis.Outputs - 1) * axis.OutputStep) + axis.OutputOrigin < elements);

    /// <summary>What the taps see around an input of the given size.</summary>
    public Border BorderOf(PerAxis<int> size) => new(Axes.Zip(size, static (axis, elements) => axis.MarginOf(elements)));

    /// <summary>Offset of the first output's first tap in an input.</summary>
    public long InputOrigin(TensorForm x) => x.Origin + x.Offset(Axes.Select(static axis => (long)axis.Origin));

    /// <summary>Offset of the first output.</summary>
    public long OutputOrigin(TensorForm y) => y.Origin + y.Offset(Axes.Select(static axis => (long)axis.OutputOrigin));

    /// <summary>Floats between the inputs of neighbouring outputs, on each axis.</summary>
    public PerAxis<long> InputStep(TensorForm x) => Axes.Zip(x.Step, static (axis, step) => (long)axis.Stride * step);

    /// <summary>The same as far as loops over outputs move: by nothing where there is one, whose stride may be any number.</summary>
    public PerAxis<long> InputMove(TensorForm x) => Outputs.Zip(InputStep(x), Move);

    /// <summary>Floats between the inputs of neighbouring taps, on each axis.</summary>
    public PerAxis<long> TapStep(TensorForm x) => Axes.Zip(x.Step, static (axis, step) => (long)axis.Dilation * step);

    /// <summary>Floats between neighbouring outputs, on each axis.</summary>
    public PerAxis<long> OutputStep(TensorForm y) => Axes.Zip(y.Step, static (axis, step) => (long)axis.OutputStep * step);

    /// <summary>The same as far as loops over outputs move.</summary>
    public PerAxis<long> OutputMove(TensorForm y) => Outputs.Zip(OutputStep(y), Move);

    private static long Move(int outputs, long step) => outputs == 1 ? 0 : step;
}
