using CnnGen.Generator.Shapes;
using CnnGen.Generator.Tensors;

namespace CnnGen.Generator.Lowering;

/// <summary>Makes tensors with numbers of their own.</summary>
internal sealed class TensorPool
{
    private int _next;

    public Tensor New(string name, int channels, PerAxis<int> size, int groups, Scope per = Scope.Sample) =>
        new(_next++, name, channels, size, groups, per);

    /// <summary>A tensor of the same shape and grouping.</summary>
    public Tensor NewLike(string name, Tensor other) => New(name, other.Channels, other.Size, other.Groups);
}
