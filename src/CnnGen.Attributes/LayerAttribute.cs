using System;

namespace CnnGen;

/// <summary>A layer of a network. Layers are read in source order, all on one declaration of the class.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public abstract class LayerAttribute : Attribute
{
    /// <summary>Names the layer's output, its parameters (<c>Name = "features.0"</c> gives <c>features.0.weight</c>) and its row in the layer table.</summary>
    /// <remarks>Without it the layer is named after its kind and its place among that kind: <c>conv1</c>, <c>conv2</c>, <c>fc1</c>.</remarks>
    public string? Name { get; set; }

    /// <summary>The name of an earlier layer's output, or <see cref="Tensor.Input"/>, that this layer takes in place of the running output.</summary>
    public string? From { get; set; }

    /// <summary>Whether the layer's parameters keep their values during training. The gradient still flows through the layer.</summary>
    public bool Frozen { get; set; }

    /// <summary>Whether training keeps nothing that the layer gives from its forward to its backward pass, which then computes it again: less memory, for more time.</summary>
    /// <remarks>
    /// Layers behind each other that are marked so, and all layers of a block, are computed again together, from what the first of them takes: that is
    /// kept, and what other layers take of them. Each repetition of a block is by itself. The gradients are the same.
    /// <c>Info.Memory.Training</c> tells what that saves and costs.
    /// </remarks>
    public bool Recompute { get; set; }

    /// <summary>How many times the layer stands there, one behind the other; 1 unless set.</summary>
    /// <remarks>
    /// With a name the repetitions are called <c>name.0</c>, <c>name.1</c> and so on. The first takes what <see cref="From"/> names, each of the
    /// others what stands in front of it.
    /// </remarks>
    public int Repeat { get; set; } = 1;
}
