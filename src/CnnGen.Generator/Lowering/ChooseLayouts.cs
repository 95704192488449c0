using System.Collections.Generic;
using System.Linq;
using CnnGen.Generator.Operations;
using CnnGen.Generator.Tensors;

namespace CnnGen.Generator.Lowering;

/// <summary>Decides which tensors are planar. Blocked is the rule; few channels on wide rows are better off with pixels in a vector.</summary>
internal static class ChooseLayouts
{
    /// <summary>Planes from the input on, as far as what writes them prefers that and what reads them takes them.</summary>
    public static Program Run(Program program)
    {
        Readers readers = new(program.Operations);
        return Choose(program, program.Operations, Accepts);

        bool Accepts(Tensor tensor) => readers[tensor].All(reader => reader.TakesPlanes(tensor, Accepts));
    }

    /// <summary>While training only what the caller passes is planar, and only where nothing that reads it would hand the layout on.</summary>
    public static Program ForTraining(Program program)
    {
        Readers readers = new(program.Operations);
        return Choose(program, program.Operations.OfType<Load>(), tensor => readers[tensor].All(reader => reader.TakesPlanes(tensor, static _ => false)));
    }

    private static Program Choose(Program program, IEnumerable<Operation> operations, System.Func<Tensor, bool> isAccepted)
    {
        foreach (Operation operation in operations)
        {
            if (operation.PrefersPlanes(program.Forms) && operation.Writes.All(isAccepted))
            {
                program = program with
                {
                    Forms = program.Forms.With(operation.Writes.Select(tensor => new KeyValuePair<Tensor, TensorForm>(tensor, program.Forms[tensor] with { IsPlanar = true }))),
                };
            }
        }

        return program;
    }
}
