using System;
using System.Collections.Generic;

namespace CnnGen;

/// <summary>How the tensors of a file become those of a network that is not quite the one they were saved from.</summary>
/// <remarks>
/// A tensor's name in the file first loses <see cref="Prefix"/>, then becomes what <see cref="Map"/> has for it, or else what
/// <see cref="Rename"/> says. What then does not fit is an error unless one of the other rules allows it.
/// </remarks>
public sealed class LoadOptions
{
    /// <summary>What names begin with in the file and not in the network: <c>module.</c>; those that do not begin so stay.</summary>
    public string Prefix { get; init; } = "";

    /// <summary>The network's names by the file's, these without <see cref="Prefix"/>.</summary>
    public IReadOnlyDictionary<string, string> Map { get; init; } = new Dictionary<string, string>();

    /// <summary>The network's name of a tensor by the file's; null leaves the tensor out. Unless set, names stay.</summary>
    public Func<string, string?> Rename { get; init; } = static name => name;

    /// <summary>
    /// Whether the file may lack one of the network's tensors, which then keeps its elements; unless set, none but a BatchNorm's num_batches_tracked,
    /// which files of before PyTorch 0.4.1 do not have.
    /// </summary>
    public Func<string, bool> MayBeMissing { get; init; } = static _ => false;

    /// <summary>Whether a tensor of the file, by its name there, may be none of the network's; unless set, none.</summary>
    public Func<string, bool> MayBeLeftOver { get; init; } = static _ => false;

    /// <summary>Whether one of the network's tensors may have another shape in the file, as a head for other classes has, and keeps its elements then; unless set, none.</summary>
    public Func<string, bool> MayDiffer { get; init; } = static _ => false;

    /// <summary>Nothing may differ.</summary>
    internal static LoadOptions Exact { get; } = new();

    /// <summary>The network's name of a tensor; null where it is left out.</summary>
    internal string? NameOf(string fileName)
    {
        string name = fileName.StartsWith(Prefix, StringComparison.Ordinal) ? fileName[Prefix.Length..] : fileName;
        return Map.TryGetValue(name, out string? mapped) ? mapped : Rename(name);
    }
}
