using System.Collections.Generic;
using System.Linq;

namespace CnnGen.Generator.Lowering;

/// <summary>Grows each tensor's border to the padding that its readers see, so that no inner loop has an edge case.</summary>
internal static class PlanBorders
{
    public static Program Run(Program program)
    {
        Grow(program.Operations);
        return program;
    }

    public static (Program Forward, Program Backward) Run(Program forward, Program backward)
    {
        Grow(forward.Operations.Concat(backward.Operations));
        return (forward, backward);
    }

    private static void Grow(IEnumerable<Operation> operations)
    {
        foreach (Operation operation in operations)
        {
            switch (operation)
            {
                case Convolve convolve:
                    convolve.X.Border = convolve.X.Border.Union(convolve.Geometry.BorderOf(convolve.X));
                    break;
                case WeightGradient gradient:
                    gradient.X.Border = gradient.X.Border.Union(gradient.Geometry.BorderOf(gradient.X));
                    break;
            }
        }
    }
}

/// <summary>Sets borders to zero behind the first write of a bordered tensor, whose memory other tensors have used.</summary>
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
            operations.AddRange(operation.Writes.Where(tensor => !tensor.Border.IsEmpty && cleared.Add(tensor))
                .Select(tensor => new ClearBorder(operation.Node, tensor)));
        }

        return program with { Operations = operations };
    }
}
