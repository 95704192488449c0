using System.Collections.Generic;
using System.Linq;
using CnnGen.Generator.Graph;
using CnnGen.Generator.Layers;
using CnnGen.Generator.Tensors;

namespace CnnGen.Generator.Lowering;

/// <summary>Gives each parameter its place the first time that a layer asks for it; later programs find it there.</summary>
internal sealed class WeightPlan
{
    private readonly List<PlacedParameter> _parameters = [];
    private readonly Dictionary<(int Node, string Suffix), PlacedParameter> _places = [];

    public IReadOnlyList<PlacedParameter> Parameters => _parameters;

    /// <summary>Floats of all parameters, padding included.</summary>
    public int Length { get; private set; }

    public PlacedParameter Place(Node node, string suffix, PackShape pack)
    {
        if (_places.TryGetValue((node.Id, suffix), out PlacedParameter placed))
        {
            return placed;
        }

        ParameterSpec spec = node.Parameters.First(parameter => parameter.Suffix == suffix);
        int length = checked((int)pack.PackedLength);
        PlacedParameter parameter = new(node, spec, pack, Length);
        Length = checked(Tensor.RoundUp(Length + length));
        _parameters.Add(parameter);
        _places.Add((node.Id, suffix), parameter);
        return parameter;
    }

    public PlacedParameter Find(Node node, string suffix) => _places[(node.Id, suffix)];
}

/// <summary>A parameter's place among the network's weights.</summary>
internal sealed record PlacedParameter(Node Node, ParameterSpec Spec, PackShape Pack, int Offset)
{
    public string Name => $"{Node.Name}.{Spec.Suffix}";

    public WeightOperand Operand => new(WeightSource.Parameters, Offset, Pack);
}
