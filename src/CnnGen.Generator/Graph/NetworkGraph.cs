using System.Collections.Generic;
using System.Linq;
using CnnGen.Generator.Layers;
using CnnGen.Generator.Shapes;

namespace CnnGen.Generator.Graph;

/// <summary>A layer in its place: what flows in, what flows out.</summary>
internal sealed record Node(int Id, string Name, string Text, Layer Layer, bool Frozen, IReadOnlyList<int> Inputs, TensorShape Input, TensorShape Output)
{
    /// <summary>Stands for the network's input among <see cref="Inputs"/>.</summary>
    public const int NetworkInput = -1;

    /// <summary>The kind and shapes: <c>Conv(6, 5, Pad = 2) 1x28x28 -> 6x28x28</c>.</summary>
    public override string ToString() => $"{Text} {Input} -> {Output}";

    /// <summary>The first values of the node's weights follow the nonlinearity behind it.</summary>
    public bool FeedsRectifier { get; init; }

    /// <summary>Input rows (or columns, whichever is more) that one output element sees; 0 where it sees everything.</summary>
    public int ReceptiveField { get; init; }

    public long ParameterCount => Layer.Parameters(Input).Sum(parameter => parameter.Shape.Elements);

    public long MultiplyAdds => Layer.MultiplyAdds(Input, Output);
}

/// <summary>A network whose shapes are all known, in an order in which every node follows its inputs.</summary>
internal sealed record NetworkGraph(TensorShape Input, IReadOnlyList<Node> Nodes)
{
    public TensorShape Output => Nodes.Count == 0 ? Input : Nodes[Nodes.Count - 1].Output;

    public long ParameterCount => Nodes.Sum(node => node.ParameterCount);

    public long MultiplyAdds => Nodes.Sum(node => node.MultiplyAdds);

    /// <summary>The nodes that read a node's output.</summary>
    public IEnumerable<Node> Consumers(int id) => Nodes.Where(node => node.Inputs.Contains(id));
}
