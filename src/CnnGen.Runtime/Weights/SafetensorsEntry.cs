using System.Collections.Generic;
using CnnGen.Runtime;

namespace CnnGen;

/// <summary>One tensor as the header of a safetensors file describes it.</summary>
/// <param name="Name">The tensor's name: <c>conv1.weight</c>.</param>
/// <param name="Type">The format's name of the element type: <c>F32</c>.</param>
/// <param name="Shape">The shape; empty for a single number.</param>
/// <param name="Begin">The first byte, counted from the first byte of data.</param>
/// <param name="End">The byte after the last.</param>
public sealed record SafetensorsEntry(string Name, string Type, IReadOnlyList<long> Shape, long Begin, long End)
{
    /// <summary>The number of elements.</summary>
    public long Length => (End - Begin) / SafetensorsTypes.Size(Type);

    /// <summary>The type and the shape: <c>F32 [6, 1, 5, 5]</c>.</summary>
    public override string ToString() => $"{Type} {Names.Shape(Shape)}";
}
