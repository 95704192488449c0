using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using CnnGen.Generator.Graph.Blocks;
using CnnGen.Generator.Model;
using CnnGen.Generator.Model.Blocks;
using Microsoft.CodeAnalysis;

namespace CnnGen.Generator.Parsing.Blocks;

/// <summary>The blocks of a compilation, each read once for all networks that use it.</summary>
internal sealed class BlockTable
{
    private static readonly ConditionalWeakTable<Compilation, BlockTable> Tables = new();

    private readonly Compilation _compilation;
    private readonly object _lock = new();
    private readonly Dictionary<string, BlockDefinition> _definitions = [];
    private readonly Dictionary<string, BlockDefinition> _checked = [];
    private readonly Dictionary<string, INamedTypeSymbol> _symbols = [];

    private BlockTable(Compilation compilation) => _compilation = compilation;

    /// <summary>The table of a compilation.</summary>
    public static BlockTable Of(Compilation compilation) => Tables.GetValue(compilation, static one => new BlockTable(one));

    /// <summary>A block, read and checked.</summary>
    public BlockDefinition Read(INamedTypeSymbol block)
    {
        lock (_lock)
        {
            return Checked(Raw(block));
        }
    }

    /// <summary>The blocks of a network and all that are in those.</summary>
    /// <param name="used">The layers of the network that are blocks.</param>
    public IReadOnlyList<BlockDefinition> ReadAll(IEnumerable<INamedTypeSymbol> used)
    {
        lock (_lock)
        {
            Dictionary<string, BlockDefinition> all = [];
            Stack<BlockDefinition> left = new(used.Select(Raw));
            while (left.Count > 0)
            {
                BlockDefinition next = left.Pop();
                if (!all.ContainsKey(next.Kind))
                {
                    all.Add(next.Kind, Checked(next));
                    foreach (BlockDefinition inner in Inner(next))
                    {
                        left.Push(inner);
                    }
                }
            }

            return all.Values.OrderBy(static block => block.Kind, System.StringComparer.Ordinal).ToList();
        }
    }

    /// <summary>The blocks that text on a network names.</summary>
    public IEnumerable<INamedTypeSymbol> BlocksIn(BlockDefinition text)
    {
        lock (_lock)
        {
            return text.InnerKinds.Where(_symbols.ContainsKey).Select(kind => _symbols[kind]).ToList();
        }
    }

    /// <summary>The class of a block, or null for one of another compilation.</summary>
    public INamedTypeSymbol? SymbolOf(string kind)
    {
        lock (_lock)
        {
            return _symbols.TryGetValue(kind, out INamedTypeSymbol symbol) ? symbol : null;
        }
    }

    /// <summary>What other assemblies must be told of a block; of one that cannot be used not what it is made of.</summary>
    public IEnumerable<RecordedValue> ToRecord(INamedTypeSymbol block, BlockDefinition definition)
    {
        IEnumerable<RecordedValue> values = BlockValues.ToRecord(block, new ParameterReader(block, _compilation, static (_, _, _) => { }).Members(block));
        return definition.IsSound
            ? values.Concat(BlockValues.ToRecord(block, definition.Signatures.Select(signature => (signature.Name, SymbolOf(signature.Kind))).Where(static one => one.Item2 is not null)!))
            : values;
    }

    /// <summary>Text that stands on a network, as a block of its own.</summary>
    /// <param name="network">The network class.</param>
    /// <param name="attribute">The attribute that has the text.</param>
    /// <param name="place">Its place among the network's layers.</param>
    public BlockDefinition ReadText(INamedTypeSymbol network, AttributeData attribute, int place)
    {
        lock (_lock)
        {
            BlockReader reader = new(network, _compilation, BlockReader.AnonymousKind(place));
            BlockDefinition text = reader.ReadText(attribute, place);
            Remember(reader);
            return text with { Problems = text.Problems.Concat(BodyChecker.Check(text)).ToEquatableArray() };
        }
    }

    private BlockDefinition Raw(INamedTypeSymbol block)
    {
        string kind = DeclarationReader.KindOf(block);
        if (!_definitions.TryGetValue(kind, out BlockDefinition definition))
        {
            BlockReader reader = new(block, _compilation, kind);
            definition = reader.Read();
            _definitions.Add(kind, definition);
            _symbols[kind] = block;
            Remember(reader);
        }

        return definition;
    }

    // What text names is found through its block alone.
    private void Remember(BlockReader reader)
    {
        foreach (INamedTypeSymbol inner in reader.InnerBlocks)
        {
            _symbols[DeclarationReader.KindOf(inner)] = inner;
        }
    }

    private IEnumerable<BlockDefinition> Inner(BlockDefinition block) =>
        block.InnerKinds.Where(_symbols.ContainsKey).Select(kind => Raw(_symbols[kind]));

    private BlockDefinition Checked(BlockDefinition raw)
    {
        if (!_checked.TryGetValue(raw.Kind, out BlockDefinition definition))
        {
            definition = raw with { Problems = raw.Problems.Concat(BodyChecker.Check(raw)).Concat(BlockNesting.Check(raw, Inner)).ToEquatableArray() };
            _checked.Add(raw.Kind, definition);
        }

        return definition;
    }
}
