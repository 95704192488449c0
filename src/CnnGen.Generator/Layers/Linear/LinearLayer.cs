using System.Collections.Generic;
using CnnGen.Generator.Lowering;
using CnnGen.Generator.Model;
using CnnGen.Generator.Operations;
using CnnGen.Generator.Shapes;
using CnnGen.Generator.Tensors;

namespace CnnGen.Generator.Layers.Linear;

/// <summary>A fully connected layer over the whole volume.</summary>
/// <remarks>
/// PyTorch keeps its weights as (features, channels * height * width), which is a convolution's (filters, channels, height, width)
/// with a kernel as large as the input. It is lowered as that convolution, so no volume is ever copied into a vector.
/// </remarks>
internal sealed record LinearLayer(int Features, bool HasBias) : Layer
{
    public override bool SeesAll => true;

    public override string SizeParameter => "features";

    public override bool IsLinear => true;

    public static Layer? Parse(LayerDeclaration declaration, LayerContext context)
    {
        Setting features = new(declaration.Find<int>("features") ?? 0, "features");
        return context.AtLeast(features, 1) ? new LinearLayer(features.Value, declaration.Find<bool>("Bias") ?? true) : null;
    }

    public override TensorShape? Infer(TensorShape input, LayerContext context) => new TensorShape(Features);

    public override IReadOnlyList<ParameterSpec> Parameters(TensorShape input, bool feedsRectifier)
    {
        int inputs = (int)input.Elements;
        return ParameterSpec.OfLinearMap(new TensorShape(Features, inputs), inputs, HasBias, feedsRectifier);
    }

    public override long MultiplyAdds(TensorShape input, TensorShape output) => input.Elements * Features;

    public override long Operations(IReadOnlyList<TensorShape> inputs, TensorShape output) =>
        MultiplyAdds(inputs[0], output) + (HasBias ? output.Elements : 0);

    public override void LowerForward(ForwardBuilder forward)
    {
        Tensor y = forward.NewTensor(forward.Node.Name, Features, PerAxis.Ones);
        ConvGeometry geometry = Geometry(forward.Input);
        forward.Add(new Convolve(
            forward.Node.Id, geometry, forward.Input, y, forward.Weight(geometry), HasBias ? forward.Bias(geometry) : null));
        forward.Output = y;
    }

    public override void LowerBackward(BackwardBuilder backward)
    {
        ConvGeometry geometry = Geometry(backward.Input);
        if (!backward.Node.Frozen)
        {
            backward.Add(new WeightGradient(backward.Node.Id, geometry, backward.Input, backward.OutputGradient, backward.Parameter("weight")));
            if (HasBias)
            {
                backward.Add(new BiasGradient(backward.Node.Id, backward.OutputGradient, backward.Parameter("bias")));
            }
        }

        backward.InputGradient = LowerDataGradient(backward, geometry);
    }

    /// <summary>dx = W^T dy: every input element is a filter over the features, in the order in which the volume lies in memory.</summary>
    private static Tensor LowerDataGradient(BackwardBuilder backward, ConvGeometry forward)
    {
        Tensor x = backward.Input;
        int positions = x.Size.Product();
        int filters = positions == 1 ? x.Channels : positions * Tensor.Blocks(x.Channels) * Tensor.Block;
        ConvGeometry geometry = new(1, forward.Filters, filters, PerAxis.Of(AxisGeometry.Single));
        Tensor vector = backward.NewTensor("d" + x.Name, filters, PerAxis.Ones);
        WeightOperand weights = positions == 1
            ? backward.Transposed("weight", geometry, [0])
            : backward.TransposedVolume("weight", geometry);
        backward.Add(new Convolve(backward.Node.Id, geometry, backward.OutputGradient, vector, weights, null));
        if (positions == 1)
        {
            return vector;
        }

        Tensor dx = backward.NewLike("d" + x.Name, x);
        backward.Add(new Spread(backward.Node.Id, vector, dx));
        return dx;
    }

    private ConvGeometry Geometry(Tensor x) => new(1, x.Channels, Features, x.Size.Select(static size => new AxisGeometry(size, 1)));
}
