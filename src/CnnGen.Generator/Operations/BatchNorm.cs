using System;
using System.Collections.Generic;
using System.Globalization;
using CnnGen.Generator.Kernels;
using CnnGen.Generator.Tensors;

namespace CnnGen.Generator.Operations;

/// <summary>The mean of each channel over the pixels of a shard's samples or of one, and the sum of the squared differences from it.</summary>
internal sealed record ChannelMoments(int Node, Tensor X, Tensor Moments) : Operation(Node)
{
    public override IReadOnlyList<Tensor> Reads => [X];

    public override IReadOnlyList<Tensor> Writes => [Moments];

    public override Scope Scope => Moments.Per;

    public override LaneRule Lanes => LaneRule.OfReads;

    public override bool NeedsZeroLanes(Tensor read) => true;

    public override IEnumerable<string> Problems(Forms forms) => UnlessBlocked(forms, X);

    public override Call CallOf(Forms forms)
    {
        TensorForm x = forms[X];
        ChannelWalk walk = ChannelWalk.Of(x);
        return Call.Of(new ChannelMomentsKernel(walk, ChannelLoop.SplitsOf(x.Size)), [X, Moments, .. PassedText.SamplesOf(Scope), walk.Arguments(x.Size, x)]);
    }
}

/// <summary>The batch's mean and deviation of each channel, from its shards' in their order; and the running estimates.</summary>
/// <param name="Node">The layer.</param>
/// <param name="Moments">The shards'.</param>
/// <param name="Statistics">Receives mean and 1 / sqrt(variance + epsilon).</param>
/// <param name="Pixels">Elements of a channel in one sample.</param>
/// <param name="Epsilon">Added to the variance.</param>
/// <param name="Momentum">The share of the new value in a running estimate.</param>
/// <param name="RunningMean">The running mean.</param>
/// <param name="RunningVariance">The running variance.</param>
/// <param name="Count">The number of batches seen.</param>
internal sealed record CombineMoments(
    int Node, Tensor Moments, Tensor Statistics, int Pixels, double Epsilon, double Momentum, WeightOperand RunningMean, WeightOperand RunningVariance, WeightOperand Count)
    : Operation(Node)
{
    public override IReadOnlyList<Tensor> Reads => [Moments];

    public override IReadOnlyList<Tensor> Writes => [Statistics];

    public override Scope Scope => Scope.Batch;

    public override LaneRule Lanes => LaneRule.OfReads;

    public override Call CallOf(Forms forms) => Call.Of(
        "BatchStatistics.Combine",
        Moments,
        PassedText.ShardFloats,
        PassedText.Shards,
        PassedText.Samples,
        FormattableString.Invariant($"{Pixels}, {Moments.Channels / 2}"),
        Epsilon.ToString("R", CultureInfo.InvariantCulture),
        Momentum.ToString("R", CultureInfo.InvariantCulture),
        Statistics,
        RunningMean,
        RunningVariance,
        Count);
}

/// <summary>y = (x - mean) * deviation * weight + bias, channel by channel.</summary>
internal sealed record Normalize(int Node, Tensor X, Tensor Statistics, WeightOperand? Weight, WeightOperand? Bias, Tensor Y) : ActivatedOperation(Node, Y)
{
    public override IReadOnlyList<Tensor> Reads => [X, Statistics];

    public override LaneRule Lanes => LaneRule.OfReads;

    public override IEnumerable<Tensor> Replaceable => [X];

    public override IEnumerable<string> Problems(Forms forms) => [.. base.Problems(forms), .. UnlessAlike(X, Y), .. UnlessBlocked(forms, X, Y)];

    public override Call CallOf(Forms forms)
    {
        MapCall map = MapCall.Of(ActivationIn(forms), forms[Y], forms[X]);
        return Call.Of(
            new NormalizeKernel(map.Walk, Weight is not null, map.Activation), [X, Statistics, .. Weight is null ? [] : new Passed[] { Weight, Bias! }, .. Results(), map.Numbers]);
    }
}

/// <summary>y = x * scale + shift, channel by channel: a normalisation by running estimates.</summary>
internal sealed record ScaleChannels(int Node, Tensor X, NormFold Fold, Tensor Y) : ActivatedOperation(Node, Y)
{
    public override IReadOnlyList<Tensor> Reads => [X];

    public override LaneRule Lanes => LaneRule.OfReads;

    public override IEnumerable<Tensor> Replaceable => [X];

    public override IEnumerable<string> Problems(Forms forms) => [.. base.Problems(forms), .. UnlessAlike(X, Y), .. UnlessBlocked(forms, X, Y)];

    public override Call CallOf(Forms forms)
    {
        MapCall map = MapCall.Of(ActivationIn(forms), forms[Y], forms[X]);
        return Call.Of(new ScaleChannelsKernel(map.Walk, map.Activation), [X, Fold.Scale, Fold.Shift, .. Results(), map.Numbers]);
    }
}

/// <summary>What a shard adds to the gradients by weight and bias, and what it or one sample adds to the sums that the input's gradient needs: of dy, and of dy times the normalised x.</summary>
internal sealed record NormalizeSums(int Node, Tensor X, Tensor Statistics, Tensor OutputGradient, Tensor Sums, WeightOperand? Weight, WeightOperand? Bias) : Operation(Node)
{
    public override IReadOnlyList<Tensor> Reads => [X, Statistics, OutputGradient];

    public override IReadOnlyList<Tensor> Writes => [Sums];

    public override Scope Scope => Sums.Per;

    public override LaneRule Lanes => LaneRule.OfReads;

    public override bool NeedsZeroLanes(Tensor read) => true;

    public override IEnumerable<string> Problems(Forms forms) => [.. UnlessAlike(X, OutputGradient), .. UnlessBlocked(forms, X, OutputGradient)];

    public override Call CallOf(Forms forms)
    {
        TensorForm x = forms[X];
        ChannelWalk walk = ChannelWalk.Of(x);
        Passed[] gradients = Weight is null ? [] : [new PassedGradient(Weight), new PassedGradient(Bias!)];
        return Call.Of(
            new NormalizeSumsKernel(walk, ChannelLoop.SplitsOf(x.Size), Weight is not null),
            [X, Statistics, OutputGradient, Sums, .. gradients, .. PassedText.SamplesOf(Scope), walk.Arguments(x.Size, x, forms[OutputGradient])]);
    }
}

/// <summary>The means over the batch of what shards have summed, in their order.</summary>
internal sealed record CombineSums(int Node, Tensor Sums, Tensor Means, int Pixels) : Operation(Node)
{
    public override IReadOnlyList<Tensor> Reads => [Sums];

    public override IReadOnlyList<Tensor> Writes => [Means];

    public override Scope Scope => Scope.Batch;

    public override LaneRule Lanes => LaneRule.OfReads;

    public override Call CallOf(Forms forms) => Call.Of(
        "BatchStatistics.Mean", Sums, PassedText.ShardFloats, PassedText.Shards, PassedText.Samples, FormattableString.Invariant($"{Pixels}, {Sums.Channels}"), Means);
}

/// <summary>dx = weight * deviation * (dy - mean of dy - normalised x * mean of dy times the normalised x).</summary>
/// <remarks>
/// Ioffe and Szegedy 2015, "Batch Normalization", section 3. Where channels of several weights are normalised together, the means are of
/// weighted gradients: dx = deviation * (weight * dy - mean - normalised x * mean).
/// </remarks>
internal sealed record NormalizeGradient(int Node, Tensor X, Tensor Statistics, Tensor Means, WeightOperand? Weight, Tensor OutputGradient, Tensor InputGradient) : Operation(Node)
{
    /// <summary>Whether the means are of dy times weight.</summary>
    public bool HasWeightedMeans { get; init; }

    public override IReadOnlyList<Tensor> Reads => [X, Statistics, Means, OutputGradient];

    public override IReadOnlyList<Tensor> Writes => [InputGradient];

    public override LaneRule Lanes => LaneRule.OfReads;

    public override IEnumerable<Tensor> Replaceable => [X, OutputGradient];

    public override IEnumerable<string> Problems(Forms forms) =>
        [.. UnlessAlike(X, OutputGradient, InputGradient), .. UnlessBlocked(forms, X, OutputGradient, InputGradient)];

    public override Call CallOf(Forms forms)
    {
        TensorForm x = forms[X];
        ChannelWalk walk = ChannelWalk.Of(x);
        return Call.Of(
            new NormalizeGradientKernel(walk, Weight is not null, Weight is not null && HasWeightedMeans),
            [X, Statistics, Means, .. Weight is null ? [] : new Passed[] { Weight }, OutputGradient, InputGradient, walk.Arguments(x.Size, x, forms[OutputGradient], forms[InputGradient])]);
    }
}
