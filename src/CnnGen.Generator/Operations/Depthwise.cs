using System;
using System.Collections.Generic;
using System.Linq;
using CnnGen.Generator.Kernels;
using CnnGen.Generator.Shapes;
using CnnGen.Generator.Tensors;

namespace CnnGen.Generator.Operations;

/// <summary>A convolution of each channel with a filter of its own, with what is fused behind it; or the gradient by the input of one.</summary>
/// <param name="Node">The layer.</param>
/// <param name="Geometry">The index arithmetic.</param>
/// <param name="Order">Which tap of the filter each tap takes.</param>
/// <param name="X">The input.</param>
/// <param name="Y">The output.</param>
/// <param name="Weights">The filters, 16 channels side by side.</param>
/// <param name="Bias">What each channel adds, or null.</param>
internal sealed record DepthwiseConvolve(int Node, ConvGeometry Geometry, TapOrder Order, Tensor X, Tensor Y, WeightOperand Weights, WeightOperand? Bias) : LinearMap(Node, X, Y, Weights, Bias)
{
    // Padding channels have zero weights and zero biases.
    public override LaneRule Lanes => LaneRule.OfReads;

    public override Border BorderOf(Tensor read) => Geometry.BorderOf(read.Size);

    protected override bool SumsChannels => false;

    // A phase of several leaves the others' outputs to them.
    protected override bool StoresSums => base.StoresSums && Geometry.WritesDensely;

    /// <summary>Columns of a tile; null until they are chosen.</summary>
    public PerWidth<int>? TileColumns { get; init; }

    public override Operation WithAlgorithm(Forms forms) => this with { TileColumns = PerWidth.Of(width => DepthwiseTile.Columns(Geometry.Outputs.Columns, width)) };

    public override bool IsShared(Forms forms) => Share.IsWorth(Geometry.MultiplyAdds);

    public override IEnumerable<string> Problems(Forms forms) =>
    [
        .. base.Problems(forms),
        .. ChannelProblems(Geometry, Weights.Pack, X, Y),
        .. Unless(Geometry.WritesInside(Y.Size), "writes outside of its output"),
        .. Unless(TapsEnd() is var (lowest, highest) && lowest >= 0 && highest < Weights.Pack.Taps, "takes taps that its filters do not have"),
        .. UnlessBlocked(forms, X, Y),
    ];

    /// <summary>What is wrong with the channels of a depthwise convolution or its gradients.</summary>
    public static IEnumerable<string> ChannelProblems(ConvGeometry geometry, PackShape pack, params Tensor[] tensors) =>
    [
        .. Unless(geometry.IsDepthwise, "has more than one channel a filter"),
        .. Unless(tensors.All(tensor => tensor.Channels == geometry.Groups && tensor.Groups == 1), "needs a channel a group, side by side"),
        .. Unless(pack == new PackShape(1, geometry.Groups, 1, pack.Taps, Tensor.Block), "has weights of another shape"),
    ];

    public override Call CallOf(Forms forms) => Call.Of(
        new DepthwiseKernel(
            OfPlane(Geometry),
            Order,
            Weights.Pack.Taps,
            forms[X].Plane,
            forms[Y].Plane,
            Bias is not null,
            ActivationIn(forms)?.OfPlanes,
            TileColumns ?? throw new InvalidOperationException($"no tile is chosen for {Geometry}"),
            IsShared(forms)),
        Operands(forms, [], [PassedText.PlanesOf(forms[Y])]));

    /// <summary>The arithmetic of one channel.</summary>
    public static ConvGeometry OfPlane(ConvGeometry geometry) => geometry with { Groups = 1 };

    /// <summary>The lowest and the highest tap that is taken.</summary>
    private (int Lowest, int Highest) TapsEnd()
    {
        PerAxis<int> ends = Order.Step.Zip(Geometry.Kernel, static (step, taps) => step * (taps - 1));
        return (Order.First + ends.Each.Sum(static end => Math.Min(end, 0)), Order.First + ends.Each.Sum(static end => Math.Max(end, 0)));
    }
}

/// <summary>The gradient by a depthwise convolution's weights, summed over a shard's samples.</summary>
internal sealed record DepthwiseWeightGradient(int Node, ConvGeometry Geometry, Tensor X, Tensor OutputGradient, WeightOperand Weights) : Operation(Node)
{
    public override IReadOnlyList<Tensor> Reads => [X, OutputGradient];

    public override IReadOnlyList<Tensor> Writes => [];

    // A channel's gradient is its own product: both factors must be numbers, and one of them zero.
    public override bool NeedsZeroLanes(Tensor read) => true;

    public override Scope Scope => Scope.Shard;

    public override Border BorderOf(Tensor read) => ReferenceEquals(read, X) ? Geometry.BorderOf(X.Size) : default;

    public override IEnumerable<string> Problems(Forms forms) =>
    [
        .. DepthwiseConvolve.ChannelProblems(Geometry, Weights.Pack, X, OutputGradient),
        .. Unless(Weights.Pack.Taps == Geometry.Taps, "has weights of another shape"),
        .. UnlessBlocked(forms, X, OutputGradient),
    ];

    public override Call CallOf(Forms forms) => Call.Of(
        new DepthwiseWeightGradientKernel(DepthwiseConvolve.OfPlane(Geometry), forms[X].Plane, forms[OutputGradient].Plane),
        X,
        OutputGradient,
        new PassedGradient(Weights),
        PassedText.Samples,
        PassedText.SampleFloats,
        PassedText.PlanesOf(forms[OutputGradient]));
}
