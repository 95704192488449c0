using System.Collections.Generic;
using CnnGen.Generator.Lowering;
using CnnGen.Generator.Model;
using CnnGen.Generator.Shapes;

namespace CnnGen.Generator.Layers.Linear;

/// <summary>A fully connected layer over the whole volume.</summary>
/// <param name="Features">Its outputs.</param>
/// <param name="HasBias">Whether each adds a constant.</param>
/// <param name="Precision">How precisely inference reads its weights; null where that is the network's to say.</param>
internal sealed record LinearLayer(int Features, bool HasBias, WeightPrecision? Precision) : Layer
{
    public override bool SeesAll => true;

    public override string SizeParameter => "features";

    public override bool IsLinearMap => true;

    public static Layer? Parse(LayerDeclaration declaration, LayerContext context)
    {
        Setting features = new(declaration.Find<int>("features") ?? 0, "features");
        WeightPrecision? precision = (WeightPrecision?)declaration.Find<int>("Weights");
        if (precision is { } given && !given.IsKnown())
        {
            context.Report("CNN004", "Weights", given.OutOfRange(), related: []);
            return null;
        }

        return context.AtLeast(features, 1) ? new LinearLayer(features.Value, declaration.Find<bool>("Bias") ?? true, precision) : null;
    }

    public override TensorShape? Infer(TensorShape input, LayerContext context) => new TensorShape(Features);

    public override IReadOnlyList<ParameterSpec> Parameters(TensorShape input, bool feedsRectifier)
    {
        int inputs = (int)input.Elements;
        return ParameterSpec.OfLinearMap(new TensorShape(Features, inputs), Features, inputs, HasBias, feedsRectifier);
    }

    public override long MultiplyAdds(TensorShape input, TensorShape output) => input.Elements * Features;

    public override long Operations(IReadOnlyList<TensorShape> inputs, TensorShape output) =>
        MultiplyAdds(inputs[0], output) + (HasBias ? output.Elements : 0);

    public override void LowerForward(ForwardBuilder forward) => Matrix.LowerForward(forward, Features, HasBias, Precision);

    public override void LowerBackward(BackwardBuilder backward) => Matrix.LowerBackward(backward, HasBias);
}
