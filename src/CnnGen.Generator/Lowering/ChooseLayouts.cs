using System.Linq;

namespace CnnGen.Generator.Lowering;

/// <summary>Decides which tensors are planar. Blocked is the rule; few channels on wide rows are better off with pixels in a vector.</summary>
internal static class ChooseLayouts
{
    public static Program Run(Program program)
    {
        Readers readers = new(program.Operations);
        foreach (Operation operation in program.Operations)
        {
            switch (operation)
            {
                case Load load:
                    load.Y.IsPlanar = IsNarrowImage(load.Y) && AcceptPlanar(readers, load.Y);
                    break;
                case Convolve convolve when convolve.X.IsPlanar:
                    convolve.Y.IsPlanar = PlanarPays(convolve) && AcceptPlanar(readers, convolve.Y);
                    break;
                case Pool pool when pool.X.IsPlanar:
                    pool.Y.IsPlanar = true;
                    break;
                case Activate activate when activate.X.IsPlanar:
                    activate.Y.IsPlanar = true;
                    break;
            }
        }

        return program;
    }

    /// <summary>While training only the network's input is planar, and only where convolutions alone read it: theirs take either.</summary>
    public static Program ForTraining(Program forward, Program backward)
    {
        foreach (Load load in forward.Operations.OfType<Load>())
        {
            load.Y.IsPlanar = IsNarrowImage(load.Y)
                && forward.Operations.Concat(backward.Operations).Where(operation => operation.Reads.Contains(load.Y))
                    .All(operation => operation is Convolve or WeightGradient or Rearrange or Store);
        }

        return forward;
    }

    private static bool IsNarrowImage(Tensor tensor) => !tensor.IsVector && tensor.Channels < Tensor.Block && tensor.Groups == 1;

    private static bool AcceptPlanar(Readers readers, Tensor tensor) =>
        readers[tensor].All(reader => reader switch
        {
            Convolve or Store or Rearrange => true,
            Pool pool => pool.Geometry.StrideColumns is 1 or 2 && !pool.Geometry.IsClipped(pool.X.Form, pool.Y.Form) && AcceptPlanar(readers, pool.Y),
            Activate activate => AcceptPlanar(readers, activate.Y),
            _ => false,
        });

    /// <summary>Compares vectors of 16 pixels with vectors of 16 filters.</summary>
    private static bool PlanarPays(Convolve convolve)
    {
        ConvGeometry geometry = convolve.Geometry;
        if (geometry.Groups > 1 || geometry.StrideColumns != 1 || !geometry.WritesDensely || convolve.Y.IsVector)
        {
            return false;
        }

        int planar = geometry.Filters * Tensor.Blocks(geometry.OutputColumns);
        int blocked = Tensor.Blocks(geometry.Filters) * geometry.OutputColumns;
        return planar < blocked;
    }
}
