using System.Collections.Generic;
using CnnGen.Generator.Graph;
using CnnGen.Generator.Shapes;

namespace CnnGen.Generator.Lowering;

/// <summary>What both directions of lowering share: making tensors and changing their layout.</summary>
internal abstract class ProgramBuilder(TensorPool pool)
{
    private readonly List<Operation> _operations = [];

    public IReadOnlyList<Operation> Operations => _operations;

    /// <summary>The layer being lowered.</summary>
    public Node Node { get; set; } = null!;

    public virtual void Add(Operation operation) => _operations.Add(operation);

    public Tensor NewTensor(string name, int channels, int height, int width, int groups = 1) =>
        pool.New(name, channels, height, width, NeedsGroups(channels, groups) ? groups : 1);

    /// <summary>A tensor of the same shape and grouping.</summary>
    public Tensor NewLike(string name, Tensor other) => pool.New(name, other.Channels, other.Height, other.Width, other.Groups);

    /// <summary>The tensor with each group's channels beginning a block of their own.</summary>
    public Tensor InGroups(Tensor tensor, int groups) =>
        !NeedsGroups(tensor.Channels, groups) ? tensor : Rearranged(tensor, pool.New(tensor.Name + "_groups", tensor.Channels, tensor.Height, tensor.Width, groups));

    /// <summary>The tensor with its channels side by side again.</summary>
    public Tensor Ungrouped(Tensor tensor) =>
        tensor.Groups == 1 ? tensor : Rearranged(tensor, pool.New(tensor.Name + "_joined", tensor.Channels, tensor.Height, tensor.Width, 1));

    /// <summary>The tensor in a logical shape: a flattened volume becomes a vector in memory too.</summary>
    public Tensor AsShaped(Tensor tensor, TensorShape shape) =>
        tensor.Channels == shape.Channels ? tensor : Rearranged(tensor, NewTensor(tensor.Name + "_flat", shape.Channels, shape.Height, shape.Width));

    /// <summary>The tensor in the memory shape of another with as many elements.</summary>
    public Tensor AsSized(Tensor tensor, Tensor other) =>
        tensor.Channels == other.Channels ? tensor : Rearranged(tensor, NewLike(tensor.Name + "_volume", other));

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

    public Tensor New(string name, int channels, int height, int width, int groups) => new(_next++, name, channels, height, width, groups);
}

/// <summary>Lowers layers in the order of the graph.</summary>
internal sealed class ForwardBuilder(TensorPool pool, WeightPlan weights, bool isTraining) : ProgramBuilder(pool)
{
    private readonly Dictionary<(int, string), Tensor> _kept = [];

    /// <summary>Each node's output.</summary>
    public Dictionary<int, Tensor> Values { get; } = [];

    /// <summary>Whether what Backward needs is kept.</summary>
    public bool IsTraining { get; } = isTraining;

    /// <summary>The layer's input.</summary>
    public Tensor Input => Values[Node.Inputs[0]];

    /// <summary>The layer's output, set by the layer.</summary>
    public Tensor Output
    {
        set => Values[Node.Id] = value;
    }

    /// <summary>The layer's weights, in an order that suits the convolution.</summary>
    public WeightOperand Weight(ConvGeometry geometry) => weights.Place(Node, "weight", PackShape.For(geometry)).Operand;

    /// <summary>The layer's bias, padded as the convolution's filters are.</summary>
    public WeightOperand Bias(ConvGeometry geometry) => weights.Place(Node, "bias", PackShape.For(geometry).Bias).Operand;

    /// <summary>Remembers a tensor for the layer's backward pass.</summary>
    public void Keep(string key, Tensor tensor) => _kept[(Node.Id, key)] = tensor;

    public Tensor Kept(int node, string key) => _kept[(node, key)];
}

/// <summary>Lowers layers in the opposite order.</summary>
internal sealed class BackwardBuilder(
    TensorPool pool, WeightPlan weights, ForwardBuilder forward, int firstTrained) : ProgramBuilder(pool)
{
    private readonly Dictionary<int, Tensor> _gradients = [];
    private readonly List<DerivedWeights> _derived = [];
    private bool _lastTrainedDone;

    public IReadOnlyList<DerivedWeights> Derived => _derived;

    /// <summary>Floats of all derived weights.</summary>
    public int DerivedLength { get; private set; }

    public Tensor Input => forward.Values[Node.Inputs[0]];

    public Tensor Output => forward.Values[Node.Id];

    public Tensor OutputGradient => _gradients[Node.Id];

    /// <summary>The gradient by the layer's input, set by the layer.</summary>
    public Tensor InputGradient
    {
        set => _gradients[Node.Inputs[0]] = value;
    }

    public Tensor Kept(string key) => forward.Kept(Node.Id, key);

    public Tensor GradientOf(int node) => _gradients[node];

    public void SetGradient(int node, Tensor gradient) => _gradients[node] = gradient;

    // Behind the first trained layer's own gradients there is nothing left but the input's.
    public override void Add(Operation operation)
    {
        _lastTrainedDone |= operation.IsPerShard && operation.Node == firstTrained;
        bool onlyForInput = !operation.IsPerShard && (Node.Id < firstTrained || (Node.Id == firstTrained && _lastTrainedDone));
        base.Add(onlyForInput ? operation with { OnlyForInputGradient = true } : operation);
    }

    public WeightOperand Parameter(string suffix) => weights.Find(Node, suffix).Operand;

    /// <summary>The weights with filters and channels exchanged and the given taps in the given order.</summary>
    public WeightOperand Transposed(string suffix, ConvGeometry geometry, IReadOnlyList<int> taps) => Derive(suffix, geometry, taps);

    /// <summary>The weights with every element of the input volume a filter, in the order of a blocked volume's memory.</summary>
    public WeightOperand TransposedVolume(string suffix, ConvGeometry geometry) => Derive(suffix, geometry, null);

    private WeightOperand Derive(string suffix, ConvGeometry geometry, IReadOnlyList<int>? taps)
    {
        PackShape pack = PackShape.For(geometry);
        WeightOperand target = new(WeightSource.Derived, DerivedLength, pack);
        DerivedLength = checked(DerivedLength + (int)pack.PackedLength);
        _derived.Add(new DerivedWeights(weights.Find(Node, suffix), target, taps));
        return target;
    }
}
