using System.Collections.Generic;
using CnnGen.Generator.Lowering;
using CnnGen.Generator.Shapes;

namespace CnnGen.Generator.Layers.Flatten;

/// <summary>Lays a volume out as a vector. No operation: what reads a flattened volume reads it where it lies.</summary>
internal sealed record FlattenLayer : Layer
{
    public override bool IsLinear => true;

    public override TensorShape? Infer(TensorShape input, LayerContext context) => new TensorShape((int)input.Elements);

    public override long Operations(IReadOnlyList<TensorShape> inputs, TensorShape output) => 0;

    public override void LowerForward(ForwardBuilder forward) => forward.Output = forward.Input;

    public override void LowerBackward(BackwardBuilder backward) => backward.InputGradient = backward.OutputGradient;
}
