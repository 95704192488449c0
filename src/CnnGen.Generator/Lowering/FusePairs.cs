using System;
using System.Collections.Generic;
using System.Linq;
using CnnGen.Generator.Operations;
using CnnGen.Generator.Tensors;

namespace CnnGen.Generator.Lowering;

/// <summary>Makes one operation of two, the second of which reads what the first gives: right behind it, or behind a copy of its channels that nothing else reads.</summary>
internal static class FusePairs
{
    /// <summary>Gives the operation in place of two, or null.</summary>
    /// <param name="first">The first.</param>
    /// <param name="second">The second.</param>
    /// <param name="y">Where the second's results go: into its own result, or into what is then copied there.</param>
    /// <param name="isReadBesides">Whether others than the second read what the first gives, which must then be written too.</param>
    public delegate Operation? Fusion(Operation first, Operation second, Tensor y, bool isReadBesides);

    /// <summary>Goes through a program once; an operation may take in several that follow each other.</summary>
    public static Program Run(Program program, Fusion fuse)
    {
        List<Operation> operations = program.Operations.ToList();
        Readers readers = new(operations);
        int index = 0;
        while (index + 1 < operations.Count)
        {
            if (!FuseNeighbours(operations, index, readers, fuse) && !FuseAroundCopy(operations, index, readers, fuse))
            {
                index++;
            }
        }

        return program with { Operations = operations };
    }

    private static bool FuseNeighbours(List<Operation> operations, int index, Readers readers, Fusion fuse)
    {
        // What hands an output to the caller may as well do so behind both.
        int next = operations.FindIndex(index + 1, static operation => !operation.HandsOver);
        if (next < 0)
        {
            return false;
        }

        (Operation first, Operation second) = (operations[index], operations[next]);
        if (!first.Writes.Any(second.Reads.Contains) || second.Writes.Count == 0
            || fuse(first, second, second.Writes[0], isReadBesides: !AreReadBy(readers, first, second)) is not { } fused)
        {
            return false;
        }

        operations[index] = fused;
        operations.RemoveAt(next);
        return true;
    }

    /// <summary>Fuses what is on both sides of a copy, which then copies the second's results.</summary>
    private static bool FuseAroundCopy(List<Operation> operations, int index, Readers readers, Fusion fuse)
    {
        if (index + 2 >= operations.Count)
        {
            return false;
        }

        (Operation first, Operation copy, Operation second) = (operations[index], operations[index + 1], operations[index + 2]);
        if (second.Writes.Count != 1 || copy.CopyingChannelsTo(second.Writes[0]) is not { } copyBehind
            || !first.Writes.SequenceEqual(copy.Reads) || !copy.Writes.SequenceEqual(second.Reads)
            || !AreReadBy(readers, first, copy) || !AreReadBy(readers, copy, second)
            || fuse(first, second, copy.Reads[0], isReadBesides: false) is not { } fused)
        {
            return false;
        }

        operations[index] = fused;
        operations[index + 1] = copyBehind;
        operations.RemoveAt(index + 2);
        return true;
    }

    // Whether nothing but one operation reads what another gives, unless it does so itself. One that has been changed still reads in place of what it was.
    private static bool AreReadBy(Readers readers, Operation operation, Operation reader) =>
        operation.Writes.All(tensor => readers[tensor].Count() == new[] { operation, reader }.Count(one => one.Reads.Contains(tensor)));
}
