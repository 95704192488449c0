using CnnGen.Generator.Kernels;
using CnnGen.Generator.Shapes;
using CnnGen.Generator.Tensors;

namespace CnnGen.Generator.Operations;

/// <summary>What is told to a kernel that computes each element of a tensor from those of others.</summary>
/// <param name="Walk">How it walks them.</param>
/// <param name="Activation">What the results go through, or null.</param>
/// <param name="Numbers">What is passed behind the tensors.</param>
internal sealed record MapCall(ChannelWalk Walk, ChannelActivation? Activation, string Numbers)
{
    /// <summary>The call for tensors.</summary>
    /// <param name="activation">What the results go through, or null.</param>
    /// <param name="y">The result.</param>
    /// <param name="inputs">The operands.</param>
    public static MapCall Of(KernelActivation? activation, TensorForm y, params TensorForm[] inputs)
    {
        PerAxis<int> size = ChannelLoop.SizeOfMap(activation, y, inputs);
        ChannelWalk walk = new(size.Depth > 1);
        return new MapCall(walk, activation?.Told, walk.Arguments(size, ChannelLoop.MapForms(activation, y, inputs)));
    }
}
