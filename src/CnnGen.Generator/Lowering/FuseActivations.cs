using System.Collections.Generic;
using System.Linq;

namespace CnnGen.Generator.Lowering;

/// <summary>Computes a ReLU on a convolution's or a join's sums before they are stored, where nothing else reads the sums.</summary>
internal static class FuseActivations
{
    public static Program Run(Program program, Program? backward = null)
    {
        List<Operation> operations = program.Operations.ToList();
        Readers readers = new(operations.Concat(backward?.Operations ?? []));
        for (int index = 0; index + 1 < operations.Count; index++)
        {
            if (operations[index + 1] is not Activate { Kind: ActivationKind.ReLU } activate
                || readers[activate.X].Any(other => !ReferenceEquals(other, activate) && !ReferenceEquals(other, operations[index])))
            {
                continue;
            }

            Operation? fused = operations[index] switch
            {
                Convolve { Activation: ActivationKind.None, Pool: null } convolve when ReferenceEquals(activate.X, convolve.Y) =>
                    convolve with { Activation = ActivationKind.ReLU, Y = activate.Y },
                Sum { Activation: ActivationKind.None } sum when ReferenceEquals(activate.X, sum.Y) =>
                    sum with { Activation = ActivationKind.ReLU, Y = activate.Y },
                _ => null,
            };
            if (fused is not null)
            {
                operations[index] = fused;
                operations.RemoveAt(index + 1);
            }
        }

        return program with { Operations = operations };
    }
}
