using System;
using System.Collections.Generic;
using System.Linq;
using CnnGen;

namespace Lectures.Screen;

/// <summary>The layers that lectures list.</summary>
internal static class LayerRows
{
    /// <summary>The layers without activations and dropout, which keep the shape, have no parameters and can work in place.</summary>
    public static IEnumerable<LayerInfo> Of(NetworkInfo info) => info.Layers.Where(layer =>
        !layer.Kind.StartsWith("ReLU", StringComparison.Ordinal) && !layer.Kind.StartsWith("Dropout", StringComparison.Ordinal));
}
