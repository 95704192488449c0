using CnnGen.Generator.Tensors;

namespace CnnGen.Generator.Kernels;

/// <summary>A kernel before it is written: all that its text depends on besides the vector width, and nothing else.</summary>
/// <remarks>
/// Kernels compare by value. Layers of the same structure share one text, in all networks of an assembly and from edit to edit, so no
/// layer's name and no address may be in it.
/// </remarks>
internal abstract record Kernel
{
    /// <summary>What it does to which shape. All networks call it by this name, so it states whatever changes the text.</summary>
    public abstract string Name { get; }

    /// <summary>Whether programs call it, not kernels.</summary>
    public virtual bool IsCalledByPrograms => true;

    /// <summary>Writes the kernel's method.</summary>
    public abstract void Write(KernelWriter kernel);
}

/// <summary>A kernel at one vector width: what a network asks the assembly's files for.</summary>
internal readonly record struct KernelKey(Kernel Kernel, VectorWidth Width);
