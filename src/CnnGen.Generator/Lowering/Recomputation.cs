using System.Collections.Generic;
using System.Linq;
using CnnGen.Generator.Graph;
using CnnGen.Generator.Operations;
using CnnGen.Generator.Tensors;

namespace CnnGen.Generator.Lowering;

/// <summary>What layers that keep nothing give once more, for the backward pass.</summary>
/// <remarks>
/// Chen et al. 2016, "Training Deep Nets with Sublinear Memory Cost". Layers that are computed again together are begun where the backward pass
/// comes to the last of them. What other layers take of them is kept, since those read it in their own backward pass.
/// </remarks>
/// <param name="forward">The forward pass.</param>
/// <param name="graph">The network.</param>
internal sealed class Recomputation(ForwardBuilder forward, NetworkGraph graph)
{
    private readonly ILookup<int?, Node> _runs = graph.Nodes.ToLookup(static node => node.RecomputedFrom);
    private readonly HashSet<int> _kept = [.. graph.Nodes.SelectMany(reader => reader.Inputs.Where(input => input != Node.NetworkInput && graph.Nodes[input].RecomputedFrom != reader.RecomputedFrom))];
    private readonly Dictionary<Tensor, Node> _given = [];

    // The layers whose values are there at the moment, by the first of them: the backward pass goes through them in one go.
    private int? _from;
    private ForwardBuilder? _again;

    /// <summary>Where a layer's values come from.</summary>
    public ForwardBuilder ForwardOf(Node node) => node.RecomputedFrom == _from ? _again ?? forward : forward;

    /// <summary>What is computed again at a layer, in its order: nothing, unless it is the first of its like that the backward pass comes to.</summary>
    public IReadOnlyList<Operation> Begin(Node node)
    {
        if (node.RecomputedFrom is null || node.RecomputedFrom == _from)
        {
            return [];
        }

        _from = node.RecomputedFrom;
        _again = forward.Again(_runs[_from], other => _kept.Contains(other.Id));
        foreach (Node again in _runs[_from])
        {
            _given[_again.Values[again.Id]] = again;
        }

        return _again.Operations;
    }

    /// <summary>The multiply-adds of one sample that a program does again in which nothing is fused.</summary>
    public long MultiplyAddsIn(Program program) =>
        program.Operations.Where(static operation => operation.IsAgain).SelectMany(static operation => operation.Writes).Distinct()
            .Sum(tensor => _given.TryGetValue(tensor, out Node node) ? node.MultiplyAdds : 0);
}
