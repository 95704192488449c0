using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace CnnGen.CodeFixes;

/// <summary>A value that the generator or the advice proposes in a diagnostic's properties.</summary>
/// <param name="Key">The property: <c>Stride</c>, <c>PadBottom,PadRight</c>, <c>filters@0</c>, <c>@here</c>.</param>
/// <param name="Index">The value's place among the property's values, the best first.</param>
/// <param name="Value">C#, as it is to be written.</param>
internal sealed record Suggestion(string Key, int Index, string Value)
{
    /// <summary>The expression under the diagnostic itself.</summary>
    public const string Here = "@here";

    /// <summary>The text under the diagnostic, within a string.</summary>
    public const string Text = "@text";

    /// <summary>An Input for a class that has none.</summary>
    public const string Input = "@input";

    /// <summary>The attribute to remove: empty for the one under the diagnostic, else the number of an additional location.</summary>
    public const string Remove = "@remove";

    /// <summary>The argument to remove.</summary>
    public const string RemoveArgument = "@removeArgument";

    /// <summary>The kind of layer to put behind the one at the first additional location.</summary>
    public const string Insert = "@insert";

    /// <summary>The arguments of a convolution to put in front of the attribute under the diagnostic, a line each.</summary>
    public const string InsertShortcut = "@insertShortcut";

    /// <summary>What the expression under the diagnostic becomes when that convolution is put in; none where it stays.</summary>
    public const string JoinedName = "@joinedName";

    /// <summary>The number of the additional location whose Input has its channels last.</summary>
    public const string ChannelsFirst = "@channelsFirst";

    /// <summary>The keys of the other suggestions, the best first.</summary>
    public const string Order = "@order";

    /// <summary>The parameter of an attribute that the value is for, or several with commas between them.</summary>
    public string Parameter => Key.Split('@')[0];

    /// <summary>The parameters with their values: one, or several that go together.</summary>
    public (string Parameter, string Value)[] Settings =>
        Parameter.Split(',') is { Length: > 1 } parameters ? [.. parameters.Zip(Value.Split(','), static (parameter, value) => (parameter, value))] : [(Parameter, Value)];

    /// <summary>The additional location whose attribute is meant, or null for the one under the diagnostic.</summary>
    public int? Place => int.TryParse(Key.Substring(Parameter.Length).TrimStart('@'), out int place) ? place : null;

    /// <summary>What a fix-all has in common: the same rank of value for the same parameter, not the same number.</summary>
    public string EquivalenceKey => $"{Key}:{Index}";

    /// <summary>The values for arguments: in the order that the diagnostic gives, else the parameter under the squiggle first, so that the menu is the same every time.</summary>
    public static IEnumerable<Suggestion> ForArguments(Diagnostic diagnostic)
    {
        List<string> order = Of(diagnostic, Order).Select(key => key.Value).ToList();
        return diagnostic.Properties
            .Where(pair => pair.Key == Here || (pair.Key.Length > 0 && pair.Key[0] != '@'))
            .OrderBy(pair => order.IndexOf(pair.Key)).ThenBy(pair => Rank(pair.Key)).ThenBy(pair => pair.Key, StringComparer.Ordinal)
            .SelectMany(pair => Split(pair.Key, pair.Value));
    }

    /// <summary>The values of one property.</summary>
    public static IEnumerable<Suggestion> Of(Diagnostic diagnostic, string key) =>
        diagnostic.Properties.TryGetValue(key, out string? values) ? Split(key, values) : [];

    private static IEnumerable<Suggestion> Split(string key, string? values) =>
        (values ?? "").Split(['\n'], StringSplitOptions.RemoveEmptyEntries).Select((value, index) => new Suggestion(key, index, value));

    private static int Rank(string key) =>
        key.Contains("@") && key != Here ? 3
        : key == Here || key == "Groups" || key.StartsWith("Stride", StringComparison.Ordinal) ? 0
        : key.StartsWith("Pad", StringComparison.Ordinal) ? 1
        : 2;
}
