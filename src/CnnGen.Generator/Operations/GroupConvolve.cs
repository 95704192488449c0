using System.Collections.Generic;
using System.Linq;
using CnnGen.Generator.Kernels;
using CnnGen.Generator.Tensors;

namespace CnnGen.Generator.Operations;

/// <summary>A convolution in groups of so few channels that several groups share a block, with an activation behind it. No group's channels need a block of their own.</summary>
/// <param name="Node">The layer.</param>
/// <param name="Geometry">The index arithmetic.</param>
/// <param name="X">The input.</param>
/// <param name="Y">The output.</param>
/// <param name="Weights">The weights, group by group.</param>
/// <param name="Bias">What each filter adds, or null.</param>
internal sealed record GroupConvolve(int Node, ConvGeometry Geometry, Tensor X, Tensor Y, WeightOperand Weights, WeightOperand? Bias) : LinearMap(Node, X, Y, Weights, Bias)
{
    /// <summary>Whether a convolution is of this kind: as many filters as channels in a group, which fill a 128-bit vector or two, in whole blocks.</summary>
    public static bool Computes(ConvGeometry geometry) =>
        geometry.Groups > 1 && geometry.Channels is 4 or 8 && geometry.Filters == geometry.Channels && geometry.Groups * geometry.Channels % Tensor.Block == 0
        && geometry.Kernel.Columns <= GroupConvolveRow.MostColumns && geometry.Taps <= GroupConvolveRow.MostTaps && geometry.WritesDensely;

    public override Border BorderOf(Tensor read) => Geometry.BorderOf(read.Size);

    public override bool IsShared(Forms forms) => Share.IsWorth(Geometry.MultiplyAdds);

    public override IEnumerable<string> Problems(Forms forms) =>
    [
        .. base.Problems(forms),
        .. Unless(Computes(Geometry), "has groups of other sizes"),
        .. Unless(new[] { X, Y }.All(tensor => tensor.Channels == Geometry.Groups * Geometry.Channels && tensor.Groups == 1), "needs its groups side by side"),
        .. Unless(Weights.Pack == PackShape.For(Geometry), "has weights of another shape"),
        .. Unless(Geometry.WritesInside(Y.Size), "writes outside of its output"),
        .. UnlessBlocked(forms, X, Y),
    ];

    public override Call CallOf(Forms forms) =>
        Call.Of(new GroupConvolveKernel(Geometry, Weights.Pack, forms[X], forms[Y], Bias is not null, ActivationIn(forms)), Operands(forms));
}
