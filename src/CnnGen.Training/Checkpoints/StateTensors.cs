using System.Collections.Generic;
using System.Linq;
using CnnGen.Runtime;

namespace CnnGen;

/// <summary>A stretch of memory of a training by parameter name: the weights, a slot of the optimizer, an average.</summary>
/// <param name="Prefix">What the names begin with in a file: nothing for the weights themselves.</param>
/// <param name="Memory">The memory, in the order of the packed weights.</param>
/// <param name="Tensors">Its tensors.</param>
internal sealed record StateTensors(string Prefix, AlignedMemory Memory, IReadOnlyList<Parameter> Tensors)
{
    /// <summary>All tensors of some memory.</summary>
    /// <param name="graph">The training's graph.</param>
    /// <param name="prefix">What the names begin with.</param>
    /// <param name="memory">The memory.</param>
    public static StateTensors All(TrainingGraph graph, string prefix, AlignedMemory memory) => new(prefix, memory, graph.CreateView(memory));

    /// <summary>The tensors of some memory that have gradients.</summary>
    /// <param name="graph">The training's graph.</param>
    /// <param name="prefix">What the names begin with.</param>
    /// <param name="memory">The memory.</param>
    public static StateTensors OfWeights(TrainingGraph graph, string prefix, AlignedMemory memory) =>
        new(prefix, memory, [.. graph.CreateView(memory).Where(tensor => graph.Gradients.TryGet(tensor.Name, out _))]);

    /// <summary>The same tensors in memory of their own.</summary>
    public StateTensors CreateCopy(TrainingGraph graph)
    {
        AlignedMemory memory = new(Memory.Length);
        ParameterCollection view = graph.CreateView(memory);
        return new StateTensors(Prefix, memory, [.. Tensors.Select(tensor => view[tensor.Name])]);
    }

    /// <summary>Takes the elements of the same tensors elsewhere.</summary>
    public void CopyFrom(StateTensors other)
    {
        other.Memory.Span.CopyTo(Memory.Span);
        Memory.Touch();
    }
}
