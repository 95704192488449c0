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

/// <summary>Sets borders to zero behind each write of a bordered tensor, whose memory other tensors have used.</summary>
internal static class ClearBorders
{
    public static Program Run(Program program) => program with { Operations = program.Operations.SelectMany(WithClears).ToList() };

    private static IEnumerable<Operation> WithClears(Operation operation)
    {
        yield return operation;
        foreach (Tensor written in operation.Writes.Where(tensor => !tensor.Border.IsEmpty))
        {
            yield return new ClearBorder(operation.Node, written);
        }
    }
}
