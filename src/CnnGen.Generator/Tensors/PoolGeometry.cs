using CnnGen.Generator.Shapes;

namespace CnnGen.Generator.Tensors;

/// <summary>What a pooling layer takes from its window.</summary>
internal enum PoolKind
{
    Max,

    /// <summary>The mean of the elements inside the input.</summary>
    Average,

    /// <summary>The sum divided by the window's size, zeros of the padding included.</summary>
    AverageWithPadding,

    /// <summary>The root of the sum of the elements' powers: <see cref="PoolGeometry.Norm"/>.</summary>
    Norm,
}

/// <summary>A pooling window on one axis.</summary>
/// <param name="Kernel">Taps; of windows that are not all alike, those of the widest.</param>
/// <param name="Stride">Elements from a window to the next.</param>
/// <param name="Before">Padding before the first element.</param>
/// <param name="After">Padding behind the last element.</param>
/// <param name="Dilation">Elements from a tap to the next.</param>
internal readonly record struct PoolAxis(int Kernel, int Stride, int Before, int After, int Dilation)
{
    /// <summary>The window that leaves an axis as it is.</summary>
    public static readonly PoolAxis Unit = new(1, 1, 0, 0, 1);

    /// <summary>Where it is not 0: so many windows over all elements, which do not divide them. Window i begins at i * elements / windows, rounded down, and ends before (i + 1) * elements / windows, rounded up.</summary>
    public int Parts { get; init; }

    private int Extent => ((Kernel - 1) * Dilation) + 1;

    /// <summary>As many windows as there are outputs, over all elements.</summary>
    public static PoolAxis Over(int inputs, int outputs) => inputs % outputs == 0
        ? new PoolAxis(inputs / outputs, inputs / outputs, 0, 0, 1)
        : new PoolAxis(Partition.Widest(inputs, outputs), (inputs / outputs) + 1, 0, 0, 1) { Parts = outputs };

    /// <summary>Whether windows differ in what they see: some reach outside of the input, or are wider than others.</summary>
    public bool IsClipped(int inputs, int outputs) => Parts > 0 || Before > 0 || ((outputs - 1) * Stride) + Extent > inputs;

    /// <summary>Whether every element lies in exactly one window.</summary>
    public bool Tiles(int inputs, int outputs) => !IsClipped(inputs, outputs) && Kernel == Stride && Dilation == 1 && outputs * Stride == inputs;
}

/// <summary>A pooling window.</summary>
internal sealed record PoolGeometry(PoolKind Kind, PerAxis<PoolAxis> Axes)
{
    /// <summary>The elements' power under <see cref="PoolKind.Norm"/>; else 0.</summary>
    public int Norm { get; init; }

    public PerAxis<int> Kernel => Axes.Select(static axis => axis.Kernel);

    public PerAxis<int> Stride => Axes.Select(static axis => axis.Stride);

    public PerAxis<int> Dilation => Axes.Select(static axis => axis.Dilation);

    public int Taps => Kernel.Product();

    /// <summary>Whether taps lie side by side.</summary>
    public bool IsDense => Axes.All(static axis => axis.Dilation == 1);

    /// <summary>Whether windows neither overlap nor leave gaps, and the result is their maximum or their mean: what a convolution computes on its sums.</summary>
    public bool IsFusible => Kind != PoolKind.Norm && IsDense && Kernel == Stride;

    /// <summary>Whether windows differ in what they see.</summary>
    public bool IsClipped(PerAxis<int> x, PerAxis<int> y) => !Axes.Zip(x, static (axis, inputs) => (axis, inputs))
        .All(y, static (pair, outputs) => !pair.axis.IsClipped(pair.inputs, outputs));

    /// <summary>Whether every input element lies in exactly one window.</summary>
    public bool Tiles(PerAxis<int> x, PerAxis<int> y) => Axes.Zip(x, static (axis, inputs) => (axis, inputs))
        .All(y, static (pair, outputs) => pair.axis.Tiles(pair.inputs, outputs));

    /// <summary>Floats between the inputs of neighbouring windows, on each axis.</summary>
    public PerAxis<long> InputStep(TensorForm x) => Axes.Zip(x.Step, static (axis, step) => (long)axis.Stride * step);

    /// <summary>Floats between the inputs of neighbouring taps, on each axis.</summary>
    public PerAxis<long> TapStep(TensorForm x) => Axes.Zip(x.Step, static (axis, step) => (long)axis.Dilation * step);
}
