using System.Collections.Generic;
using System.Linq;
using CnnGen.Generator.Operations;
using CnnGen.Generator.Tensors;

namespace CnnGen.Generator.Lowering;

/// <summary>Lets what a concatenation joins be written where it belongs, and slices and the parts of its gradient be read where they are, in place of copies.</summary>
/// <remarks>Where tensors are whole blocks of channels on both sides; other channels share vectors with their neighbours and are copied.</remarks>
internal static class ShareChannels
{
    public static Program Run(Program program)
    {
        ILookup<Tensor, (Operation Writer, int Place)> writers = program.Operations
            .SelectMany((operation, place) => operation.Writes.Select(tensor => (Tensor: tensor, Writer: operation, Place: place)))
            .ToLookup(write => write.Tensor, write => (write.Writer, write.Place));
        List<Operation> operations = [];
        foreach ((Operation operation, int place) in program.Operations.Select(static (operation, place) => (operation, place)))
        {
            if (operation is CopyChannels copy && ViewFor(copy, place) is { } views)
            {
                program = program with { Views = views };
            }
            else
            {
                operations.Add(operation);
            }
        }

        return program with { Operations = operations };

        Views? ViewFor(CopyChannels copy, int place)
        {
            // What is written behind the copy would be seen on the other side.
            if (writers[copy.X].Any(write => write.Place > place) || writers[copy.Y].Any(static write => write.Writer is not CopyChannels)
                || !IsInBlocks(copy.X) || !IsInBlocks(copy.Y))
            {
                return null;
            }

            return CanLieIn(copy.X, copy.Y, copy.FirstFrom, copy.FirstTo, copy.Channels) ? UnlessCut(copy.X, program.Views.With(copy.X, copy.Y, copy.FirstTo / Tensor.Block))
                : CanLieIn(copy.Y, copy.X, copy.FirstTo, copy.FirstFrom, copy.Channels) ? UnlessCut(copy.Y, program.Views.With(copy.Y, copy.X, copy.FirstFrom / Tensor.Block))
                : null;
        }

        // Parts of one tensor are apart, or one is inside the other: a slice may begin in one part and end in the next.
        static Views? UnlessCut(Tensor part, Views views)
        {
            (Tensor root, int first, int end) = views.StretchOf(part);
            foreach (Tensor other in views.Parts)
            {
                (Tensor otherRoot, int otherFirst, int otherEnd) = views.StretchOf(other);
                bool isApart = otherRoot != root || otherEnd <= first || end <= otherFirst;
                if (!isApart && !(first <= otherFirst && otherEnd <= end) && !(otherFirst <= first && end <= otherEnd))
                {
                    return null;
                }
            }

            return views;
        }

        bool IsInBlocks(Tensor tensor) => !program.Forms[tensor].IsPlanar && tensor.Groups == 1 && tensor.Channels % Tensor.Block == 0;

        bool CanLieIn(Tensor part, Tensor whole, int firstOfPart, int firstOfWhole, int channels) =>
            firstOfPart == 0 && channels == part.Channels && firstOfWhole % Tensor.Block == 0
            && !program.Views.IsPart(part) && program.Views.RootOf(whole) != part;
    }
}
