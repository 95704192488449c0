using System;
using System.Collections.Generic;
using System.Linq;

namespace CnnGen.Emitted.Tests;

/// <summary>A layer by its definition.</summary>
internal abstract record ReferenceLayer
{
    public string? Name { get; init; }

    public string? From { get; init; }

    /// <summary>Whether the network computes it again in its backward pass; its values and gradients are the same.</summary>
    public bool Recompute { get; init; }

    /// <summary>What a join names.</summary>
    public IReadOnlyList<string> Joined { get; init; } = [];

    /// <summary>The attribute's name without "Attribute".</summary>
    protected abstract string Kind { get; }

    /// <summary>The arguments as C#.</summary>
    protected virtual IEnumerable<string> Arguments => [];

    /// <summary>What it is called without a name, before its number.</summary>
    public virtual string DefaultName => Kind.ToLowerInvariant();

    /// <summary>The attribute as C#.</summary>
    public string Attribute
    {
        get
        {
            IEnumerable<string> arguments = Arguments
                .Concat(Name is null ? [] : [$"Name = \"{Name}\""])
                .Concat(From is null ? [] : [$"From = {Quoted(From)}"])
                .Concat(Recompute ? ["Recompute = true"] : []);
            return $"{Kind}({string.Join(", ", arguments)})";
        }
    }

    /// <summary>The outputs for a batch.</summary>
    /// <param name="samples">Of each sample the running output, then what the layer joins with it.</param>
    /// <param name="name">The layer's name, in front of those of its parameters.</param>
    /// <param name="pass">What the layer reads besides.</param>
    public abstract Volume[] Apply(IReadOnlyList<IReadOnlyList<Volume>> samples, string name, ReferencePass pass);

    /// <summary>The output's shape as the network knows it, or null where the layer does not fit.</summary>
    /// <param name="shapes">The running output's shape, then those of what the layer joins with it.</param>
    public abstract int[]? Infer(IReadOnlyList<int[]> shapes);

    protected static string Quoted(string name) => name == ReferenceNetwork.NetworkInput ? "Tensor.Input" : $"\"{name}\"";
}

/// <summary>A layer that sees each sample by itself.</summary>
internal abstract record ReferenceSampleLayer : ReferenceLayer
{
    /// <summary>The factor of terms that may cancel in the gradients by its inputs; 0 where there are none.</summary>
    protected virtual double CancellingFactor => 0;

    public sealed override Volume[] Apply(IReadOnlyList<IReadOnlyList<Volume>> samples, string name, ReferencePass pass)
    {
        pass.LargestFactor = Math.Max(pass.LargestFactor, CancellingFactor);
        return samples.Select(inputs => Apply(inputs, pass.Find(name, "weight"), pass.Find(name, "bias"))).ToArray();
    }

    /// <summary>The output for one sample.</summary>
    /// <param name="inputs">The running output, then what the layer joins with it.</param>
    /// <param name="weight">The layer's weights, if any.</param>
    /// <param name="bias">The layer's bias, if any.</param>
    protected abstract Volume Apply(IReadOnlyList<Volume> inputs, double[]? weight, double[]? bias);
}
