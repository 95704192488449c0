using System.Collections.Generic;
using System.Linq;
using CnnGen.Generator.Operations;

namespace CnnGen.Generator.Lowering;

/// <summary>Multiplies a normalisation by running estimates into the weights in front of it, where nothing else reads what they give.</summary>
internal static class FoldNorms
{
    public static Program Run(Program program)
    {
        List<Operation> operations = program.Operations.ToList();
        Readers readers = new(operations);
        for (int index = 0; index + 1 < operations.Count; index++)
        {
            if (operations[index + 1] is ScaleChannels { Activation: Tensors.ActivationKind.None } scale
                && operations[index].Writes.Contains(scale.X)
                && readers[scale.X].Count() == 1
                && operations[index].WithFold(scale.Fold, scale.Y) is { } folded)
            {
                operations[index] = folded;
                operations.RemoveAt(index + 1);
            }
        }

        return program with { Operations = operations };
    }
}
