using System;
using CnnGen.Runtime;

namespace CnnGen;

/// <summary>Something that an optimizer remembers of each weight: a running mean, a momentum.</summary>
public sealed class OptimizerSlot
{
    internal OptimizerSlot(string name, int floats)
    {
        Name = name;
        Memory = new AlignedMemory(floats);
    }

    /// <summary>What it is, by the name that PyTorch's state dictionary has for it: <c>exp_avg</c>.</summary>
    public string Name { get; }

    /// <summary>A float for each of the packed weights, in their order.</summary>
    public Span<float> Values => Memory.Span;

    internal AlignedMemory Memory { get; }
}
