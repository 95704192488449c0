using System.Collections.Generic;
using CnnGen.Generator.Lowering;
using CnnGen.Generator.Model;
using CnnGen.Generator.Shapes;
using CnnGen.Generator.Tensors;

namespace CnnGen.Generator.Layers.MaxPool;

/// <summary>The largest value of each window.</summary>
internal sealed record MaxPoolLayer(SpatialWindow Spatial) : Layer
{
    public override SpatialWindow? Window => Spatial;

    public static Layer? Parse(LayerDeclaration declaration, LayerContext context) =>
        PoolRules.Parse(declaration, context) is { } window ? new MaxPoolLayer(window) : null;

    public override TensorShape? Infer(TensorShape input, LayerContext context) => PoolRules.Infer("MaxPool", Spatial, input, context);

    public override long Operations(IReadOnlyList<TensorShape> inputs, TensorShape output) => PoolRules.Operations(Spatial, inputs[0], output);

    public override void LowerForward(ForwardBuilder forward) => PoolRules.LowerForward(forward, PoolRules.Geometry(PoolKind.Max, Spatial, forward.Node));

    public override void LowerBackward(BackwardBuilder backward) => PoolRules.LowerBackward(backward, PoolRules.Geometry(PoolKind.Max, Spatial, backward.Node));
}
