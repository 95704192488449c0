using System.Collections.Generic;
using System.Globalization;

namespace CnnGen.Generator.Graph.Blocks;

/// <summary>Where names are counted and what they begin with: the network, a block, a branch of one.</summary>
/// <param name="prefix">What names begin with: <c>layer1.0.</c>, empty on the network.</param>
/// <param name="outer">The body that a branch stands in; null where names outside are not seen.</param>
internal sealed class NameScope(string prefix, NameScope? outer)
{
    private readonly Dictionary<string, int> _counts = [];

    public string Prefix => prefix;

    public NameScope? Outer => outer;

    /// <summary>The next number of a kind, from 1.</summary>
    public int Count(string kind)
    {
        _counts.TryGetValue(kind, out int count);
        return _counts[kind] = count + 1;
    }

    /// <summary>The number of a kind: the next one, or the last again.</summary>
    public int NumberOf(string kind, bool isNew) => isNew || !_counts.TryGetValue(kind, out int count) ? Count(kind) : count;

    /// <summary>The next default name of a kind.</summary>
    public string NextName(string kind) => prefix + kind + Count(kind).ToString(CultureInfo.InvariantCulture);
}
