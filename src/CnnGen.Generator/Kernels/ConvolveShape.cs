using CnnGen.Generator.Tensors;

namespace CnnGen.Generator.Kernels;

/// <summary>A convolution without the names and addresses of what it reads and writes.</summary>
/// <param name="Geometry">The index arithmetic.</param>
/// <param name="X">The input.</param>
/// <param name="Y">The output, pooled where a pooling is fused.</param>
/// <param name="Pack">The order of the weights.</param>
/// <param name="HasBias">Whether each filter adds a constant.</param>
/// <param name="Activation">What is computed on the sums, or null.</param>
/// <param name="Pool">A pooling of the sums, or null.</param>
internal sealed record ConvolveShape(
    ConvGeometry Geometry, TensorForm X, TensorForm Y, PackShape Pack, bool HasBias, KernelActivation? Activation, PoolGeometry? Pool)
{
    /// <summary>Whether threads share it: planes are written past the ends of their rows, into what another thread may have written.</summary>
    public bool IsShared => !Y.IsPlanar && Share.IsWorth(Geometry.MultiplyAdds);

    /// <summary>The parameter that the sums are stored at, and where they lie there.</summary>
    public (string Name, TensorForm Form) Sums => Activation.Stored(Y);

    /// <summary>The parameter list of the kernel and of its tiles.</summary>
    public string Parameters => VectorText.Operands(HasBias, Activation);

    /// <summary>The comment above the kernel, but for its tile.</summary>
    public string Summary => $"{X} -> {Y}; {KernelNames.Cost(Geometry)}";
}
