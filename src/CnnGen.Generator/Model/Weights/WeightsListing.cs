using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.RegularExpressions;

namespace CnnGen.Generator.Model.Weights;

/// <summary>The text in which the build hands the headers of a project's weights files to the compiler, which reads no binary files.</summary>
/// <remarks>
/// A file is a line <c>file PATH</c>, then <c>embedded RESOURCE</c> where it is, then <c>problem WHY</c> or a line a tensor:
/// <c>F32 [6, 1, 5, 5] conv1.weight</c>. Control characters and backslashes are <c>\u000a</c>. CnnGen.Build writes it.
/// </remarks>
internal static class WeightsListing
{
    /// <summary>What the text's file name ends with.</summary>
    public const string Extension = ".cnngenweights";

    private static readonly Regex Escape = new(@"\\u([0-9a-f]{4})", RegexOptions.CultureInvariant);

    /// <summary>The files in the text's order.</summary>
    public static EquatableArray<WeightsFile> Parse(string text)
    {
        List<WeightsFile> files = [];
        List<FileTensor> tensors = [];
        foreach (string line in text.Split('\n').Select(static line => line.TrimEnd('\r')))
        {
            if (After(line, "file ") is { } path)
            {
                Close();
                files.Add(new WeightsFile(path, default));
            }
            else if (files.Count > 0 && After(line, "embedded ") is { } resource)
            {
                Change(files[files.Count - 1] with { Resource = resource });
            }
            else if (files.Count > 0 && After(line, "problem ") is { } problem)
            {
                Change(files[files.Count - 1] with { Problem = problem });
            }
            else if (Tensor(line) is { } tensor)
            {
                tensors.Add(tensor);
            }
        }

        Close();
        return files.ToEquatableArray();

        void Change(WeightsFile file) => files[files.Count - 1] = file;

        void Close()
        {
            if (files.Count > 0)
            {
                Change(files[files.Count - 1] with { Tensors = tensors.ToEquatableArray() });
            }

            tensors.Clear();
        }
    }

    private static string? After(string line, string word) => line.StartsWith(word, StringComparison.Ordinal) ? Unescaped(line.Substring(word.Length)) : null;

    private static FileTensor? Tensor(string line)
    {
        int open = line.IndexOf(" [", StringComparison.Ordinal);
        int close = line.IndexOf("] ", StringComparison.Ordinal);
        if (open <= 0 || close < open)
        {
            return null;
        }

        List<long> shape = [];
        foreach (string size in line.Substring(open + 2, close - open - 2).Split([", "], StringSplitOptions.RemoveEmptyEntries))
        {
            if (!long.TryParse(size, NumberStyles.None, CultureInfo.InvariantCulture, out long number))
            {
                return null;
            }

            shape.Add(number);
        }

        return new FileTensor(Unescaped(line.Substring(close + 2)), line.Substring(0, open), shape.ToEquatableArray());
    }

    private static string Unescaped(string text) =>
        Escape.Replace(text, static match => ((char)int.Parse(match.Groups[1].Value, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture)).ToString());
}
