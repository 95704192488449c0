using System;
using System.Collections.Generic;
using CnnGen.Runtime;

namespace CnnGen;

/// <summary>One named tensor of a network, read and written in PyTorch's layout.</summary>
public sealed class Parameter
{
    private readonly WeightPack _pack;
    private readonly int _offset;
    private readonly AlignedMemory _memory;

    internal Parameter(ParameterDescriptor descriptor, AlignedMemory memory)
    {
        Name = descriptor.Name;
        Shape = descriptor.Shape;
        Trainable = descriptor.Trainable;
        _pack = descriptor.Pack;
        _offset = descriptor.Offset;
        _memory = memory;
    }

    /// <summary>The name, as in PyTorch's state dictionary: <c>conv1.weight</c>.</summary>
    public string Name { get; }

    /// <summary>The shape in PyTorch's layout: filters, input channels a group, kernel height, kernel width.</summary>
    public IReadOnlyList<int> Shape { get; }

    /// <summary>The number of elements.</summary>
    public int Length => _pack.Length;

    /// <summary>False for the parameters of frozen layers, and for what no optimizer changes: running estimates and counters.</summary>
    public bool Trainable { get; }

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
            _pack.Unpack(Packed, value);
            return new ParameterValue(value);
        }

        set
        {
            ArgumentNullException.ThrowIfNull(value);
            CheckLength(value.Length, nameof(value));
            _pack.Pack(value.AsSpan(), Packed);
            _memory.Touch();
        }
    }

    private Span<float> Packed => _memory.Span.Slice(_offset, _pack.PackedLength);

    /// <summary>Copies the elements out without allocating.</summary>
    /// <param name="destination"><see cref="Length"/> elements.</param>
    /// <exception cref="ArgumentException">The span does not have <see cref="Length"/> elements.</exception>
    public void CopyTo(Span<float> destination)
    {
        CheckLength(destination.Length, nameof(destination));
        _pack.Unpack(Packed, destination);
    }

    /// <summary>Copies elements in without allocating.</summary>
    /// <param name="source"><see cref="Length"/> elements.</param>
    /// <exception cref="ArgumentException">The span does not have <see cref="Length"/> elements.</exception>
    public void CopyFrom(ReadOnlySpan<float> source)
    {
        CheckLength(source.Length, nameof(source));
        _pack.Pack(source, Packed);
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
