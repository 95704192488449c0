using System;
using System.Collections.Generic;
using System.Globalization;
using CnnGen.Generator.Kernels;
using CnnGen.Generator.Shapes;
using CnnGen.Generator.Tensors;

namespace CnnGen.Generator.Operations;

/// <summary>Mean and deviation of channels that are normalised together, in one sample, from each channel's moments.</summary>
/// <param name="Node">The layer.</param>
/// <param name="X">What is normalised.</param>
/// <param name="Together">Channels that are normalised together.</param>
/// <param name="Epsilon">Added to the variance.</param>
/// <param name="Moments">Each channel's mean and sum of squared differences.</param>
/// <param name="Statistics">Receives for each channel the mean and 1 / sqrt(variance + epsilon) of those together with it.</param>
internal sealed record CombineChannels(int Node, Tensor X, int Together, double Epsilon, Tensor Moments, Tensor Statistics) : Operation(Node)
{
    public override IReadOnlyList<Tensor> Reads => [Moments];

    public override IReadOnlyList<Tensor> Writes => [Statistics];

    public override LaneRule Lanes => LaneRule.Zero;

    public override Call CallOf(Forms forms) => Call.Of(
        "SampleStatistics.Combine", Moments, SizesOf(X, Together), Epsilon.ToString("R", CultureInfo.InvariantCulture), Statistics);

    /// <summary>How many channels there are, how many belong together, and a channel's elements.</summary>
    public static string SizesOf(Tensor x, int together) => FormattableString.Invariant($"{x.Channels}, {together}, {x.Size.Product()}");
}

/// <summary>The means, over channels that are normalised together, of weighted dy and of that times the normalised x, from each channel's sums.</summary>
/// <param name="Node">The layer.</param>
/// <param name="X">What is normalised.</param>
/// <param name="Together">Channels that are normalised together.</param>
/// <param name="Sums">Each channel's sums.</param>
/// <param name="Weight">Each channel's weight; null where there is none, or where the sums have it already.</param>
/// <param name="Means">Receives the means for each channel.</param>
internal sealed record MeanOfChannels(int Node, Tensor X, int Together, Tensor Sums, WeightOperand? Weight, Tensor Means) : Operation(Node)
{
    public override IReadOnlyList<Tensor> Reads => [Sums];

    public override IReadOnlyList<Tensor> Writes => [Means];

    public override LaneRule Lanes => LaneRule.Zero;

    public override Call CallOf(Forms forms) => Call.Of(
        "SampleStatistics.Mean", Sums, Weight is null ? PassedText.Null : Weight, CombineChannels.SizesOf(X, Together), Means);
}

/// <summary>The gradients by each channel's weight and bias: the sums of all samples of a shard.</summary>
internal sealed record SumGradients(int Node, Tensor Sums, WeightOperand Weight, WeightOperand Bias) : Operation(Node)
{
    public override IReadOnlyList<Tensor> Reads => [Sums];

    public override IReadOnlyList<Tensor> Writes => [];

    public override Scope Scope => Scope.Shard;

    public override bool NeedsZeroLanes(Tensor read) => true;

    public override Call CallOf(Forms forms) => Call.Of(
        "SampleStatistics.SumGradients",
        Sums,
        PassedText.Samples,
        PassedText.SampleFloats,
        FormattableString.Invariant($"{Sums.Channels / 2}"),
        new PassedGradient(Weight),
        new PassedGradient(Bias));
}

/// <summary>y = (x - mean) * deviation * weight + bias, with a weight and a bias for each element.</summary>
internal sealed record NormalizeElements(int Node, Tensor X, Tensor Statistics, WeightOperand Weight, WeightOperand Bias, Tensor Y) : ActivatedOperation(Node, Y)
{
    public override IReadOnlyList<Tensor> Reads => [X, Statistics];

    public override LaneRule Lanes => LaneRule.OfReads;

    public override IEnumerable<Tensor> Replaceable => [X];

    public override IEnumerable<string> Problems(Forms forms) =>
        [.. base.Problems(forms), .. UnlessAlike(X, Y), .. UnlessBlocked(forms, X, Y), .. UnlessForEach(X, Weight.Pack)];

    public override Call CallOf(Forms forms)
    {
        TensorForm weights = ElementWeights.FormOf(forms[X]);
        MapCall map = MapCall.Of(ActivationIn(forms), forms[Y], forms[X], weights, weights);
        return Call.Of(new NormalizeElementsKernel(map.Walk, map.Activation), [X, Statistics, Weight, Bias, .. Results(), map.Numbers]);
    }

    /// <summary>What is wrong with weights that each belong to an element.</summary>
    public static IEnumerable<string> UnlessForEach(Tensor x, PackShape pack) => Unless(pack == PackShape.PerElement(x), "has weights of another shape");
}

/// <summary>Each channel's sums, in one sample, of weighted dy and of that times the normalised x.</summary>
internal sealed record NormalizeElementsSums(int Node, Tensor X, Tensor Statistics, WeightOperand Weight, Tensor OutputGradient, Tensor Sums) : Operation(Node)
{
    public override IReadOnlyList<Tensor> Reads => [X, Statistics, OutputGradient];

    public override IReadOnlyList<Tensor> Writes => [Sums];

    public override LaneRule Lanes => LaneRule.OfReads;

    public override IEnumerable<string> Problems(Forms forms) =>
        [.. UnlessAlike(X, OutputGradient), .. UnlessBlocked(forms, X, OutputGradient), .. NormalizeElements.UnlessForEach(X, Weight.Pack)];

    public override Call CallOf(Forms forms) => Call.Of(
        new NormalizeElementsSumsKernel(forms[X].Plane, forms[OutputGradient].Plane), X, Statistics, Weight, OutputGradient, Sums, PassedText.PlanesOf(forms[X]));
}

/// <summary>dx = deviation * (weight * dy - mean of that - normalised x * mean of that times the normalised x).</summary>
internal sealed record NormalizeElementsGradient(
    int Node, Tensor X, Tensor Statistics, Tensor Means, WeightOperand Weight, Tensor OutputGradient, Tensor InputGradient) : Operation(Node)
{
    public override IReadOnlyList<Tensor> Reads => [X, Statistics, Means, OutputGradient];

    public override IReadOnlyList<Tensor> Writes => [InputGradient];

    public override LaneRule Lanes => LaneRule.OfReads;

    public override IEnumerable<string> Problems(Forms forms) =>
    [
        .. UnlessAlike(X, OutputGradient, InputGradient),
        .. UnlessBlocked(forms, X, OutputGradient, InputGradient),
        .. NormalizeElements.UnlessForEach(X, Weight.Pack),
    ];

    public override Call CallOf(Forms forms) => Call.Of(
        new NormalizeElementsGradientKernel(forms[X].Plane, forms[OutputGradient].Plane, forms[InputGradient].Plane), X, Statistics, Means, Weight, OutputGradient, InputGradient, PassedText.PlanesOf(forms[X]));
}

/// <summary>The gradients by each element's weight and bias: over the samples of a shard the sums of dy times the normalised x, and of dy.</summary>
internal sealed record ElementGradients(int Node, Tensor X, Tensor Statistics, Tensor OutputGradient, WeightOperand Weight, WeightOperand Bias) : Operation(Node)
{
    public override IReadOnlyList<Tensor> Reads => [X, Statistics, OutputGradient];

    public override IReadOnlyList<Tensor> Writes => [];

    public override Scope Scope => Scope.Shard;

    public override bool NeedsZeroLanes(Tensor read) => ReferenceEquals(read, OutputGradient);

    public override IEnumerable<string> Problems(Forms forms) =>
        [.. UnlessAlike(X, OutputGradient), .. UnlessBlocked(forms, X, OutputGradient), .. NormalizeElements.UnlessForEach(X, Weight.Pack)];

    public override Call CallOf(Forms forms) => Call.Of(
        new ElementGradientsKernel(forms[X].Plane, forms[OutputGradient].Plane),
        X,
        Statistics,
        OutputGradient,
        new PassedGradient(Weight),
        new PassedGradient(Bias),
        PassedText.Samples,
        PassedText.SampleFloats,
        PassedText.PlanesOf(forms[X]));
}
