using System.Collections.Generic;
using CnnGen.Generator.Lowering;
using CnnGen.Generator.Model;
using CnnGen.Generator.Shapes;
using CnnGen.Generator.Tensors;

namespace CnnGen.Generator.Layers.AvgPool;

/// <summary>The mean of each window.</summary>
internal sealed record AvgPoolLayer(SpatialWindow Spatial, bool CountIncludePad) : Layer
{
    public override SpatialWindow? Window => Spatial;

    public override bool IsLinear => true;

    private PoolKind Kind => CountIncludePad ? PoolKind.AverageWithPadding : PoolKind.Average;

    public static Layer? Parse(LayerDeclaration declaration, LayerContext context) =>
        PoolRules.Parse(declaration, context) is { } window
            ? new AvgPoolLayer(window, declaration.Find<bool>("CountIncludePad") ?? true)
            : null;

    public override TensorShape? Infer(TensorShape input, LayerContext context) => PoolRules.Infer("AvgPool", Spatial, input, context);

    public override long Operations(IReadOnlyList<TensorShape> inputs, TensorShape output) => PoolRules.Operations(Spatial, inputs[0], output);

    public override void LowerForward(ForwardBuilder forward) => PoolRules.LowerForward(forward, PoolRules.Geometry(Kind, Spatial, forward.Node));

    public override void LowerBackward(BackwardBuilder backward) => PoolRules.LowerBackward(backward, PoolRules.Geometry(Kind, Spatial, backward.Node));
}
