namespace CnnGen.Generator.Kernels;

/// <summary>A kernel before it is written: all that its text depends on besides the vector width, and nothing else.</summary>
/// <remarks>
/// Kernels compare by value. Layers of the same structure share one text, in a network and from edit to edit, so no layer's name and no
/// address may be in it.
/// </remarks>
internal abstract record Kernel
{
    /// <summary>What it does to which shape; kernels of different text may share a name.</summary>
    public abstract string Name { get; }

    /// <summary>Writes the kernel's method, and before it the methods that it calls.</summary>
    public abstract void Write(KernelWriter kernel);
}
