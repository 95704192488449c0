using System;

namespace CnnGen;

/// <summary>Marks a partial class as a network and gives the shape of one sample. Sizes are in elements.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class InputAttribute : Attribute
{
    /// <summary>A vector of features.</summary>
    /// <param name="features">The number of features.</param>
    public InputAttribute(int features) => Sizes = new[] { features };

    /// <summary>A sequence: (channels, length).</summary>
    /// <param name="channels">The number of channels.</param>
    /// <param name="length">The number of positions.</param>
    public InputAttribute(int channels, int length) => Sizes = new[] { channels, length };

    /// <summary>An image: (channels, height, width).</summary>
    /// <param name="channels">The number of channels.</param>
    /// <param name="height">The number of rows.</param>
    /// <param name="width">The number of columns.</param>
    public InputAttribute(int channels, int height, int width) => Sizes = new[] { channels, height, width };

    /// <summary>A volume: (channels, depth, height, width).</summary>
    /// <param name="channels">The number of channels.</param>
    /// <param name="depth">The number of slices.</param>
    /// <param name="height">The number of rows.</param>
    /// <param name="width">The number of columns.</param>
    public InputAttribute(int channels, int depth, int height, int width) => Sizes = new[] { channels, depth, height, width };

    /// <summary>The sizes in the order they were given, channels first.</summary>
    public int[] Sizes { get; }
}

/// <summary>Settings that hold for every layer of a network that does not say otherwise.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = false, Inherited = false)]
public sealed class NetworkAttribute : Attribute
{
    /// <summary>
    /// What happens where a stride does not divide; <see cref="CnnGen.Fit.Exact"/> unless set. <see cref="CnnGen.Fit.Ceil"/> is for the pooling
    /// layers: convolutions stay exact under it, unless they say otherwise.
    /// </summary>
    public Fit Fit { get; set; } = Fit.Exact;

    /// <summary>How convolutions are computed: each as takes the least time unless set; with <see cref="ConvAlgorithm.Direct"/> all as sums.</summary>
    public ConvAlgorithm Algorithm { get; set; } = ConvAlgorithm.Fastest;

    /// <summary>How precisely Forward reads the weights of <see cref="LinearAttribute"/> layers that do not say otherwise.</summary>
    public Precision Weights { get; set; } = Precision.Single;

    /// <summary>
    /// Whether the network can be trained; true unless set. With false no training code is generated, and to make a trainer or a training
    /// graph of it is a compile error.
    /// </summary>
    public bool Training { get; set; } = true;

    /// <summary>
    /// Whether the output of every layer can be read: <c>net.Outputs["conv3"]</c>; false unless set. With true a further program is generated
    /// that hands over each layer's output and the gradient by it; Forward and training are what they are without it.
    /// </summary>
    public bool Inspect { get; set; }
}

/// <summary>Limits of a network: to pass one is a compile error that says by how much and which layers weigh most.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = false, Inherited = false)]
public sealed class BudgetAttribute : Attribute
{
    /// <summary>The most parameters, trained and frozen.</summary>
    public long Parameters { get; set; }

    /// <summary>The most multiply-adds of convolutions and linear layers for one sample, biases not counted.</summary>
    public long MultiplyAdds { get; set; }

    /// <summary>The most bytes of all layers' outputs of one sample as float32, as the layer table adds them up.</summary>
    public long ActivationBytes { get; set; }
}

/// <summary>What happens when a window's stride does not divide the room it moves in.</summary>
public enum Fit
{
    /// <summary>A compile error that names the strides and paddings that fit.</summary>
    Exact,

    /// <summary>The last slices, rows and columns that fill no window are dropped, as PyTorch does.</summary>
    Floor,

    /// <summary>The last window may begin inside the input and end outside of it: PyTorch's <c>ceil_mode</c>. Pooling only.</summary>
    Ceil,
}
