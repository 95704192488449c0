using System.Collections.Generic;
using System.Linq;
using CnnGen.Generator.Operations;
using CnnGen.Generator.Tensors;

namespace CnnGen.Generator.Lowering;

/// <summary>The operations that read each tensor, found once: to search a program for them at every operation takes time that grows with its square.</summary>
internal sealed class Readers(IEnumerable<Operation> operations)
{
    private readonly ILookup<Tensor, Operation> _readers = operations
        .SelectMany(operation => operation.Reads.Distinct().Select(tensor => (Tensor: tensor, Operation: operation)))
        .ToLookup(pair => pair.Tensor, pair => pair.Operation);

    /// <summary>A tensor's readers in their order.</summary>
    public IEnumerable<Operation> this[Tensor tensor] => _readers[tensor];
}
