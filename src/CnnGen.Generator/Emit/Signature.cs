using System;
using System.Collections.Generic;
using System.Linq;

namespace CnnGen.Generator.Emit;

/// <summary>What a program's method takes, and passes on to others that take the same.</summary>
/// <param name="Parameters">As C#.</param>
internal sealed record Signature(string Parameters)
{
    private static readonly string[] Comma = [", "];

    private readonly string[] _all = Parameters.Split(Comma, StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The parameters' names.</summary>
    public IEnumerable<string> Names => _all.Select(NameOf);

    /// <summary>The parameters' names, with <c>ref</c> where they are references.</summary>
    public string Arguments => string.Join(", ", _all.Select(static parameter => (parameter.StartsWith("ref ", StringComparison.Ordinal) ? "ref " : "") + NameOf(parameter)));

    /// <summary>The same with a parameter in front.</summary>
    public Signature Behind(string parameter) => new($"{parameter}, {Parameters}");

    /// <summary>The same with a parameter behind.</summary>
    public Signature With(string parameter) => new($"{Parameters}, {parameter}");

    /// <summary>The parameters whose names are among some.</summary>
    public Signature Of(IEnumerable<string> names) => new(string.Join(", ", _all.Where(parameter => names.Contains(NameOf(parameter)))));

    private static string NameOf(string parameter) => parameter.Substring(parameter.LastIndexOf(' ') + 1);
}
