using System.Collections.Generic;
using System.Linq;
using CnnGen.Generator.Operations;
using CnnGen.Generator.Tensors;

namespace CnnGen.Generator.Lowering;

/// <summary>Leaves out what only the gradient by the network's input needs: nothing then keeps the values of layers in front of the first trained one.</summary>
internal static class DropInputGradient
{
    public static Program Run(Program program)
    {
        // Behind the last place where the pass may end nothing is trained; what is summed over the batch at last is in no order.
        int end = program.Operations.Select(static (operation, index) => operation.EndCondition is null ? -1 : index).Max();
        IEnumerable<Operation> wanted = program.Operations.Where((operation, index) =>
            !operation.OnlyForInputGradient && (end < 0 || index < end || operation.Scope == Scope.Part));
        return program with { Operations = wanted.ToList() };
    }
}
