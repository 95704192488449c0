using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace CnnGen.Generator.Model;

/// <summary>How messages, tooltips and comments write numbers and lists.</summary>
internal static class Wording
{
    /// <summary>What is said of a number of elements that no array holds.</summary>
    public static string TooMany { get; } = $"more than the {Number(ArrayLimit.MostElements)} that an array can hold";

    /// <summary>A number: <c>61,706</c>.</summary>
    public static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>A number that no long may hold.</summary>
    public static string Number(double number) => number.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>Several things: <c>a, b and c</c>.</summary>
    public static string And(IEnumerable<string> texts) => Join(texts.ToArray(), " and ");

    /// <summary>Several numbers: <c>1, 2 and 4</c>.</summary>
    public static string And(IEnumerable<int> values) => And(values.Select(value => value.ToString(CultureInfo.InvariantCulture)));

    /// <summary>One of several things: <c>a, b or c</c>.</summary>
    public static string Or(IEnumerable<string> texts) => Join(texts.ToArray(), " or ");

    private static string Join(string[] texts, string last) =>
        texts.Length <= 1 ? string.Concat(texts) : string.Join(", ", texts.Take(texts.Length - 1)) + last + texts[texts.Length - 1];
}
