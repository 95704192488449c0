using System.Collections.Generic;
using CnnGen.Generator.Lowering;
using CnnGen.Generator.Model;
using CnnGen.Generator.Shapes;
using CnnGen.Generator.Tensors;

namespace CnnGen.Generator.Layers.MaxPool;

/// <summary>The largest value of each window.</summary>
internal sealed record MaxPoolLayer(PlaneWindow Plane) : Layer
{
    public override PlaneWindow? Window => Plane;

    public static Layer? Parse(LayerDeclaration declaration, LayerContext context) =>
        PoolRules.Parse(declaration, context) is { } window ? new MaxPoolLayer(window) : null;

    public override TensorShape? Infer(TensorShape input, LayerContext context) => PoolRules.Infer("MaxPool", Plane, input, context);

    public override long Operations(IReadOnlyList<TensorShape> inputs, TensorShape output) => PoolRules.Operations(Plane, inputs[0], output);

    public override void LowerForward(ForwardBuilder forward) => PoolRules.LowerForward(forward, PoolKind.Max, Plane);

    public override void LowerBackward(BackwardBuilder backward) => PoolRules.LowerBackward(backward, PoolKind.Max, Plane);
}
