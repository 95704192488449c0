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
}

/// <summary>A pooling window on one axis.</summary>
/// <param name="Kernel">Elements.</param>
/// <param name="Stride">Elements from a window to the next.</param>
/// <param name="Before">Padding before the first element.</param>
/// <param name="After">Padding behind the last element.</param>
internal readonly record struct PoolAxis(int Kernel, int Stride, int Before, int After)
{
    /// <summary>Whether some of the windows reach outside of the input.</summary>
    public bool IsClipped(int inputs, int outputs) => Before > 0 || ((outputs - 1) * Stride) + Kernel > inputs;

    /// <summary>Whether every element lies in exactly one window.</summary>
    public bool Tiles(int inputs, int outputs) => !IsClipped(inputs, outputs) && Kernel == Stride && outputs * Stride == inputs;
}

/// <summary>A pooling window.</summary>
internal sealed record PoolGeometry(PoolKind Kind, PerAxis<PoolAxis> Axes)
{
    public PerAxis<int> Kernel => Axes.Select(static axis => axis.Kernel);

    public PerAxis<int> Stride => Axes.Select(static axis => axis.Stride);

    public int Taps => Kernel.Product();

    /// <summary>Whether some window reaches outside of the input.</summary>
    public bool IsClipped(PerAxis<int> x, PerAxis<int> y) => !Axes.Zip(x, static (axis, inputs) => (axis, inputs))
        .All(y, static (pair, outputs) => !pair.axis.IsClipped(pair.inputs, outputs));

    /// <summary>Whether every input element lies in exactly one window.</summary>
    public bool Tiles(PerAxis<int> x, PerAxis<int> y) => Axes.Zip(x, static (axis, inputs) => (axis, inputs))
        .All(y, static (pair, outputs) => pair.axis.Tiles(pair.inputs, outputs));

    /// <summary>Floats between the inputs of neighbouring windows, on each axis.</summary>
    public PerAxis<long> InputStep(TensorForm x) => Axes.Zip(x.Step, static (axis, step) => (long)axis.Stride * step);
}
