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
