using System;
using System.Collections.Generic;
using System.Linq;
using CnnGen.Generator.Model;
using CnnGen.Generator.Operations;
using CnnGen.Generator.Tensors;

namespace CnnGen.Generator.Lowering;

/// <summary>Puts transforms and products at points in the place of 3x3 convolutions that take less time so.</summary>
/// <param name="algorithm">How the network wants its convolutions computed.</param>
/// <param name="pool">Makes what lies at the points.</param>
/// <param name="forward">Places weights of the forward pass.</param>
/// <param name="backward">Places weights of the backward pass.</param>
internal sealed class UseWinograd(AlgorithmMode algorithm, TensorPool pool, WinogradPlan forward, WinogradPlan backward)
{
    public Program Run(Program program)
    {
        int forwardCount = program.Forward.Count();
        return program with
        {
            Operations = program.Operations.SelectMany((operation, index) => Expand(operation, program.Forms, index < forwardCount ? forward : backward)).ToList(),
        };
    }

    private IEnumerable<Operation> Expand(Operation operation, Forms forms, WinogradPlan weights)
    {
        if (algorithm == AlgorithmMode.Direct || operation is not Convolve convolve || !Takes(convolve, forms))
        {
            return [operation];
        }

        // What follows on the sums but ReLU goes over them when they are there.
        bool rectifies = convolve.Activation is { Operand: null } && convolve.Activation.Function == ElementFunctions.ReLU;
        Tensor sums = rectifies || convolve.Activation is null ? convolve.Y : convolve.Activation.Operand ?? pool.NewLike(convolve.Y.Name + "_sums", convolve.Y);
        List<Operation> parts = [.. Parts(convolve, weights, sums, rectifies)];
        if (!ReferenceEquals(sums, convolve.Y))
        {
            parts.Add(new Activate(convolve.Node, convolve.Activation!.Function, sums, convolve.Y));
        }

        return parts.Select(part => part.DoneWith(convolve) with { Fused = convolve.Fused });
    }

    private IEnumerable<Operation> Parts(Convolve convolve, WinogradPlan weights, Tensor sums, bool rectifies)
    {
        ConvGeometry geometry = convolve.Geometry;
        WinogradTiles tiles = new(geometry);
        int step = tiles.RowsAtOnce;
        WeightOperand atPoints = weights.Add(convolve.Weights, tiles.Pack);
        Tensor v = Points("points", geometry.Channels);
        Tensor m = Points("products", geometry.Filters);
        for (int first = 0; first < tiles.Rows; first += step)
        {
            int rows = Math.Min(step, tiles.Rows - first);
            yield return new WinogradInput(convolve.Node, geometry, convolve.X, first, rows, v);
            yield return new Convolve(convolve.Node, tiles.ProductsOf(rows), v, m, atPoints, null);
            yield return new WinogradOutput(convolve.Node, geometry, m, convolve.Bias, rectifies, first, rows, sums);
        }

        Tensor Points(string name, int channels) => pool.New($"{convolve.Y.Name}_{name}", WinogradTiles.Points * channels, tiles.PointSize, 1);
    }

    private static bool Takes(Convolve convolve, Forms forms) =>
        WinogradTiles.CanCompute(convolve.Geometry)
        && !convolve.IsDirect
        && convolve.Pool is null
        && convolve.Activation is not { Slopes: not null }
        && !forms[convolve.X].IsPlanar
        && !forms[convolve.Y].IsPlanar
        && convolve.Y.Size == convolve.Geometry.Outputs
        && new WinogradTiles(convolve.Geometry).IsWorthwhile(convolve.Weights.Pack.Tile);
}
