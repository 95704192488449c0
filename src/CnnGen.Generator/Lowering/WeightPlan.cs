using System.Collections.Generic;
using System.Linq;
using CnnGen.Generator.Graph;
using CnnGen.Generator.Layers;
using CnnGen.Generator.Tensors;

namespace CnnGen.Generator.Lowering;

/// <summary>Gives each parameter its place the first time that a layer asks for it; later programs find it there.</summary>
/// <remarks>Matrices lie behind all others: shards have no gradients by them, so theirs end before them.</remarks>
internal sealed class WeightPlan
{
    private readonly List<PlacedParameter> _parameters = [];
    private readonly Dictionary<(int Node, string Suffix), PlacedParameter> _places = [];

    public IReadOnlyList<PlacedParameter> Parameters => _parameters;

    /// <summary>Floats of all parameters, padding included.</summary>
    public int Length { get; private set; }

    /// <summary>Floats of all but matrices.</summary>
    public int ShardedLength { get; private set; }

    /// <summary>A plan of the same parameters with the matrices moved behind the others.</summary>
    public WeightPlan Sorted()
    {
        WeightPlan sorted = new();
        Dictionary<PlacedParameter, PlacedParameter> moved = [];
        foreach (PlacedParameter parameter in _parameters.OrderBy(parameter => parameter.IsMatrix))
        {
            moved.Add(parameter, sorted.Place(parameter.Node, parameter.Spec.Suffix, parameter.Pack, parameter.IsMatrix));
        }

        // Files and initial values have the layers' order.
        sorted._parameters.Clear();
        sorted._parameters.AddRange(_parameters.Select(parameter => moved[parameter]));
        return sorted;
    }

    public PlacedParameter Place(Node node, string suffix, PackShape pack, bool isMatrix = false)
    {
        if (_places.TryGetValue((node.Id, suffix), out PlacedParameter placed))
        {
            return placed;
        }

        ParameterSpec spec = node.Parameters.First(parameter => parameter.Suffix == suffix);
        int length = checked((int)pack.PackedLength);
        PlacedParameter parameter = new(node, spec, pack, Length, isMatrix);
        Length = checked(Tensor.RoundUp(Length + length));
        ShardedLength = isMatrix ? ShardedLength : Length;
        _parameters.Add(parameter);
        _places.Add((node.Id, suffix), parameter);
        return parameter;
    }

    public PlacedParameter Find(Node node, string suffix) => _places[(node.Id, suffix)];
}

/// <summary>A parameter's place among the network's weights.</summary>
/// <param name="Node">The layer.</param>
/// <param name="Spec">What it is.</param>
/// <param name="Pack">The order of its floats.</param>
/// <param name="Offset">The first of them.</param>
/// <param name="IsMatrix">Whether its gradient is summed over the batch at once.</param>
internal sealed record PlacedParameter(Node Node, ParameterSpec Spec, PackShape Pack, int Offset, bool IsMatrix)
{
    public string Name => Node.NameOf(Spec);

    public WeightOperand Operand => new(WeightSource.Parameters, Offset, Pack);
}
