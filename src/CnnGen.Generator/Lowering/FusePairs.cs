using System;
using System.Collections.Generic;
using System.Linq;
using CnnGen.Generator.Operations;
using CnnGen.Generator.Tensors;

namespace CnnGen.Generator.Lowering;

/// <summary>Makes one operation of two that follow each other, the second of which reads what the first gives.</summary>
internal static class FusePairs
{
    /// <summary>Goes through a program once; an operation may take in several that follow each other.</summary>
    /// <param name="program">The program.</param>
    /// <param name="fuse">The operation in place of both, or null; given both, and whether others than the second read what the first gives, which must then be written too.</param>
    public static Program Run(Program program, Func<Operation, Operation, bool, Operation?> fuse)
    {
        List<Operation> operations = program.Operations.ToList();
        Readers readers = new(operations);
        int index = 0;
        while (index + 1 < operations.Count)
        {
            (Operation first, Operation second) = (operations[index], operations[index + 1]);
            if (first.Writes.Any(second.Reads.Contains) && fuse(first, second, !first.Writes.All(IsBetweenThem)) is { } fused)
            {
                operations[index] = fused;
                operations.RemoveAt(index + 1);
            }
            else
            {
                index++;
            }

            bool IsBetweenThem(Tensor tensor) => readers[tensor].All(reader => ReferenceEquals(reader, second) || ReferenceEquals(reader, first));
        }

        return program with { Operations = operations };
    }
}
