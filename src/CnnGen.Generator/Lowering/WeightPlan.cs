using System.Collections.Generic;
using System.Linq;
using CnnGen.Generator.Graph;

namespace CnnGen.Generator.Lowering;

/// <summary>Gives each parameter its place the first time that a layer asks for it; later programs find it there.</summary>
internal sealed class WeightPlan
{
    private readonly List<PlacedParameter> _parameters = [];

    public IReadOnlyList<PlacedParameter> Parameters => _parameters;

    /// <summary>Floats of all parameters, padding included.</summary>
    public int Length { get; private set; }

    public PlacedParameter Place(Node node, string suffix, PackShape pack)
    {
        if (_parameters.FirstOrDefault(parameter => parameter.Node.Id == node.Id && parameter.Spec.Suffix == suffix) is { } placed)
        {
            return placed;
        }

        Layers.ParameterSpec spec = node.Layer.Parameters(node.Input).First(parameter => parameter.Suffix == suffix);
        int length = checked((int)pack.PackedLength);
        PlacedParameter parameter = new(node, spec, pack, Length);
        Length = checked(Tensor.RoundUp(Length + length));
        _parameters.Add(parameter);
        return parameter;
    }

    public PlacedParameter Find(Node node, string suffix) =>
        _parameters.First(parameter => parameter.Node.Id == node.Id && parameter.Spec.Suffix == suffix);
}
