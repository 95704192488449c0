using System.Collections.Generic;
using CnnGen.Generator.Graph;
using CnnGen.Generator.Lowering;
using CnnGen.Generator.Model;
using CnnGen.Generator.Shapes;

namespace CnnGen.Generator.Layers.Output;

/// <summary>Marks what it takes as an output of the network. No operation but the copy to the caller, which lowering adds for every mark.</summary>
internal sealed record OutputLayer : Layer
{
    public override bool IsLinear => true;

    public static Layer? Parse(LayerDeclaration declaration, LayerContext context)
    {
        string name = declaration.FindText(OutputMarks.NameParameter) ?? "";
        if (CSharpText.IsIdentifier(name))
        {
            return new OutputLayer();
        }

        context.Report(
            "CNN004",
            OutputMarks.NameParameter,
            $"name is {CSharpText.Literal(name)}; it must be a C# identifier such as \"scores\", because a parameter of Forward is called so",
            name.Length == 0 ? [] : [new Suggestion(OutputMarks.NameParameter, CSharpText.Literal(CSharpText.ToIdentifier(name)))],
            []);
        return null;
    }

    public override TensorShape? Infer(TensorShape input, LayerContext context) => input;

    public override long Operations(IReadOnlyList<TensorShape> inputs, TensorShape output) => 0;

    public override void LowerForward(ForwardBuilder forward) => forward.Output = forward.Input;

    public override void LowerBackward(BackwardBuilder backward) => backward.InputGradient = backward.OutputGradient;
}
