using System.Collections.Generic;
using System.Linq;
using CnnGen.Generator.Graph;
using CnnGen.Generator.Lowering;
using CnnGen.Generator.Model;
using CnnGen.Generator.Shapes;
using CnnGen.Generator.Tensors;

namespace CnnGen.Generator.Layers.AdaptivePool;

/// <summary>The largest value or the mean of each of as many windows as the output is to have.</summary>
internal sealed record AdaptivePoolLayer(string Kind, PoolKind Function, AdaptiveSizes Sizes) : Layer
{
    public override bool IsLinear => Function != PoolKind.Max;

    public static Layer? Parse(PoolKind function, LayerDeclaration declaration, LayerContext context) =>
        AdaptiveSizes.Parse(declaration, context) is { } sizes ? new AdaptivePoolLayer(declaration.Kind, function, sizes) : null;

    /// <summary>One window over all elements.</summary>
    public static Layer Global(PoolKind function, LayerDeclaration declaration) => new AdaptivePoolLayer(declaration.Kind, function, AdaptiveSizes.Ones);

    public override TensorShape? Infer(TensorShape input, LayerContext context) => Sizes.Infer(Kind, input, context);

    /// <summary>The widest window, and the distance of two windows rounded up: an element behind it sees no more.</summary>
    public override PerAxis<AxisReach> ReachOn(TensorShape input) => Sizes.Of(input).Zip(
        input.Spatial, static (windows, elements) => new AxisReach(0, Partition.Widest(elements, windows) - 1, ((elements - 1) / windows) + 1));

    // A comparison or an addition for each element of each window.
    public override long Operations(IReadOnlyList<TensorShape> inputs, TensorShape output) => output.Channels * Sizes.Of(inputs[0])
        .Zip(inputs[0].Spatial, static (windows, elements) => Partition.Total(elements, windows)).Each.Aggregate(1L, static (product, total) => product * total);

    public override void LowerForward(ForwardBuilder forward) => PoolRules.LowerForward(forward, Geometry(forward.Node));

    public override void LowerBackward(BackwardBuilder backward) => PoolRules.LowerBackward(backward, Geometry(backward.Node));

    private PoolGeometry Geometry(Node node) => new(Function, node.Input.Spatial.Zip(node.Output.Spatial, PoolAxis.Over));
}
