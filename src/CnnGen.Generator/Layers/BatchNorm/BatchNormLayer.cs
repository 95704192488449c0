using System.Collections.Generic;
using CnnGen.Generator.Lowering;
using CnnGen.Generator.Model;
using CnnGen.Generator.Operations;
using CnnGen.Generator.Shapes;
using CnnGen.Generator.Tensors;

namespace CnnGen.Generator.Layers.BatchNorm;

/// <summary>Normalises each channel: by the batch's statistics while training, by running estimates in Forward.</summary>
internal sealed record BatchNormLayer(double Epsilon, double Momentum, bool IsAffine) : Layer
{
    private const double DefaultMomentum = 0.1;

    // In Forward: a factor and a constant.
    private const int OperationsPerElement = 1;

    public override bool IsLinear => true;

    public override bool PassesRectifier => true;

    public override bool TakesOffMeans => true;

    public static Layer? Parse(LayerDeclaration declaration, LayerContext context)
    {
        double? epsilon = NormRules.Epsilon(declaration, context);
        double momentum = declaration.Find<double>("Momentum") ?? DefaultMomentum;
        bool inRange = context.InRange("Momentum", momentum, momentum > 0 && momentum <= 1, "above 0 and at most 1", "0.1");
        return epsilon is { } added && inRange ? new BatchNormLayer(added, momentum, declaration.Find<bool>("Affine") ?? true) : null;
    }

    public override TensorShape? Infer(TensorShape input, LayerContext context) => input;

    public override IReadOnlyList<ParameterSpec> Parameters(TensorShape input, bool feedsRectifier)
    {
        TensorShape channels = new(input.Channels);
        return
        [
            .. IsAffine ? NormRules.Affine(channels) : [],
            new("running_mean", channels, 1, ParameterRole.Statistic, InitialValue.Zeros),
            new("running_var", channels, 1, ParameterRole.Statistic, InitialValue.Ones),
            new("num_batches_tracked", new TensorShape(), 1, ParameterRole.Counter, InitialValue.Zeros),
        ];
    }

    public override long Operations(IReadOnlyList<TensorShape> inputs, TensorShape output) => OperationsPerElement * output.Elements;

    public override void LowerForward(ForwardBuilder forward)
    {
        Tensor x = forward.AsShaped(forward.Input, forward.Node.Input);
        Tensor y = forward.NewLike(forward.Node.Name, x);
        int channels = forward.Node.Input.Channels;
        WeightOperand? weight = IsAffine ? forward.PerChannel("weight", channels) : null;
        WeightOperand? bias = IsAffine ? forward.PerChannel("bias", channels) : null;
        WeightOperand mean = forward.PerChannel("running_mean", channels);
        WeightOperand variance = forward.PerChannel("running_var", channels);
        WeightOperand count = forward.PerChannel("num_batches_tracked", 1);
        forward.Output = y;
        if (!forward.IsTraining)
        {
            NormFold fold = forward.Fold(channels, Epsilon, weight, bias, mean, variance);
            forward.Add(new ScaleChannels(forward.Node.Id, x, fold, y));
            return;
        }

        Tensor moments = forward.NewStatistics(forward.Node.Name + "_moments", channels, 2, Scope.Shard);
        Tensor statistics = forward.NewStatistics(forward.Node.Name + "_statistics", channels, 2, Scope.Batch);
        forward.Add(new ChannelMoments(forward.Node.Id, x, moments));
        forward.Add(new CombineMoments(forward.Node.Id, moments, statistics, x.Size.Product(), Epsilon, Momentum, mean, variance, count));
        forward.Add(new Normalize(forward.Node.Id, x, statistics, weight, bias, y));
        forward.Keep("x", x);
        forward.Keep("statistics", statistics);
    }

    public override void LowerBackward(BackwardBuilder backward)
    {
        Tensor x = backward.Kept("x");
        Tensor statistics = backward.Kept("statistics");
        Tensor dy = backward.AsSized(backward.OutputGradient, x);
        int channels = backward.Node.Input.Channels;
        int id = backward.Node.Id;
        WeightOperand? weight = IsAffine ? backward.Parameter("weight") : null;
        bool isTrained = IsAffine && !backward.Node.Frozen;
        Tensor sums = backward.NewStatistics("d" + backward.Node.Name + "_sums", channels, 2, Scope.Shard);
        Tensor means = backward.NewStatistics("d" + backward.Node.Name + "_means", channels, 2, Scope.Batch);
        Tensor dx = backward.NewLike("d" + x.Name, x);
        backward.Add(new NormalizeSums(id, x, statistics, dy, sums, isTrained ? weight : null, isTrained ? backward.Parameter("bias") : null));
        backward.Add(new CombineSums(id, sums, means, x.Size.Product()));
        backward.Add(new NormalizeGradient(id, x, statistics, means, weight, dy, dx));
        backward.InputGradient = backward.AsSized(dx, backward.Input);
    }
}
