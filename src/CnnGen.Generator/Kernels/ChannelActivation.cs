using CnnGen.Generator.Tensors;

namespace CnnGen.Generator.Kernels;

/// <summary>An activation that a kernel computes on its results that is told where they lie.</summary>
/// <param name="Function">The function.</param>
/// <param name="KeepsOperand">Whether what it takes is stored beside its value.</param>
internal sealed record ChannelActivation(ElementFunction Function, bool KeepsOperand);
