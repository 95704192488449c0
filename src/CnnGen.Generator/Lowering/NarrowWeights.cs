using System.Collections.Generic;
using System.Linq;
using CnnGen.Generator.Model;
using CnnGen.Generator.Operations;
using CnnGen.Generator.Tensors;

namespace CnnGen.Generator.Lowering;

/// <summary>Weights that are read as bfloat16.</summary>
/// <param name="Source">The weights.</param>
/// <param name="Target">Where two of them lie in the place of a float, in the same order.</param>
internal sealed record NarrowOperand(WeightOperand Source, WeightOperand Target);

/// <summary>Has inference read a matrix in half of its width, where the layer or the network says so.</summary>
/// <param name="precision">What holds for layers that do not say otherwise.</param>
/// <param name="folds">Where the narrow weights lie.</param>
internal sealed class NarrowWeights(WeightPrecision precision, FoldPlan folds)
{
    private readonly List<NarrowOperand> _weights = [];

    public IReadOnlyList<NarrowOperand> Weights => _weights;

    public Program Run(Program program) => program with { Operations = program.Operations.Select(Narrow).ToList() };

    private Operation Narrow(Operation operation)
    {
        if (operation is not Multiply multiply || (multiply.Precision ?? precision) != WeightPrecision.BFloat16 || folds.PlaceHalf(multiply.Weights.Pack) is not { } target)
        {
            return operation;
        }

        _weights.Add(new NarrowOperand(multiply.Weights, target));
        return multiply with { Weights = target, IsNarrow = true };
    }
}
