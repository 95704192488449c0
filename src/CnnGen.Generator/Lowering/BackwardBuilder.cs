using System.Collections.Generic;
using System.Linq;
using CnnGen.Generator.Graph;
using CnnGen.Generator.Operations;
using CnnGen.Generator.Tensors;

namespace CnnGen.Generator.Lowering;

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
