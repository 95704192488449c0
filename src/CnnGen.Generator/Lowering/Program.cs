using System.Collections.Generic;
using System.Linq;

namespace CnnGen.Generator.Lowering;

/// <summary>A derived weight array and how it follows from a parameter.</summary>
/// <param name="Source">The parameter.</param>
/// <param name="Target">Where it lies and in which order.</param>
/// <param name="Taps">The source's tap of each of the target's taps; null where the target's filters are a whole volume.</param>
internal sealed record DerivedWeights(PlacedParameter Source, WeightOperand Target, IReadOnlyList<int>? Taps);

/// <summary>Straight-line steps over tensors: the form between lowering and kernels.</summary>
/// <param name="Operations">In order of execution.</param>
internal sealed record Program(IReadOnlyList<Operation> Operations)
{
    /// <summary>Floats of one sample's arena; set by <see cref="PlanMemory"/>.</summary>
    public int ArenaLength { get; init; }

    /// <summary>Every tensor, in the order of its first use.</summary>
    public IEnumerable<Tensor> Tensors => Operations.SelectMany(operation => operation.Reads.Concat(operation.Writes)).Distinct();
}

/// <summary>A network's weights and programs.</summary>
internal sealed record LoweredNetwork(
    Graph.NetworkGraph Graph,
    IReadOnlyList<PlacedParameter> Parameters,
    int WeightsLength,
    Program Inference,
    Program TrainingForward,
    Program TrainingBackward,
    IReadOnlyList<DerivedWeights> Derived,
    int DerivedLength);
