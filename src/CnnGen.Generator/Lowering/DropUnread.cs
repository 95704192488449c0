using System.Collections.Generic;
using System.Linq;
using CnnGen.Generator.Operations;
using CnnGen.Generator.Tensors;

namespace CnnGen.Generator.Lowering;

/// <summary>Leaves out what is computed again though nothing reads it: most of all what comes last of layers whose output is kept.</summary>
internal static class DropUnread
{
    public static Program Run(Program program)
    {
        List<Operation> wanted = [];
        HashSet<Tensor> read = [];
        HashSet<Tensor> readAlways = [];
        foreach (Operation operation in program.Operations.Reverse())
        {
            if (operation.IsAgain && !operation.Writes.Any(read.Contains))
            {
                continue;
            }

            Operation kept = operation.IsAgain && !operation.Writes.Any(readAlways.Contains) ? operation with { OnlyForInputGradient = true } : operation;
            wanted.Add(kept);
            read.UnionWith(kept.Reads);
            if (!kept.OnlyForInputGradient)
            {
                readAlways.UnionWith(kept.Reads);
            }
        }

        wanted.Reverse();
        return program with { Operations = wanted };
    }
}
