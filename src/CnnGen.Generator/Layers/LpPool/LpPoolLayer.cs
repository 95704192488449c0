using System;
using System.Collections.Generic;
using CnnGen.Generator.Graph;
using CnnGen.Generator.Lowering;
using CnnGen.Generator.Model;
using CnnGen.Generator.Shapes;
using CnnGen.Generator.Tensors;

namespace CnnGen.Generator.Layers.LpPool;

/// <summary>The norm of each window: (sum of |x|^norm)^(1 / norm).</summary>
internal sealed record LpPoolLayer(int Norm, SpatialWindow Spatial) : Layer
{
    // The powers of usual values are beyond a float's range for larger ones.
    private const int MostNorm = 32;

    public override SpatialWindow? Window => Spatial;

    public static Layer? Parse(LayerDeclaration declaration, LayerContext context)
    {
        int norm = declaration.Find<int>("norm") ?? 0;
        bool isInRange = norm is >= 1 and <= MostNorm;
        if (!isInRange)
        {
            context.Report(
                "CNN004",
                "norm",
                FormattableString.Invariant($"norm is {norm}; it must be at least 1 and at most {MostNorm}"),
                [new Suggestion("norm", [norm < 1 ? 1 : MostNorm])],
                []);
        }

        return PoolRules.Parse(declaration, context) is { } window && isInRange ? new LpPoolLayer(norm, window) : null;
    }

    public override TensorShape? Infer(TensorShape input, LayerContext context) => PoolRules.Infer("LpPool", Spatial, input, context);

    // A power and an addition for each element of each window, and a root for each window.
    public override long Operations(IReadOnlyList<TensorShape> inputs, TensorShape output) => (2 * PoolRules.Operations(Spatial, inputs[0], output)) + output.Elements;

    public override void LowerForward(ForwardBuilder forward) => PoolRules.LowerForward(forward, Geometry(forward.Node));

    public override void LowerBackward(BackwardBuilder backward) => PoolRules.LowerBackward(backward, Geometry(backward.Node));

    private PoolGeometry Geometry(Node node) => PoolRules.Geometry(PoolKind.Norm, Spatial, node) with { Norm = Norm };
}
