using System;
using System.Collections.Generic;
using System.Linq;
using CnnGen.Generator.Graph;
using CnnGen.Generator.Operations;
using CnnGen.Generator.Tensors;

namespace CnnGen.Generator.Lowering;

/// <summary>Lowers layers in the order of the graph.</summary>
internal sealed class ForwardBuilder(TensorPool pool, WeightPlan weights, FoldPlan folds, DerivedPlan derived, bool isTraining) : ProgramBuilder(pool)
{
    private readonly Dictionary<(int, string), Tensor> _kept = [];

    // What shards and the batch have by name, and where it is taken from in place of being computed again.
    private readonly Dictionary<string, Tensor> _statistics = [];
    private ForwardBuilder? _first;

    /// <summary>Each node's output.</summary>
    public Dictionary<int, Tensor> Values { get; } = [];

    /// <summary>Whether what Backward needs is kept.</summary>
    public bool IsTraining { get; } = isTraining;

    /// <summary>The layer's input.</summary>
    public Tensor Input => Values[Node.Inputs[0]];

    /// <summary>All of the layer's inputs: more than one for joins.</summary>
    public IReadOnlyList<Tensor> Inputs => Node.Inputs.Select(input => Values[input]).ToList();

    /// <summary>The layer's output, set by the layer.</summary>
    public Tensor Output
    {
        set => Values[Node.Id] = value;
    }

    /// <summary>The layer's weights, in an order that suits the convolution.</summary>
    public WeightOperand Weight(ConvGeometry geometry) => weights.Place(Node, "weight", PackShape.For(geometry)).Operand;

    /// <summary>The layer's bias, padded as the convolution's filters are.</summary>
    public WeightOperand Bias(ConvGeometry geometry) => Bias(PackShape.For(geometry));

    /// <summary>The layer's bias, padded as the filters of weights are.</summary>
    public WeightOperand Bias(PackShape pack) => weights.Place(Node, "bias", pack.Bias).Operand;

    /// <summary>The layer's weights, which have a place already, with filters and channels exchanged and the given taps in the given order.</summary>
    public WeightOperand Transposed(string suffix, PackShape pack, IReadOnlyList<int> taps) => derived.Add(weights.Find(Node, suffix), pack, taps);

    /// <summary>The layer's weights as a matrix that is multiplied with whole volumes.</summary>
    public WeightOperand Matrix(PackShape pack) => weights.Place(Node, "weight", pack, isMatrix: true).Operand;

    /// <summary>A parameter of the layer with a number for each channel.</summary>
    public WeightOperand PerChannel(string suffix, int channels) => weights.Place(Node, suffix, PackShape.PerChannel(channels)).Operand;

    /// <summary>A parameter of the layer with a number for each element.</summary>
    public WeightOperand PerElement(string suffix, Tensor x) => weights.Place(Node, suffix, PackShape.PerElement(x)).Operand;

    /// <summary>A normalisation by running estimates.</summary>
    public NormFold Fold(int channels, double epsilon, WeightOperand? weight, WeightOperand? bias, WeightOperand mean, WeightOperand variance) =>
        folds.Add(channels, epsilon, weight, bias, mean, variance);

    /// <summary>Lowers layers once more, so that what they give need not be kept.</summary>
    /// <param name="nodes">The layers.</param>
    /// <param name="isKept">Whether what a layer gives is kept all the same: then it is that which the others read.</param>
    public ForwardBuilder Again(IEnumerable<Node> nodes, Func<Node, bool> isKept)
    {
        ForwardBuilder again = new(Pool, weights, folds, derived, IsTraining) { _first = this };
        foreach (KeyValuePair<int, Tensor> value in Values)
        {
            again.Values.Add(value.Key, value.Value);
        }

        foreach (Node node in nodes)
        {
            again.Node = node;
            node.Layer.LowerForward(again);
            again.Values[node.Id] = isKept(node) ? Values[node.Id] : again.Values[node.Id];
        }

        return again;
    }

    // Statistics of the batch are kept: they are few, and running estimates follow each batch once.
    public override Tensor NewStatistics(string name, int channels, int vectors, Scope per)
    {
        if (per == Scope.Sample)
        {
            return base.NewStatistics(name, channels, vectors, per);
        }

        if (!_statistics.TryGetValue(name, out Tensor statistics))
        {
            statistics = _first?._statistics[name] ?? base.NewStatistics(name, channels, vectors, per);
            _statistics.Add(name, statistics);
        }

        return statistics;
    }

    public override void Add(Operation operation)
    {
        if (_first is null)
        {
            base.Add(operation);
        }
        else if (operation.Writes.All(static tensor => tensor.Per == Scope.Sample))
        {
            base.Add(operation with { IsAgain = true });
        }
    }

    /// <summary>Remembers a tensor for the layer's backward pass.</summary>
    public void Keep(string key, Tensor tensor) => _kept[(Node.Id, key)] = tensor;

    public Tensor Kept(int node, string key) => _kept[(node, key)];
}
