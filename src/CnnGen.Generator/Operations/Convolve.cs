using System;
using System.Collections.Generic;
using CnnGen.Generator.Kernels;
using CnnGen.Generator.Tensors;

namespace CnnGen.Generator.Operations;

/// <summary>A convolution, with what is fused behind it.</summary>
internal sealed record Convolve(int Node, ConvGeometry Geometry, Tensor X, Tensor Y, WeightOperand Weights, WeightOperand? Bias) : LinearMap(Node, X, Y, Weights, Bias)
{
    /// <summary>A pooling whose windows are computed whole in registers; Y is then the pooled tensor.</summary>
    public PoolGeometry? Pool { get; init; }

    /// <summary>Whether it must be computed as a sum over its taps.</summary>
    public bool IsDirect { get; init; }

    /// <summary>How it is computed; null until that is chosen.</summary>
    public ConvAlgorithm? Algorithm { get; init; }

    public override Border BorderOf(Tensor read) => Geometry.BorderOf(read.Size);

    public override bool TakesPlanes(Tensor read, Func<Tensor, bool> isPlanarBehind) => true;

    public override bool WritesIntoBorder(Forms forms) => forms[Y].IsPlanar;

    /// <summary>Compares vectors of 16 pixels with vectors of 16 filters.</summary>
    public override bool PrefersPlanes(Forms forms)
    {
        if (!forms[X].IsPlanar || Activation?.Operand is not null || Geometry.Groups > 1 || Geometry.Axes.Columns.Stride != 1 || !Geometry.WritesDensely || Y.IsVector)
        {
            return false;
        }

        int planar = Geometry.Filters * Tensor.Blocks(Geometry.Outputs.Columns);
        int blocked = Tensor.Blocks(Geometry.Filters) * Geometry.Outputs.Columns;
        return planar < blocked;
    }

    // A phase of several leaves the others' outputs to them.
    protected override bool StoresSums => base.StoresSums && Pool is null && Geometry.WritesDensely;

    // Filters lie channel by channel where each group has whole blocks of them.
    public override bool TakesSlopes(ElementFunction activation) => Geometry.Groups == 1 || activation.Slopes == SlopeCount.One || Geometry.Filters % Tensor.Block == 0;

    /// <summary>Whether its outputs may be pooled before they are stored: an activation that goes over what is stored then comes behind the pooling.</summary>
    public bool MayPool(PoolKind kind) =>
        Pool is null && (Activation is null || (Activation.Operand is null && (Activation.Function.IsInRegisters || (kind == PoolKind.Max && Activation.Function.IsMonotonic))));

    public override Operation WithAlgorithm(Forms forms) => this with
    {
        Algorithm = forms[Y].IsPlanar ? PlanarConvolution.Choose(Geometry, Weights.Pack.Tile) : BlockedConvolution.Choose(Geometry, Weights.Pack.Tile, Pool),
    };

    public override bool IsShared(Forms forms) => ShapeOf(forms).IsShared;

    public override IEnumerable<string> Problems(Forms forms)
    {
        PackShape pack = Weights.Pack;
        return
        [
            .. base.Problems(forms),
            .. WindowProblems(Geometry, X),
            .. Unless(Geometry.Groups * Geometry.Filters == Y.Channels, "writes other channels than its output has"),
            .. Unless(WritesInside(), "writes outside of its output"),
            .. Unless(!forms[Y].IsPlanar || (PrefersPlanes(forms) && Pool is null), "cannot write planes"),
            .. Unless(
                pack.Groups == Geometry.Groups && pack.Filters == Geometry.Filters && pack.Channels == Geometry.Channels && pack.Taps == Geometry.Taps,
                "has weights of another shape"),
            .. Unless(pack.Tiles * pack.Tile == Tensor.Blocks(Geometry.Filters) * Tensor.Block, "has more filters in its tiles of weights than its output has room for"),
        ];
    }

    /// <summary>What is wrong with a window's input.</summary>
    public static IEnumerable<string> WindowProblems(ConvGeometry geometry, Tensor x) =>
    [
        .. Unless(geometry.Groups * geometry.Channels == x.Channels, "reads other channels than its input has"),
        .. Unless(
            geometry.Groups == 1 || x.Groups == geometry.Groups || geometry.Channels % Tensor.Block == 0,
            "needs each group's channels in blocks of their own"),
    ];

    public override Call CallOf(Forms forms)
    {
        ConvAlgorithm algorithm = Algorithm ?? throw new InvalidOperationException($"no algorithm is chosen for {Geometry}");
        (Kernel kernel, IEnumerable<Passed> numbers) = algorithm.KernelOf(ShapeOf(forms));
        return Call.Of(kernel, Operands(forms, algorithm.NoBias, numbers));
    }

    private ConvolveShape ShapeOf(Forms forms) => new(Geometry, forms[X], forms[Y], Weights.Pack, Bias is not null, ActivationIn(forms), Pool);

    private bool WritesInside() => Pool is { } pool
        ? Y.Size.Zip(pool.Stride, static (size, stride) => size * stride) == Geometry.Outputs
        : Geometry.WritesInside(Y.Size);
}

/// <summary>The gradient by a convolution's weights, summed over a shard's samples.</summary>
internal sealed record WeightGradient(int Node, ConvGeometry Geometry, Tensor X, Tensor OutputGradient, WeightOperand Weights) : Operation(Node)
{
    public override IReadOnlyList<Tensor> Reads => [X, OutputGradient];

    public override IReadOnlyList<Tensor> Writes => [];

    /// <summary>Whether it is a transposed convolution's, whose values take the output gradient's place, and whose gradients the values'.</summary>
    public bool IsTransposed { get; init; }

    public override bool NeedsZeroLanes(Tensor read) => ReferenceEquals(read, OutputGradient);

    // Values in padding lanes may be other numbers than zero, and here no gradient's zero cancels them.
    public override bool ReadsLanes(Tensor read) => IsTransposed && ReferenceEquals(read, OutputGradient);

    public override Scope Scope => Scope.Shard;

    public override Border BorderOf(Tensor read) => ReferenceEquals(read, X) ? Geometry.BorderOf(X.Size) : default;

    public override bool TakesPlanes(Tensor read, Func<Tensor, bool> isPlanarBehind) => ReferenceEquals(read, X);

    public override IEnumerable<string> Problems(Forms forms) => [.. Convolve.WindowProblems(Geometry, X), .. UnlessBlocked(forms, OutputGradient)];

    public override Call CallOf(Forms forms)
    {
        WeightGradientKernel kernel = WeightGradientKernel.Of(Geometry, forms[X], Weights.Pack);
        return Call.Of(
            kernel,
            X,
            OutputGradient,
            new PassedGradient(Weights),
            PassedText.Samples,
            PassedText.SampleFloats,
            kernel.Arguments(Geometry, forms[X], forms[OutputGradient], Weights.Pack));
    }
}

/// <summary>The gradient by a bias: the output's gradient summed over pixels and samples.</summary>
internal sealed record BiasGradient(int Node, Tensor OutputGradient, WeightOperand Bias) : Operation(Node)
{
    public override IReadOnlyList<Tensor> Reads => [OutputGradient];

    public override IReadOnlyList<Tensor> Writes => [];

    public override bool NeedsZeroLanes(Tensor read) => ReferenceEquals(read, OutputGradient);

    public override Scope Scope => Scope.Shard;

    public override IEnumerable<string> Problems(Forms forms) => UnlessBlocked(forms, OutputGradient);

    public override Call CallOf(Forms forms) => Call.Of(
        new BiasGradientKernel(), OutputGradient, new PassedGradient(Bias), PassedText.Samples, PassedText.SampleFloats, BiasGradientKernel.Arguments(forms[OutputGradient], Bias.Pack));
}
