using CnnGen.Generator.Tensors;

namespace CnnGen.Generator.Kernels;

/// <summary>An activation that a kernel computes on its results.</summary>
/// <param name="Function">The function.</param>
/// <param name="Operand">Where what it takes lies, if that is stored beside its value; else null.</param>
internal sealed record KernelActivation(ElementFunction Function, TensorForm? Operand)
{
    /// <summary>The same for a kernel that is told how many planes there are.</summary>
    public KernelActivation OfPlanes => this with { Operand = Operand?.Plane };

    /// <summary>The same for a kernel that is told where its results lie.</summary>
    public ChannelActivation Told => new(Function, Operand is not null);
}
