using System.Collections.Generic;
using System.Linq;
using CnnGen;

namespace Lectures.Screen;

/// <summary>A network's attributes, read back from its layer table.</summary>
internal static class Declaration
{
    public static string Of(NetworkInfo info)
    {
        IEnumerable<string> layers = info.Layers.Select(layer => layer.Kind);
        return $"[{string.Join(", ", layers.Prepend($"Input({string.Join(", ", info.InputShape)})"))}]";
    }
}
