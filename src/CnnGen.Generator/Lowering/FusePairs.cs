using System;
using System.Collections.Generic;
using System.Linq;
using CnnGen.Generator.Operations;
using CnnGen.Generator.Tensors;

namespace CnnGen.Generator.Lowering;

/// <summary>Makes one operation of two that follow each other, where nothing but the second reads what the first gives.</summary>
internal static class FusePairs
{
    /// <summary>Goes through a program once; an operation may take in several that follow each other.</summary>
    /// <param name="program">The program.</param>
    /// <param name="fuse">The operation in place of both, or null.</param>
    public static Program Run(Program program, Func<Operation, Operation, Operation?> fuse)
    {
        List<Operation> operations = program.Operations.ToList();
        Readers readers = new(operations);
        int index = 0;
        while (index + 1 < operations.Count)
        {
            (Operation first, Operation second) = (operations[index], operations[index + 1]);
            if (first.Writes.Any(second.Reads.Contains) && first.Writes.All(IsBetweenThem) && fuse(first, second) is { } fused)
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
