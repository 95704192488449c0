using System.Collections.Generic;
using System.Linq;
using CnnGen.Generator.Operations;
using CnnGen.Generator.Tensors;

namespace CnnGen.Generator.Lowering;

/// <summary>Finds what only further outputs need, so that a call that does not ask for them leaves it out. For inference: training keeps all for its backward pass.</summary>
internal static class GuardOutputs
{
    public static Program Run(Program program)
    {
        // From the last operation to the first: whom a tensor serves is known when what writes it is reached. Parts of one tensor serve the same.
        Dictionary<Tensor, ulong> served = [];
        List<Operation> operations = [];
        foreach (Operation operation in program.Operations.Reverse())
        {
            ulong serves = operation.Delivers;
            foreach (Tensor written in operation.Writes.Select(program.Views.RootOf))
            {
                serves |= served.TryGetValue(written, out ulong known) ? known : 0;
            }

            foreach (Tensor read in operation.Reads.Select(program.Views.RootOf))
            {
                served[read] = serves | (served.TryGetValue(read, out ulong known) ? known : 0);
            }

            operations.Add((serves & External.OwnOutput) == 0 ? operation with { OnlyForOutputs = serves } : operation);
        }

        operations.Reverse();
        return program with { Operations = operations };
    }
}
