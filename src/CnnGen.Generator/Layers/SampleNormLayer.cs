using System.Collections.Generic;
using CnnGen.Generator.Lowering;
using CnnGen.Generator.Operations;
using CnnGen.Generator.Shapes;
using CnnGen.Generator.Tensors;

namespace CnnGen.Generator.Layers;

/// <summary>Normalises groups of a sample's channels, by their mean and variance in this sample alone: the same while training and in Forward.</summary>
internal abstract record SampleNormLayer(double Epsilon, bool IsAffine) : Layer
{
    // Adding up, the difference and its square, the factor and what is added.
    private const int OperationsPerElement = 4;

    public override bool PassesRectifier => true;

    public override TensorShape? Infer(TensorShape input, LayerContext context) => input;

    public override IReadOnlyList<ParameterSpec> Parameters(TensorShape input, bool feedsRectifier) =>
        IsAffine ? NormRules.Affine(HasElementParameters(input) ? input : new TensorShape(input.Channels)) : [];

    public override long Operations(IReadOnlyList<TensorShape> inputs, TensorShape output) => OperationsPerElement * output.Elements;

    /// <summary>Channels that are normalised together.</summary>
    protected abstract int ChannelsTogether(TensorShape input);

    /// <summary>Whether each element has a weight and a bias of its own, not each channel.</summary>
    protected virtual bool HasElementParameters(TensorShape input) => false;

    public override void LowerForward(ForwardBuilder forward)
    {
        TensorShape shape = forward.Node.Input;
        int id = forward.Node.Id;
        Tensor x = forward.AsShaped(forward.Input, shape);
        Tensor moments = forward.NewStatistics(forward.Node.Name + "_moments", shape.Channels, 2, Scope.Sample);
        Tensor statistics = forward.NewStatistics(forward.Node.Name + "_statistics", shape.Channels, 2, Scope.Sample);
        Tensor y = forward.NewLike(forward.Node.Name, x);
        forward.Add(new ChannelMoments(id, x, moments));
        forward.Add(new CombineChannels(id, x, ChannelsTogether(shape), Epsilon, moments, statistics));
        if (IsAffine && HasElementParameters(shape))
        {
            forward.Add(new NormalizeElements(id, x, statistics, forward.PerElement("weight", x), forward.PerElement("bias", x), y));
        }
        else
        {
            WeightOperand? weight = IsAffine ? forward.PerChannel("weight", shape.Channels) : null;
            WeightOperand? bias = IsAffine ? forward.PerChannel("bias", shape.Channels) : null;
            forward.Add(new Normalize(id, x, statistics, weight, bias, y));
        }

        forward.Output = y;
        forward.Keep("x", x);
        forward.Keep("statistics", statistics);
    }

    // A weight's gradient comes last: it goes over the samples of a shard, and what lies before it then needs no memory for each.
    public override void LowerBackward(BackwardBuilder backward)
    {
        TensorShape shape = backward.Node.Input;
        int id = backward.Node.Id;
        Tensor x = backward.Kept("x");
        Tensor statistics = backward.Kept("statistics");
        Tensor dy = backward.AsSized(backward.OutputGradient, x);
        Tensor sums = backward.NewStatistics("d" + backward.Node.Name + "_sums", shape.Channels, 2, Scope.Sample);
        Tensor means = backward.NewStatistics("d" + backward.Node.Name + "_means", shape.Channels, 2, Scope.Sample);
        Tensor dx = backward.NewLike("d" + x.Name, x);
        WeightOperand? weight = IsAffine ? backward.Parameter("weight") : null;
        bool isTrained = IsAffine && !backward.Node.Frozen;
        if (weight is not null && HasElementParameters(shape))
        {
            backward.Add(new NormalizeElementsSums(id, x, statistics, weight, dy, sums));
            backward.Add(new MeanOfChannels(id, x, ChannelsTogether(shape), sums, null, means));
            backward.Add(new NormalizeElementsGradient(id, x, statistics, means, weight, dy, dx));
            if (isTrained)
            {
                backward.Add(new ElementGradients(id, x, statistics, dy, weight, backward.Parameter("bias")));
            }
        }
        else
        {
            backward.Add(new NormalizeSums(id, x, statistics, dy, sums, null, null));
            backward.Add(new MeanOfChannels(id, x, ChannelsTogether(shape), sums, weight, means));
            backward.Add(new NormalizeGradient(id, x, statistics, means, weight, dy, dx) { HasWeightedMeans = true });
            if (isTrained)
            {
                backward.Add(new SumGradients(id, sums, weight!, backward.Parameter("bias")));
            }
        }

        backward.InputGradient = backward.AsSized(dx, backward.Input);
    }
}
