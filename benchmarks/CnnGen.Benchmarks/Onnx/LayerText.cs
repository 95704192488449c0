using System;
using System.Collections.Generic;
using System.Globalization;

namespace CnnGen.Benchmarks.Onnx;

/// <summary>A layer as its network's table has it, taken apart: <c>Conv(6, 5, Pad = 2)</c>.</summary>
internal sealed class LayerText
{
    private readonly string _text;
    private readonly List<string> _positional = [];
    private readonly Dictionary<string, string> _named = new(StringComparer.Ordinal);

    /// <summary>Takes a layer apart.</summary>
    /// <param name="text">The layer as declared.</param>
    public LayerText(string text)
    {
        _text = text;
        int open = text.IndexOf('(', StringComparison.Ordinal);
        Kind = open < 0 ? text : text[..open];
        foreach (string argument in open < 0 ? [] : Arguments(text[(open + 1)..^1]))
        {
            int equals = argument.StartsWith('"') ? -1 : argument.IndexOf('=', StringComparison.Ordinal);
            if (equals < 0)
            {
                _positional.Add(argument);
            }
            else
            {
                _named.Add(argument[..equals].TrimEnd(), argument[(equals + 1)..].TrimStart());
            }
        }
    }

    /// <summary>The attribute's name: <c>Conv</c>.</summary>
    public string Kind { get; }

    /// <summary>A positional argument that is a whole number.</summary>
    /// <param name="place">Its place, from 0.</param>
    public int Whole(int place) => Parse(_positional[place]);

    /// <summary>A positional argument that is a real number.</summary>
    /// <param name="place">Its place, from 0.</param>
    public float Real(int place) => float.Parse(_positional[place], CultureInfo.InvariantCulture);

    /// <summary>A named argument that is a whole number.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="otherwise">What it is where it is not given.</param>
    public int Whole(string name, int otherwise) => _named.TryGetValue(name, out string? value) ? Parse(value) : otherwise;

    /// <summary>A named argument that is true or false.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="otherwise">What it is where it is not given.</param>
    public bool Says(string name, bool otherwise) => _named.TryGetValue(name, out string? value) ? bool.Parse(value) : otherwise;

    /// <summary>Refuses a layer with an argument that would be lost.</summary>
    /// <param name="names">The named arguments that are known, besides those that say no more than the table does elsewhere, or nothing of what is computed.</param>
    /// <exception cref="NotSupportedException">There is another one.</exception>
    public void AllowOnly(params string[] names)
    {
        foreach ((string name, string value) in _named)
        {
            if (name is not ("Name" or "From" or "Recompute") && !(name == "Fit" && value is "Fit.Floor" or "Fit.Exact") && Array.IndexOf(names, name) < 0)
            {
                throw new NotSupportedException($"{_text}: {name} has no counterpart in what is written for the peers");
            }
        }
    }

    private static int Parse(string value) => int.Parse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);

    // At the commas that are not in a name.
    private static IEnumerable<string> Arguments(string text)
    {
        int start = 0;
        bool isQuoted = false;
        for (int at = 0; at < text.Length; at++)
        {
            isQuoted ^= text[at] == '"';
            if (text[at] == ',' && !isQuoted)
            {
                yield return text[start..at].Trim();
                start = at + 1;
            }
        }

        yield return text[start..].Trim();
    }
}
