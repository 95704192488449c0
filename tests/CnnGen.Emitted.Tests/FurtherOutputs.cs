using System;
using CnnGen.Runtime;

namespace CnnGen.Emitted.Tests;

/// <summary>Arrays for a network's further outputs, empty where one is not wanted.</summary>
internal readonly struct FurtherOutputs(float[][] arrays) : IFurtherOutputs
{
    public Span<float> this[int place] => arrays[place];
}
