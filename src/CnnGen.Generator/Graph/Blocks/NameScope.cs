using System;
using System.Collections.Generic;
using System.Globalization;

namespace CnnGen.Generator.Graph.Blocks;

/// <summary>Where outputs have names and default names are counted: the network, a block's body, a branch of one.</summary>
/// <remarks>
/// What is named in a body has a name there, and one in each body around that up to the network, whose name it is in the end. Usually the outer
/// name is the inner one with the block's in front. A body without a prefix shares the names and numbers of the place around it; but in itself
/// its first convolution is conv1 all the same, so that its text means one thing wherever it stands.
/// </remarks>
internal sealed class NameScope
{
    private readonly Dictionary<string, int> _counts = [];
    private readonly Dictionary<string, int> _outputs = new(StringComparer.Ordinal);
    private readonly ScopedName? _own;
    private readonly NameScope? _shared;
    private readonly NameScope? _outer;

    /// <summary>The network, or a place without names.</summary>
    public NameScope()
    {
    }

    private NameScope(ScopedName? own, NameScope? shared, NameScope? outer) => (_own, _shared, _outer) = (own, shared, outer);

    /// <summary>A body whose names begin with its own.</summary>
    public static NameScope Body(ScopedName own) => new(own, null, null);

    /// <summary>A body whose names are those of the place around it.</summary>
    public static NameScope Sharing(NameScope around) => new(null, around, null);

    /// <summary>A branch, which sees the names of its body.</summary>
    public NameScope Branch(string name) => new(Given(name), null, this);

    /// <summary>Whether a name that its body does not know could be known outside.</summary>
    public bool IsShared => _shared is not null || _outer is { IsShared: true };

    /// <summary>A name that is given.</summary>
    public ScopedName Given(string name) => new(this, name, _own?.Append("." + name) ?? _shared?.Given(name));

    /// <summary>A name with a number: of what is counted, from 1, the next one or the last again.</summary>
    public ScopedName Numbered(string counted, bool isNew, Func<int, string> name)
    {
        string own = name(NumberOf(counted, isNew));
        return _shared is null ? Given(own) : new ScopedName(this, own, _shared.Numbered(counted, isNew, name));
    }

    /// <summary>The next default name of a kind.</summary>
    public ScopedName NextName(string kind) => Numbered(kind, isNew: true, number => kind + number.ToString(CultureInfo.InvariantCulture));

    /// <summary>The output that a name is here, in a branch or around it; null where there is none.</summary>
    public int? Find(string name) => _outputs.TryGetValue(name, out int output) ? output : _outer?.Find(name);

    /// <summary>Whether an output of it has a name.</summary>
    public bool Has(string name) => _outputs.ContainsKey(name);

    /// <summary>Names an output, unless another has the name.</summary>
    public void Add(string name, int output)
    {
        if (!Has(name))
        {
            _outputs.Add(name, output);
        }
    }

    private int NumberOf(string counted, bool isNew)
    {
        _counts.TryGetValue(counted, out int count);
        return isNew || count == 0 ? _counts[counted] = count + 1 : count;
    }
}

/// <summary>A name, in its body and in those around it.</summary>
/// <param name="Scope">The body.</param>
/// <param name="Name">The name in it.</param>
/// <param name="Around">The same in the body around that; null on the network.</param>
internal sealed record ScopedName(NameScope Scope, string Name, ScopedName? Around)
{
    /// <summary>The name on the network.</summary>
    public string Full => Around?.Full ?? Name;

    /// <summary>The name with more behind it.</summary>
    public ScopedName Append(string tail) => new(Scope, Name + tail, Around?.Append(tail));

    /// <summary>Whether it is another output's in a body around it.</summary>
    public bool IsTaken => Scope.Has(Name) || Around is { IsTaken: true };

    /// <summary>Names an output by it, in all bodies.</summary>
    public void Give(int output)
    {
        Scope.Add(Name, output);
        Around?.Give(output);
    }
}
