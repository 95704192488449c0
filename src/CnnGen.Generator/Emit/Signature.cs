using System;
using System.Linq;

namespace CnnGen.Generator.Emit;

/// <summary>What a program's method takes, and passes on to others that take the same.</summary>
/// <param name="Parameters">As C#.</param>
internal sealed record Signature(string Parameters)
{
    private static readonly string[] Comma = [", "];

    /// <summary>The parameters' names, with <c>ref</c> where they are references.</summary>
    public string Arguments { get; } = string.Join(", ", Parameters.Split(Comma, StringSplitOptions.None).Select(static parameter =>
        (parameter.StartsWith("ref ", StringComparison.Ordinal) ? "ref " : "") + parameter.Substring(parameter.LastIndexOf(' ') + 1)));

    /// <summary>The same with a parameter in front.</summary>
    public Signature Behind(string parameter) => new($"{parameter}, {Parameters}");

    /// <summary>The same with a parameter behind.</summary>
    public Signature With(string parameter) => new($"{Parameters}, {parameter}");
}
