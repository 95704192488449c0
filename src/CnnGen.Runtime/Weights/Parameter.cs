using System;
using System.Collections.Generic;
using CnnGen.Runtime;

namespace CnnGen;

/// <summary>One named tensor of a network, read and written in PyTorch's layout.</summary>
public sealed class Parameter
{
    private readonly AlignedMemory _memory;

    internal Parameter(ParameterDescriptor descriptor, AlignedMemory memory)
    {
        Descriptor = descriptor;
        _memory = memory;
    }

    /// <summary>The name, as in PyTorch's state dictionary: <c>conv1.weight</c>.</summary>
    public string Name => Descriptor.Name;

    /// <summary>The shape in PyTorch's layout: filters, input channels a group, kernel height, kernel width.</summary>
    public IReadOnlyList<int> Shape => Descriptor.Shape;

    /// <summary>The number of elements.</summary>
    public int Length => Descriptor.Pack.Length;

    /// <summary>False for the parameters of frozen layers, and for what no optimizer changes: running estimates and counters.</summary>
    public bool Trainable => Descriptor.Trainable;

    /// <summary>A copy of the elements as they are now; setting it copies elements in.</summary>
    /// <remarks>
    /// It reads like an array and converts to and from <c>float[]</c>, but its elements cannot be assigned, because that would change
    /// the copy alone: <c>float[] bias = parameter.Value; bias[0] = 5; parameter.Value = bias;</c>
    /// </remarks>
    /// <exception cref="ArgumentException">The new value does not have <see cref="Length"/> elements.</exception>
    public ParameterValue Value
    {
        get
        {
            float[] value = new float[Length];
            Descriptor.Pack.Unpack(Packed, value);
            return new ParameterValue(value);
        }

        set
        {
            ArgumentNullException.ThrowIfNull(value);
            CheckLength(value.Length, nameof(value));
            Descriptor.Pack.Pack(value.AsSpan(), Packed);
            _memory.Touch();
        }
    }

    /// <summary>Where it lies in the network's weights.</summary>
    internal ParameterDescriptor Descriptor { get; }

    private Span<float> Packed => _memory.Span.Slice(Descriptor.Offset, Descriptor.Pack.PackedLength);

    /// <summary>Copies the elements out without allocating.</summary>
    /// <param name="destination"><see cref="Length"/> elements.</param>
    /// <exception cref="ArgumentException">The span does not have <see cref="Length"/> elements.</exception>
    public void CopyTo(Span<float> destination)
    {
        CheckLength(destination.Length, nameof(destination));
        Descriptor.Pack.Unpack(Packed, destination);
    }

    /// <summary>Copies elements in without allocating.</summary>
    /// <param name="source"><see cref="Length"/> elements.</param>
    /// <exception cref="ArgumentException">The span does not have <see cref="Length"/> elements.</exception>
    public void CopyFrom(ReadOnlySpan<float> source)
    {
        CheckLength(source.Length, nameof(source));
        Descriptor.Pack.Pack(source, Packed);
        _memory.Touch();
    }

    /// <summary>The name and the shape: <c>conv1.weight [6, 1, 5, 5]</c>.</summary>
    public override string ToString() => $"{Name} {Names.Shape(Shape)}";

    private void CheckLength(int length, string argument)
    {
        if (length != Length)
        {
            throw new ArgumentException($"parameter '{Name}' {Names.Shape(Shape)} has {Length} elements; {length} were given", argument);
        }
    }
}
