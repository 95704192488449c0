using System;
using System.Collections.Generic;
using System.Linq;
using CnnGen.Generator.Graph;
using CnnGen.Generator.Operations;
using CnnGen.Generator.Shapes;
using CnnGen.Generator.Tensors;

namespace CnnGen.Generator.Lowering;

/// <summary>What both directions of lowering share: making tensors and changing their layout.</summary>
internal abstract class ProgramBuilder(TensorPool pool)
{
    private readonly List<Operation> _operations = [];

    public IReadOnlyList<Operation> Operations => _operations;

    /// <summary>Makes the tensors.</summary>
    protected TensorPool Pool => pool;

    /// <summary>The layer being lowered.</summary>
    public Node Node { get; set; } = null!;

    public virtual void Add(Operation operation) => _operations.Add(operation);

    public Tensor NewTensor(string name, int channels, PerAxis<int> size, int groups = 1) =>
        pool.New(name, channels, size, NeedsGroups(channels, groups) ? groups : 1);

    /// <summary>A tensor of a logical shape.</summary>
    public Tensor NewTensor(string name, TensorShape shape, int groups = 1) => NewTensor(name, shape.Channels, shape.Spatial, groups);

    /// <summary>Numbers for each channel that belong to a shard or the batch.</summary>
    /// <param name="name">What they are.</param>
    /// <param name="channels">Channels, in whole blocks.</param>
    /// <param name="vectors">How many numbers a channel.</param>
    /// <param name="per">What there is one tensor for.</param>
    public virtual Tensor NewStatistics(string name, int channels, int vectors, Scope per) =>
        pool.New(name, vectors * Tensor.Blocks(channels) * Tensor.Block, PerAxis.Ones, 1, per);

    /// <summary>A tensor of the same shape and grouping.</summary>
    public Tensor NewLike(string name, Tensor other) => pool.NewLike(name, other);

    /// <summary>The tensor with each group's channels beginning a block of their own.</summary>
    public Tensor InGroups(Tensor tensor, int groups) =>
        !NeedsGroups(tensor.Channels, groups) ? tensor : Rearranged(tensor, pool.New(tensor.Name + "_groups", tensor.Channels, tensor.Size, groups));

    /// <summary>The tensor with its channels side by side again.</summary>
    public Tensor Ungrouped(Tensor tensor) =>
        tensor.Groups == 1 ? tensor : Rearranged(tensor, pool.New(tensor.Name + "_joined", tensor.Channels, tensor.Size, 1));

    /// <summary>The tensor with each channel so many times.</summary>
    public Tensor Repeated(Tensor tensor, int times)
    {
        if (times == 1)
        {
            return tensor;
        }

        Tensor repeated = pool.New(tensor.Name + "_repeated", tensor.Channels * times, tensor.Size, 1);
        Add(new RepeatChannels(Node.Id, tensor, times, repeated));
        return repeated;
    }

    /// <summary>A gradient by a tensor's channels from that by their repetitions.</summary>
    public Tensor SummedLike(Tensor tensor, Tensor repeated)
    {
        int times = repeated.Channels / tensor.Channels;
        if (times == 1)
        {
            return repeated;
        }

        Tensor sums = NewLike("d" + tensor.Name, tensor);
        Add(new SumChannels(Node.Id, repeated, times, sums));
        return sums;
    }

    /// <summary>The tensor in a logical shape: a flattened volume becomes a vector in memory too.</summary>
    public Tensor AsShaped(Tensor tensor, TensorShape shape) =>
        tensor.Channels == shape.Channels && tensor.Size == shape.Spatial ? tensor : Rearranged(tensor, NewTensor(tensor.Name + "_flat", shape));

    /// <summary>The tensor in the memory shape of another with as many elements.</summary>
    public Tensor AsSized(Tensor tensor, Tensor other) =>
        tensor.Channels == other.Channels && tensor.Size == other.Size ? tensor : Rearranged(tensor, NewLike(tensor.Name + "_volume", other));

    /// <summary>The tensors in one shape of memory: as they are where they have it already, else in the logical shape that all share.</summary>
    public IReadOnlyList<Tensor> InOneShape(IReadOnlyList<Tensor> tensors, TensorShape shape)
    {
        Tensor first = tensors[0];
        return tensors.All(tensor => tensor.Channels == first.Channels && tensor.Size == first.Size)
            ? tensors
            : tensors.Select(tensor => AsShaped(tensor, shape)).ToList();
    }

    private Tensor Rearranged(Tensor from, Tensor to)
    {
        Add(new Rearrange(Node.Id, from, to));
        return to;
    }

    // Groups of whole blocks lie as they should already.
    private static bool NeedsGroups(int channels, int groups) => groups > 1 && channels / groups % Tensor.Block != 0;
}

/// <summary>Makes tensors with numbers of their own.</summary>
internal sealed class TensorPool
{
    private int _next;

    public Tensor New(string name, int channels, PerAxis<int> size, int groups, Scope per = Scope.Sample) =>
        new(_next++, name, channels, size, groups, per);

    /// <summary>A tensor of the same shape and grouping.</summary>
    public Tensor NewLike(string name, Tensor other) => New(name, other.Channels, other.Size, other.Groups);
}

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

/// <summary>Lowers layers in the opposite order.</summary>
internal sealed class BackwardBuilder : ProgramBuilder
{
    private readonly WeightPlan _weights;
    private readonly DerivedPlan _derived;
    private readonly ForwardBuilder _forward;

    // What each reader of a node's output adds to the gradient by it.
    private readonly Dictionary<int, List<Tensor>> _contributions = [];

    // The nodes whose gradient some trained layer needs.
    private readonly HashSet<int> _needed = [];
    private readonly List<Operation> _last = [];

    private readonly int? _firstTrained;

    // Whether the layer's gradients by weights are done; whether the pass may have ended behind them; whether no trained layer is left.
    private bool _weightsDone;
    private bool _hasEnd;
    private bool _isBehindAll;

    public BackwardBuilder(TensorPool pool, WeightPlan weights, DerivedPlan derived, ForwardBuilder forward, NetworkGraph graph)
        : base(pool)
    {
        _weights = weights;
        _derived = derived;
        _forward = forward;
        Recomputation = new Recomputation(forward, graph);
        foreach (Node node in graph.Nodes)
        {
            if (IsTrained(node) || node.Inputs.Any(_needed.Contains))
            {
                _needed.Add(node.Id);
            }
        }

        _firstTrained = graph.Nodes.FirstOrDefault(IsTrained)?.Id;
        HasFrozenStart = graph.Nodes.Any(node => node.Frozen && HasWeights(node) && !_needed.Contains(node.Id));
    }

    /// <summary>Whether there are frozen layers in front of which nothing is trained.</summary>
    public bool HasFrozenStart { get; }

    /// <summary>What the forward pass has not kept.</summary>
    public Recomputation Recomputation { get; }

    public Tensor Input => Forward.Values[Node.Inputs[0]];

    /// <summary>All of the layer's inputs: more than one for joins.</summary>
    public IReadOnlyList<Tensor> Inputs => Node.Inputs.Select(input => Forward.Values[input]).ToList();

    public Tensor Output => Forward.Values[Node.Id];

    // What the layer has taken, given and kept, or computes again.
    private ForwardBuilder Forward => Recomputation.ForwardOf(Node);

    /// <summary>The gradient by the layer's output.</summary>
    public Tensor OutputGradient { get; private set; } = null!;

    /// <summary>The gradient by the layer's input, set by the layer.</summary>
    public Tensor InputGradient
    {
        set => AddInputGradient(0, value);
    }

    /// <summary>Adds to the gradient by one of the layer's inputs.</summary>
    public void AddInputGradient(int input, Tensor gradient) => AddGradient(Node.Inputs[input], gradient);

    private void AddGradient(int node, Tensor gradient)
    {
        if (!_contributions.TryGetValue(node, out List<Tensor> contributions))
        {
            _contributions.Add(node, contributions = []);
        }

        contributions.Add(gradient);
    }

    /// <summary>Begins with the gradient by the network's output, which the caller passes.</summary>
    public void Begin(int last, Load load)
    {
        base.Add(load);
        AddGradient(last, load.Y);
    }

    /// <summary>Takes the gradient by an output that a node marks; zeros where the caller has none.</summary>
    public void LoadGradient(Node mark, External from)
    {
        EndIfDone();
        Tensor output = _forward.Values[mark.Id];
        Tensor gradient = NewLike("d" + output.Name, output);
        base.Add(new Clear(mark.Id, gradient));
        base.Add(new Load(mark.Id, from, gradient) { OnlyForOutputs = from.Bit });
        AddGradient(mark.Id, gradient);
    }

    /// <summary>Hands over the gradient by what a node gives, all of whose readers have been lowered.</summary>
    public void StoreGradient(int node, External to) => base.Add(new Store(node, GradientOf(node), to));

    /// <summary>Ends with the gradient by the network's input, for a caller that wants it.</summary>
    public void End()
    {
        EndIfDone();
        base.Add(new Store(Node.NetworkInput, GradientOf(Node.NetworkInput), External.InputGradient) { OnlyForInputGradient = !_isBehindAll });
        foreach (Operation operation in _last)
        {
            base.Add(operation);
        }
    }

    /// <summary>Adds what is computed for the whole batch when all else is done.</summary>
    public void AddLast(Operation operation)
    {
        _weightsDone = true;
        _last.Add(operation);
    }

    /// <summary>Goes to a layer, all of whose readers have been lowered.</summary>
    /// <returns>Whether its output has a gradient: nothing flows back into a branch that nothing reads.</returns>
    public bool Enter(Node node)
    {
        EndIfDone();
        Node = node;
        _weightsDone = false;
        _hasEnd = false;
        if (!_contributions.ContainsKey(node.Id))
        {
            return false;
        }

        OutputGradient = GradientOf(node.Id);
        foreach (Operation operation in Recomputation.Begin(node))
        {
            base.Add(operation);
        }

        return true;
    }

    /// <summary>The sum of what all readers add to the gradient by a node's output.</summary>
    private Tensor GradientOf(int node)
    {
        List<Tensor> contributions = _contributions[node];
        if (contributions.Count == 1)
        {
            return contributions[0];
        }

        Tensor total = NewLike(contributions[0].Name + "_sum", contributions[0]);
        _contributions[node] = [total];
        Tensor sum = contributions[0];
        foreach (Tensor contribution in contributions.Skip(1))
        {
            base.Add(new Sum(node, sum, contribution, total) { OnlyForInputGradient = !_isBehindAll && !_needed.Contains(node) });
            sum = total;
        }

        return total;
    }

    public Tensor Kept(string key) => Forward.Kept(Node.Id, key);

    // Where no trained layer lies before this one, what follows its own weights' gradients is for the network's input alone.
    public override void Add(Operation operation)
    {
        bool isForInput = operation.Scope is Scope.Sample or Scope.Batch || operation.Writes.Any(static tensor => tensor.Per == Scope.Sample);
        if (isForInput)
        {
            EndIfDone();
        }

        bool isOfWeights = IsTrained(Node) && !(isForInput && _weightsDone);
        _weightsDone |= !isForInput;
        bool isWanted = _isBehindAll || isOfWeights || Node.Inputs.Any(_needed.Contains);
        base.Add(isWanted ? operation : operation with { OnlyForInputGradient = true });
    }

    /// <summary>Lets the pass end behind a trained layer's gradients by weights.</summary>
    private void EndIfDone()
    {
        if (_weightsDone && !_hasEnd && IsTrained(Node))
        {
            base.Add(new EndBackward(Node.Id));
            _hasEnd = true;
            _isBehindAll = Node.Id == _firstTrained;
        }
    }

    private static bool IsTrained(Node node) => !node.Frozen && HasWeights(node);

    private static bool HasWeights(Node node) => node.Parameters.Any(static parameter => parameter.Role == Layers.ParameterRole.Weight);

    public WeightOperand Parameter(string suffix) => _weights.Find(Node, suffix).Operand;

    /// <summary>The weights with filters and channels exchanged and the given taps in the given order.</summary>
    public WeightOperand Transposed(string suffix, ConvGeometry geometry, IReadOnlyList<int> taps) => _derived.Add(_weights.Find(Node, suffix), PackShape.For(geometry), taps);
}
