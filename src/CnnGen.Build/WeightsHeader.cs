using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;

namespace CnnGen.Build;

/// <summary>A weights file's header as lines of text.</summary>
internal static class WeightsHeader
{
    /// <summary>The lines: the file, the resource that it is, then a line a tensor, or what is wrong with it.</summary>
    /// <param name="name">What the file is called.</param>
    /// <param name="path">Where it is.</param>
    /// <param name="resource">The resource's name; null or empty where it is none.</param>
    public static string Describe(string name, string path, string? resource)
    {
        StringBuilder lines = new();
        Add(lines, "file", name);
        if (!string.IsNullOrEmpty(resource))
        {
            Add(lines, "embedded", resource);
        }

        try
        {
            using FileStream stream = File.OpenRead(path);
            foreach (SafetensorsEntry tensor in new SafetensorsReader(stream).Tensors.OrderBy(static tensor => tensor.Name, StringComparer.Ordinal))
            {
                string shape = string.Join(", ", tensor.Shape.Select(static size => size.ToString(CultureInfo.InvariantCulture)));
                Add(lines, $"{tensor.Type} [{shape}]", tensor.Name);
            }
        }
        catch (Exception exception) when (exception is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            Add(lines, "problem", exception.Message);
        }

        return lines.ToString();
    }

    private static void Add(StringBuilder lines, string what, string text)
    {
        lines.Append(what).Append(' ');
        foreach (char character in text)
        {
            // A line stays one whatever a file's names hold, and half of a pair stays what it is.
            bool isPlain = character != '\\' && !char.IsControl(character) && !char.IsSurrogate(character) && character is not ('\u2028' or '\u2029');
            lines.Append(isPlain ? character : $"\\u{(int)character:x4}");
        }

        lines.Append('\n');
    }
}
