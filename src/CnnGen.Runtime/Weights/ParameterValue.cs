using System;
using System.Collections;
using System.Collections.Generic;
using System.Runtime.CompilerServices;

namespace CnnGen;

/// <summary>The elements that a <see cref="Parameter"/> had, or is to have: a copy that nothing changes any more.</summary>
/// <remarks>
/// An array would let <c>parameter.Value[0] = 5</c> compile and change a copy that nobody keeps. This has no element to assign to:
/// change an array of your own, from <see cref="ToArray"/>, and set <see cref="Parameter.Value"/> to it.
/// </remarks>
[CollectionBuilder(typeof(ParameterValue), nameof(Create))]
public sealed class ParameterValue : IReadOnlyList<float>
{
    private readonly float[] _elements;

    /// <summary>Takes an array over, which nobody else may keep.</summary>
    internal ParameterValue(float[] elements) => _elements = elements;

    /// <summary>The number of elements.</summary>
    public int Length => _elements.Length;

    int IReadOnlyCollection<float>.Count => _elements.Length;

    /// <summary>One element, in PyTorch's layout.</summary>
    /// <param name="index">Its place, from 0.</param>
    public float this[int index] => _elements[index];

    /// <summary>Copies elements.</summary>
    /// <param name="elements">The elements in PyTorch's layout.</param>
    public static ParameterValue Create(ReadOnlySpan<float> elements) => new(elements.ToArray());

    /// <summary>Copies an array.</summary>
    /// <param name="elements">The elements in PyTorch's layout.</param>
    public static implicit operator ParameterValue(float[] elements)
    {
        ArgumentNullException.ThrowIfNull(elements);
        return Create(elements);
    }

    /// <summary>The elements as an array of one's own.</summary>
    /// <param name="value">The value.</param>
    public static implicit operator float[](ParameterValue value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return value.ToArray();
    }

    /// <summary>The elements to read, not copied.</summary>
    /// <param name="value">The value.</param>
    public static implicit operator ReadOnlySpan<float>(ParameterValue value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return value.AsSpan();
    }

    /// <summary>The elements to read, not copied.</summary>
    public ReadOnlySpan<float> AsSpan() => _elements;

    /// <summary>The elements as an array of one's own.</summary>
    public float[] ToArray() => _elements.AsSpan().ToArray();

    /// <summary>Some of the elements, as the range in <c>value[..3]</c> asks for.</summary>
    /// <param name="start">The first.</param>
    /// <param name="length">How many.</param>
    public ParameterValue Slice(int start, int length) => new(_elements.AsSpan(start, length).ToArray());

    /// <inheritdoc/>
    public IEnumerator<float> GetEnumerator() => ((IEnumerable<float>)_elements).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
