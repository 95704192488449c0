using System.Collections.Generic;

namespace CnnGen.Generator.Lowering;

/// <summary>A step of a program.</summary>
/// <param name="Node">The layer it belongs to, or <see cref="Graph.Node.NetworkInput"/> for the network's edges.</param>
internal abstract record Operation(int Node)
{
    public abstract IReadOnlyList<Tensor> Reads { get; }

    public abstract IReadOnlyList<Tensor> Writes { get; }

    /// <summary>Whether it runs once over all samples of a shard, after the steps that run sample by sample.</summary>
    public virtual bool IsPerShard => false;

    /// <summary>Whether only the gradient by the network's input needs it.</summary>
    public bool OnlyForInputGradient { get; init; }
}

/// <summary>What the caller passes.</summary>
internal enum External
{
    Input,
    Output,
    OutputGradient,
    InputGradient,
}

/// <summary>Copies a caller's sample into the arena.</summary>
internal sealed record Load(int Node, External From, Tensor Y) : Operation(Node)
{
    public override IReadOnlyList<Tensor> Reads => [];

    public override IReadOnlyList<Tensor> Writes => [Y];
}

/// <summary>Copies a tensor to the caller, in the order channels, rows, columns.</summary>
internal sealed record Store(int Node, Tensor X, External To) : Operation(Node)
{
    public override IReadOnlyList<Tensor> Reads => [X];

    public override IReadOnlyList<Tensor> Writes => [];
}

/// <summary>Copies elements into another layout or shape of as many elements, in the order channels, rows, columns.</summary>
internal sealed record Rearrange(int Node, Tensor X, Tensor Y) : Operation(Node)
{
    public override IReadOnlyList<Tensor> Reads => [X];

    public override IReadOnlyList<Tensor> Writes => [Y];
}

/// <summary>Copies a vector that holds a blocked volume in the order of its memory into that volume.</summary>
internal sealed record Spread(int Node, Tensor X, Tensor Y) : Operation(Node)
{
    public override IReadOnlyList<Tensor> Reads => [X];

    public override IReadOnlyList<Tensor> Writes => [Y];
}

/// <summary>Sets a whole tensor to zero.</summary>
internal sealed record Clear(int Node, Tensor Y) : Operation(Node)
{
    public override IReadOnlyList<Tensor> Reads => [];

    public override IReadOnlyList<Tensor> Writes => [Y];
}

/// <summary>Sets a tensor's border to zero.</summary>
internal sealed record ClearBorder(int Node, Tensor Y) : Operation(Node)
{
    public override IReadOnlyList<Tensor> Reads => [];

    public override IReadOnlyList<Tensor> Writes => [Y];
}

/// <summary>A function of one element.</summary>
internal enum ActivationKind
{
    None,
    ReLU,
    Tanh,
    Sigmoid,
}

/// <summary>A convolution, with what is fused behind it.</summary>
internal sealed record Convolve(int Node, ConvGeometry Geometry, Tensor X, Tensor Y, WeightOperand Weights, WeightOperand? Bias) : Operation(Node)
{
    /// <summary>Applied to the sums before they are stored.</summary>
    public ActivationKind Activation { get; init; }

    /// <summary>A pooling whose windows are computed whole in registers: set by <see cref="FusePooling"/>; Y is then the pooled tensor.</summary>
    public PoolGeometry? Pool { get; init; }

    public override IReadOnlyList<Tensor> Reads => [X];

    public override IReadOnlyList<Tensor> Writes => [Y];
}

/// <summary>The gradient by a convolution's weights, summed over a shard's samples.</summary>
internal sealed record WeightGradient(int Node, ConvGeometry Geometry, Tensor X, Tensor OutputGradient, WeightOperand Weights) : Operation(Node)
{
    public override IReadOnlyList<Tensor> Reads => [X, OutputGradient];

    public override IReadOnlyList<Tensor> Writes => [];

    public override bool IsPerShard => true;
}

/// <summary>The gradient by a bias: the output's gradient summed over pixels and samples.</summary>
internal sealed record BiasGradient(int Node, Tensor OutputGradient, WeightOperand Bias) : Operation(Node)
{
    public override IReadOnlyList<Tensor> Reads => [OutputGradient];

    public override IReadOnlyList<Tensor> Writes => [];

    public override bool IsPerShard => true;
}

/// <summary>What a pooling layer takes from its window.</summary>
internal enum PoolKind
{
    Max,

    /// <summary>The mean of the elements inside the input.</summary>
    Average,

    /// <summary>The sum divided by the window's size, zeros of the padding included.</summary>
    AverageWithPadding,
}

/// <summary>A pooling window.</summary>
internal sealed record PoolGeometry(PoolKind Kind, int KernelRows, int KernelColumns, int StrideRows, int StrideColumns, int PadRows, int PadColumns)
{
    /// <summary>Whether some window reaches outside of the input.</summary>
    public bool IsClipped(TensorForm x, TensorForm y) =>
        PadRows > 0 || PadColumns > 0
        || ((y.Height - 1) * StrideRows) + KernelRows > x.Height || ((y.Width - 1) * StrideColumns) + KernelColumns > x.Width;
}

/// <summary>A pooling layer.</summary>
internal sealed record Pool(int Node, PoolGeometry Geometry, Tensor X, Tensor Y) : Operation(Node)
{
    public override IReadOnlyList<Tensor> Reads => [X];

    public override IReadOnlyList<Tensor> Writes => [Y];
}

/// <summary>A pooling layer's gradient by its input.</summary>
internal sealed record PoolGradient(int Node, PoolGeometry Geometry, Tensor X, Tensor Y, Tensor OutputGradient, Tensor InputGradient) : Operation(Node)
{
    public override IReadOnlyList<Tensor> Reads => Geometry.Kind == PoolKind.Max ? [X, Y, OutputGradient] : [OutputGradient];

    public override IReadOnlyList<Tensor> Writes => [InputGradient];
}

/// <summary>A function of each element.</summary>
internal sealed record Activate(int Node, ActivationKind Kind, Tensor X, Tensor Y) : Operation(Node)
{
    public override IReadOnlyList<Tensor> Reads => [X];

    public override IReadOnlyList<Tensor> Writes => [Y];
}

/// <summary>The gradient through a function of each element, from the function's value.</summary>
internal sealed record ActivateGradient(int Node, ActivationKind Kind, Tensor Y, Tensor OutputGradient, Tensor InputGradient) : Operation(Node)
{
    public override IReadOnlyList<Tensor> Reads => [Y, OutputGradient];

    public override IReadOnlyList<Tensor> Writes => [InputGradient];
}

/// <summary>The sum of two tensors, element by element; the result may take the place of either.</summary>
internal sealed record Sum(int Node, Tensor X1, Tensor X2, Tensor Y) : Operation(Node)
{
    /// <summary>Applied to the sums before they are stored: None or ReLU.</summary>
    public ActivationKind Activation { get; init; }

    public override IReadOnlyList<Tensor> Reads => [X1, X2];

    public override IReadOnlyList<Tensor> Writes => [Y];
}

/// <summary>Copies channels of a tensor into channels of another with as many rows and columns.</summary>
internal sealed record CopyChannels(int Node, Tensor X, int FirstFrom, Tensor Y, int FirstTo, int Channels) : Operation(Node)
{
    public override IReadOnlyList<Tensor> Reads => [X];

    public override IReadOnlyList<Tensor> Writes => [Y];
}

/// <summary>Softmax over channels.</summary>
internal sealed record Softmax(int Node, Tensor X, Tensor Y) : Operation(Node)
{
    public override IReadOnlyList<Tensor> Reads => [X];

    public override IReadOnlyList<Tensor> Writes => [Y];
}

/// <summary>The gradient through softmax: dx = y (dy - sum of y dy).</summary>
internal sealed record SoftmaxGradient(int Node, Tensor Y, Tensor OutputGradient, Tensor InputGradient) : Operation(Node)
{
    public override IReadOnlyList<Tensor> Reads => [Y, OutputGradient];

    public override IReadOnlyList<Tensor> Writes => [InputGradient];
}

/// <summary>Multiplies by a dropout mask that follows from the step, the sample and the layer.</summary>
internal sealed record DropElements(int Node, double Rate, Tensor X, Tensor Y) : Operation(Node)
{
    public override IReadOnlyList<Tensor> Reads => [X];

    public override IReadOnlyList<Tensor> Writes => [Y];
}
