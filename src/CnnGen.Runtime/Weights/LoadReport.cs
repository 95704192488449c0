using System;
using System.Collections.Generic;
using System.Globalization;
using CnnGen.Runtime;

namespace CnnGen;

/// <summary>What became of each tensor of a file and of a network: every one of them is in one of the groups.</summary>
/// <param name="Loaded">The network's tensors that now have the file's elements.</param>
/// <param name="Differing">Those that have another shape in the file, and keep what they had.</param>
/// <param name="Missing">Those that the file does not have, and keep what they had.</param>
/// <param name="LeftOver">The file's tensors, by their names there, that are not the network's.</param>
public sealed record LoadReport(
    IReadOnlyList<LoadedTensor> Loaded, IReadOnlyList<DifferingTensor> Differing, IReadOnlyList<string> Missing, IReadOnlyList<string> LeftOver)
{
    private const int MostNames = 12;

    /// <summary>A line a group that has some: how many, and which, but of those that were loaded.</summary>
    public override string ToString()
    {
        List<string> lines = [string.Create(CultureInfo.InvariantCulture, $"{Loaded.Count} loaded")];
        Add("of another shape", Differing, static tensor => tensor.ToString());
        Add("missing", Missing, Names.Quote);
        Add("left over", LeftOver, Names.Quote);
        return string.Join('\n', lines);

        void Add<T>(string group, IReadOnlyCollection<T> tensors, Func<T, string> text)
        {
            if (tensors.Count > 0)
            {
                lines.Add(string.Create(CultureInfo.InvariantCulture, $"{tensors.Count} {group}: {Names.List(tensors, text, MostNames)}"));
            }
        }
    }
}

/// <summary>A tensor that was loaded.</summary>
/// <param name="Name">Its name in the network.</param>
/// <param name="FileName">Its name in the file.</param>
public sealed record LoadedTensor(string Name, string FileName);

/// <summary>A tensor that has another shape in the file.</summary>
/// <param name="Name">Its name in the network.</param>
/// <param name="FileName">Its name in the file.</param>
/// <param name="Shape">Its shape in the network.</param>
/// <param name="FileShape">Its shape in the file.</param>
public sealed record DifferingTensor(string Name, string FileName, IReadOnlyList<int> Shape, IReadOnlyList<long> FileShape)
{
    /// <summary>The name and both shapes: <c>'fc.weight' [10, 512], in the file [1000, 512]</c>.</summary>
    public override string ToString() => $"{Names.Quote(Name)} {Names.Shape(Shape)}, in the file {Names.Shape(FileShape)}";
}
