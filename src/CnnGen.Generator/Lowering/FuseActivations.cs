using System.Collections.Generic;
using System.Linq;

namespace CnnGen.Generator.Lowering;

/// <summary>Computes a ReLU on a convolution's sums before they are stored, where nothing else reads the sums.</summary>
internal static class FuseActivations
{
    public static Program Run(Program program, Program? backward = null)
    {
        List<Operation> operations = program.Operations.ToList();
        for (int index = 0; index + 1 < operations.Count; index++)
        {
            if (operations[index] is Convolve { Activation: ActivationKind.None, Pool: null } convolve
                && operations[index + 1] is Activate { Kind: ActivationKind.ReLU } activate
                && ReferenceEquals(activate.X, convolve.Y)
                && ReadersOf(convolve.Y, operations.Concat(backward?.Operations ?? [])) == 1)
            {
                operations[index] = convolve with { Activation = ActivationKind.ReLU, Y = activate.Y };
                operations.RemoveAt(index + 1);
            }
        }

        return program with { Operations = operations };
    }

    private static int ReadersOf(Tensor tensor, IEnumerable<Operation> operations) =>
        operations.Count(operation => operation.Reads.Contains(tensor));
}
