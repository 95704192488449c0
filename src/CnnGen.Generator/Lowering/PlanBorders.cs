using System.Collections.Generic;
using System.Linq;
using CnnGen.Generator.Operations;
using CnnGen.Generator.Tensors;

namespace CnnGen.Generator.Lowering;

/// <summary>Grows each tensor's border to what its readers see around it, so that no inner loop has an edge case. What lies in one tensor has one border.</summary>
internal static class PlanBorders
{
    public static Program Run(Program program)
    {
        Dictionary<Tensor, Border> grown = [];
        foreach (Operation operation in program.Operations)
        {
            foreach (Tensor read in operation.Reads)
            {
                Tensor root = program.Views.RootOf(read);
                grown[root] = operation.BorderOf(read).Union(grown.TryGetValue(root, out Border known) ? known : default);
            }
        }

        return program with
        {
            Forms = program.Forms.With(program.Tensors
                .Where(tensor => grown.ContainsKey(program.Views.RootOf(tensor)))
                .Select(tensor => new KeyValuePair<Tensor, TensorForm>(tensor, program.Forms[tensor] with { Border = grown[program.Views.RootOf(tensor)] }))),
        };
    }
}

/// <summary>Sets borders to zero behind the first write of a bordered tensor, where that went into them or other tensors have used the memory.</summary>
internal static class ClearBorders
{
    public static Program Run(Program program)
    {
        // A concatenation is written part by part; its border is cleared with the first.
        HashSet<Tensor> cleared = [];
        List<Operation> operations = [];
        foreach (Operation operation in program.Operations)
        {
            operations.Add(operation);
            operations.AddRange(operation.Writes
                .Where(tensor => !program.Forms[tensor].Border.IsEmpty && (program.Memory.IsShared(tensor) || operation.WritesIntoBorder(program.Forms)) && cleared.Add(tensor))
                .Select(tensor => new ClearBorder(operation.Node, tensor).DoneWith(operation)));
        }

        return program with { Operations = operations };
    }
}
