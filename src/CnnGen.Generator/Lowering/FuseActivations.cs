using System.Collections.Generic;
using System.Linq;
using CnnGen.Generator.Operations;

namespace CnnGen.Generator.Lowering;

/// <summary>Computes an activation on sums before they are stored, where nothing else reads the sums.</summary>
internal static class FuseActivations
{
    public static Program Run(Program program)
    {
        List<Operation> operations = program.Operations.ToList();
        Readers readers = new(operations);
        for (int index = 0; index + 1 < operations.Count; index++)
        {
            Operation first = operations[index];
            if (operations[index + 1] is Activate activate
                && first.Writes.Contains(activate.X)
                && readers[activate.X].All(reader => ReferenceEquals(reader, activate) || ReferenceEquals(reader, first))
                && first.WithActivation(activate.Kind, activate.Y) is { } fused)
            {
                operations[index] = fused;
                operations.RemoveAt(index + 1);
            }
        }

        return program with { Operations = operations };
    }
}
