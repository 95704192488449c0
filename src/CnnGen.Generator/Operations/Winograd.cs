using System;
using System.Collections.Generic;
using CnnGen.Generator.Kernels;
using CnnGen.Generator.Tensors;

namespace CnnGen.Generator.Operations;

/// <summary>Brings the inputs of some rows of a 3x3 convolution's tiles to the points where they are multiplied.</summary>
/// <param name="Node">The layer.</param>
/// <param name="Geometry">The convolution.</param>
/// <param name="X">The input.</param>
/// <param name="FirstRow">The first row of tiles.</param>
/// <param name="Rows">Rows of tiles.</param>
/// <param name="V">A group of channels for each point, a column for each tile.</param>
internal sealed record WinogradInput(int Node, ConvGeometry Geometry, Tensor X, int FirstRow, int Rows, Tensor V) : Operation(Node)
{
    public override IReadOnlyList<Tensor> Reads => [X];

    public override IReadOnlyList<Tensor> Writes => [V];

    public override Border BorderOf(Tensor read) => Geometry.BorderOf(read.Size);

    public override bool IsShared(Forms forms) => Share.IsWorthReading(forms[V].Length);

    public override IEnumerable<string> Problems(Forms forms) =>
    [
        .. UnlessBlocked(forms, X, V),
        .. Unless(WinogradTiles.CanCompute(Geometry) && X.Channels == Geometry.Channels, "is of another convolution"),
        .. WinogradOutput.PointProblems(Geometry, FirstRow, Rows, Geometry.Channels, V),
    ];

    public override Call CallOf(Forms forms) => Call.Of(
        "Winograd.TransformInput",
        X,
        new PassedLayout(forms[X]),
        FormattableString.Invariant($"{Geometry.Axes.Rows.Origin}, {Geometry.Axes.Columns.Origin}, {Geometry.Outputs.Rows}, {Geometry.Outputs.Columns}, {FirstRow}, {Rows}"),
        V,
        VectorText.Number(forms[V].PlaneStride),
        ShareIn(forms));
}

/// <summary>Brings what the products give at the points to the outputs of some rows of a 3x3 convolution's tiles.</summary>
/// <param name="Node">The layer.</param>
/// <param name="Geometry">The convolution.</param>
/// <param name="M">A group of filters for each point, a column for each tile.</param>
/// <param name="Bias">What is added to each channel, or null.</param>
/// <param name="Activates">Whether ReLU follows.</param>
/// <param name="FirstRow">The first row of tiles.</param>
/// <param name="Rows">Rows of tiles.</param>
/// <param name="Y">The outputs.</param>
internal sealed record WinogradOutput(int Node, ConvGeometry Geometry, Tensor M, WeightOperand? Bias, bool Activates, int FirstRow, int Rows, Tensor Y) : Operation(Node)
{
    public override IReadOnlyList<Tensor> Reads => [M];

    public override IReadOnlyList<Tensor> Writes => [Y];

    public override bool IsShared(Forms forms) => Share.IsWorthReading(forms[M].Length);

    public override IEnumerable<string> Problems(Forms forms) =>
    [
        .. UnlessBlocked(forms, M, Y),
        .. Unless(Y.Channels == Geometry.Filters && Y.Size == Geometry.Outputs, "writes another output"),
        .. PointProblems(Geometry, FirstRow, Rows, Geometry.Filters, M),
    ];

    /// <summary>What is wrong with a tensor of points.</summary>
    public static IEnumerable<string> PointProblems(ConvGeometry geometry, int firstRow, int rows, int channels, Tensor points)
    {
        WinogradTiles tiles = new(geometry);
        return
        [
            .. Unless(points.Channels == WinogradTiles.Points * channels && points.Size.Columns >= rows * tiles.Columns, "has points of another shape"),
            .. Unless(firstRow >= 0 && rows > 0 && firstRow + rows <= tiles.Rows, "has rows of tiles that are not there"),
        ];
    }

    public override Call CallOf(Forms forms) => Call.Of(
        "Winograd.TransformOutput",
        M,
        VectorText.Number(forms[M].PlaneStride),
        Bias is null ? PassedText.Null : Bias,
        FormattableString.Invariant($"{(Activates ? "true" : "false")}, {FirstRow}, {Rows}"),
        Y,
        new PassedLayout(forms[Y]),
        ShareIn(forms));
}
