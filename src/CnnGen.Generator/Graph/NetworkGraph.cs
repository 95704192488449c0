using System.Collections.Generic;
using System.Linq;
using CnnGen.Generator.Layers;
using CnnGen.Generator.Shapes;

namespace CnnGen.Generator.Graph;

/// <summary>A layer in its place: what flows in, what flows out.</summary>
/// <param name="Id">Its place among the network's attributes.</param>
/// <param name="Name">Its name, given or by default.</param>
/// <param name="Text">Its declaration as C#.</param>
/// <param name="Layer">Its rules.</param>
/// <param name="Frozen">Whether its parameters are not trained.</param>
/// <param name="Inputs">The layers that it reads, in the order in which it takes them.</param>
/// <param name="InputShapes">The shapes of <paramref name="Inputs"/>.</param>
/// <param name="Output">The shape of its output.</param>
/// <param name="Parameters">Its named tensors.</param>
internal sealed record Node(
    int Id,
    string Name,
    string Text,
    Layer Layer,
    bool Frozen,
    IReadOnlyList<int> Inputs,
    IReadOnlyList<TensorShape> InputShapes,
    TensorShape Output,
    IReadOnlyList<ParameterSpec> Parameters)
{
    /// <summary>Stands for the network's input among <see cref="Inputs"/>.</summary>
    public const int NetworkInput = -1;

    /// <summary>The shape of the first input: of the only one, but for joins.</summary>
    public TensorShape Input => InputShapes[0];

    /// <summary>The name of one of its tensors: <c>conv1.weight</c>.</summary>
    public string NameOf(ParameterSpec parameter) => $"{Name}.{parameter.Suffix}";

    /// <summary>The kind and shapes: <c>Conv(6, 5, Pad = 2) 1x28x28 -> 6x28x28</c>.</summary>
    public override string ToString() => $"{Text} {string.Join(", ", InputShapes)} -> {Output}";

    /// <summary>The first of the layers with which it is computed again in the backward pass; null where what it gives is kept for that.</summary>
    public int? RecomputedFrom { get; init; }

    /// <summary>What one output element sees of the network's input; null where it sees everything.</summary>
    public ReceptiveField? ReceptiveField { get; init; }

    /// <summary>Elements of what is trained, or would be if it were not frozen.</summary>
    public long ParameterCount { get; } = Parameters.Where(parameter => parameter.Role == ParameterRole.Weight).Sum(parameter => parameter.Shape.Elements);

    public long MultiplyAdds { get; } = Layer.MultiplyAdds(InputShapes[0], Output);

    /// <summary>Every arithmetic operation, a multiply-add counted as one.</summary>
    public long Operations { get; } = Layer.Operations(InputShapes, Output);

    /// <summary>Bytes of the output as float32.</summary>
    public long ActivationBytes { get; } = Output.Elements * sizeof(float);
}

/// <summary>An output of a network.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Node">The node that makes it, or <see cref="Graph.Node.NetworkInput"/>.</param>
/// <param name="Shape">Its shape.</param>
internal sealed record NetworkOutput(string Name, int Node, TensorShape Shape);

/// <summary>A network whose shapes are all known, in an order in which every node follows its inputs.</summary>
internal sealed record NetworkGraph(TensorShape Input, IReadOnlyList<Node> Nodes, OutputMarks Marks)
{
    /// <summary>The node that makes the network's own output; null where that is the input.</summary>
    public Node? Last => Marks.Layer == Node.NetworkInput ? null : Nodes[Marks.Layer];

    /// <summary>The shape of the network's own output.</summary>
    public TensorShape Output => ShapeOf(Marks.Layer);

    /// <summary>The network's own output, then those that are marked.</summary>
    public IReadOnlyList<NetworkOutput> Outputs =>
        [new(Marks.Name, Marks.Layer, Output), .. Marks.Further.Select(mark => new NetworkOutput(mark.Name, mark.Layer, ShapeOf(mark.Layer)))];

    public long ParameterCount { get; } = Nodes.Sum(node => node.ParameterCount);

    public long MultiplyAdds { get; } = Nodes.Sum(node => node.MultiplyAdds);

    public long Operations { get; } = Nodes.Sum(node => node.Operations);

    public long ActivationBytes { get; } = Nodes.Sum(node => node.ActivationBytes);

    /// <summary>Whether some of what nodes give is computed again in the backward pass.</summary>
    public bool IsRecomputed => Nodes.Any(static node => node.RecomputedFrom is not null);

    /// <summary>The network with all kept that the backward pass reads.</summary>
    public NetworkGraph Kept => this with { Nodes = Nodes.Select(static node => node with { RecomputedFrom = null }).ToList() };

    /// <summary>Whether a node's output is one of the network's.</summary>
    public bool IsOutput(int id) => id == Marks.Layer || Marks.Marks.Any(mark => mark.Layer == id || mark.Mark == id);

    /// <summary>The nodes that read a node's output.</summary>
    public IEnumerable<Node> Consumers(int id) => Nodes.Where(node => node.Inputs.Contains(id));

    private TensorShape ShapeOf(int id) => id == Node.NetworkInput ? Input : Nodes[id].Output;
}
