using System;
using CnnGen.Generator.Shapes;

namespace CnnGen.Generator.Layers;

/// <summary>What lowering takes of a window while its operations have rows and columns alone.</summary>
internal static class PlanesOnly
{
    /// <summary>The window on an image or a sequence.</summary>
    public static SpatialWindow Of(SpatialWindow window, TensorShape input) => input.SpatialRank < SpatialWindow.MostAxes
        ? window.For(input)
        : throw new NotSupportedException($"no operation moves a window over the slices of {input}");
}
