using System.Collections.Generic;
using System.Linq;
using CnnGen.Generator.Operations;
using CnnGen.Generator.Tensors;

namespace CnnGen.Generator.Lowering;

/// <summary>
/// Makes the lanes behind a tensor's last channel zero where a sum runs over them: the gradients by a layer's weights, whose padding must
/// stay zero. Kernels write zeros there; copies write channels alone, so memory that other tensors have used is cleared before them. An
/// activation of zero may be another number, which is cleared where lanes are read as channels.
/// </summary>
internal static class PaddingLanes
{
    /// <summary>Whether a form has lanes that hold no channel.</summary>
    public static bool Has(TensorForm form) => !form.IsPlanar && form.GroupChannels % Tensor.Block != 0;

    public static Program Run(Program program)
    {
        HashSet<Tensor> needed = Needed(program.Operations);
        HashSet<Tensor> written = [];
        HashSet<Tensor> lifted = [];
        List<Operation> operations = [];
        foreach (Operation operation in program.Operations)
        {
            if (operation.Lanes == LaneRule.Untouched)
            {
                operations.AddRange(operation.Writes
                    .Where(tensor => needed.Contains(tensor) && !written.Contains(tensor) && Has(program.Forms[tensor]) && program.Memory.IsShared(tensor))
                    .Select(tensor => new Clear(operation.Node, tensor).DoneWith(operation)));
            }

            List<Operation> clears = operation.Reads.Distinct()
                .Where(tensor => operation.ReadsLanes(tensor) && lifted.Contains(tensor) && Has(program.Forms[tensor]))
                .Select(tensor => new ClearLanes(operation.Node, tensor).DoneWith(operation)).ToList();
            foreach (Operation step in clears.Append(operation))
            {
                written.UnionWith(step.Writes);
                operations.Add(step);
                Follow(step, lifted);
            }
        }

        return program with { Operations = operations };
    }

    /// <summary>Keeps the tensors whose padding lanes may hold another number than zero.</summary>
    /// <param name="operation">The next operation.</param>
    /// <param name="lifted">The tensors.</param>
    public static void Follow(Operation operation, HashSet<Tensor> lifted)
    {
        bool lifts = operation.LiftsZeros || (operation.Lanes == LaneRule.OfReads && operation.Reads.Any(lifted.Contains));
        if (lifts)
        {
            lifted.UnionWith(operation.Writes);
        }
        else if (operation.Lanes != LaneRule.Untouched)
        {
            lifted.ExceptWith(operation.Writes);
        }
    }

    /// <summary>The tensors whose padding lanes reach a sum, from the last operation to the first.</summary>
    public static HashSet<Tensor> Needed(IReadOnlyList<Operation> operations)
    {
        HashSet<Tensor> needed = [];
        foreach (Operation operation in operations.Reverse())
        {
            bool hands = operation.Lanes == LaneRule.OfReads && operation.Writes.Any(needed.Contains);
            needed.UnionWith(operation.Reads.Where(read => hands || operation.NeedsZeroLanes(read)));
        }

        return needed;
    }
}
