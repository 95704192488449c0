using System.Collections.Generic;
using CnnGen;

namespace Lectures.Screen;

/// <summary>A network's attributes, read back from its layer table.</summary>
internal static class Declaration
{
    private const int LongestLine = 44;

    /// <summary>In one line where that is short; otherwise in a line for each convolution or fully connected layer, with what follows it.</summary>
    public static string Of(NetworkInfo info)
    {
        List<string> lines = [$"Input({string.Join(", ", info.InputShape)})"];
        foreach (LayerInfo layer in info.Layers)
        {
            if (layer.MultiplyAdds > 0)
            {
                lines.Add(layer.Kind);
            }
            else
            {
                lines[^1] += $", {layer.Kind}";
            }
        }

        string line = $"[{string.Join(", ", lines)}]";
        return line.Length <= LongestLine ? line : $"[{string.Join("]\n[", lines)}]";
    }
}
