using System;
using System.Collections.Generic;
using System.Linq;
using CnnGen.Generator.Shapes;
using CnnGen.Generator.Tensors;

namespace CnnGen.Generator.Layers;

/// <summary>What the convolutions share: all but how many filters and groups there are, which for some is the input's doing.</summary>
internal abstract partial record ConvolutionLayer(ConvolutionOptions Options) : Layer
{
    // What is padded and its gradient.
    private const double PaddedTensors = 2;

    public override SpatialWindow? Window => Spatial;

    public override bool IsLinearMap => true;

    private SpatialWindow Spatial => Options.Window;

    private bool HasBias => Options.HasBias;

    /// <summary>The output's channels.</summary>
    protected abstract int FiltersOf(TensorShape input);

    public override IReadOnlyList<ParameterSpec> Parameters(TensorShape input, bool feedsRectifier)
    {
        TensorShape weight = new([FiltersOf(input), input.Channels / GroupsOf(input), .. Spatial.AxesOf(input).Select(axis => axis.Window.Kernel.Value)]);
        int fanIn = (int)Math.Min(int.MaxValue, weight.Elements / FiltersOf(input));
        return ParameterSpec.OfLinearMap(weight, FiltersOf(input), fanIn, HasBias, feedsRectifier);
    }

    public override long MultiplyAdds(TensorShape input, TensorShape output) =>
        output.Elements * (input.Channels / GroupsOf(input)) * Spatial.Taps(input);

    public override long Operations(IReadOnlyList<TensorShape> inputs, TensorShape output) =>
        MultiplyAdds(inputs[0], output) + (HasBias ? output.Elements : 0);

    public override double WorkingFloats(TensorShape input) => PaddedFloats(input) + (MayBeAtPoints(input) ? WinogradTiles.MostFloatsOf(input.Channels, FiltersOf(input), input.Spatial) : 0);

    public override double CopiesOfWeights(TensorShape input) => MayBeAtPoints(input) ? WinogradTiles.CopiesOfWeights : 1;

    private double PaddedFloats(TensorShape input) =>
        MarginsOf(input) == default ? 0 : PaddedTensors * Tensor.FloatsAtMost(input.Channels, input.Spatial.Zip(MarginsOf(input), static (size, margin) => (double)margin.Before + size + margin.After));

    /// <summary>Whether it may be computed at points: what follows from its arguments alone.</summary>
    private bool MayBeAtPoints(TensorShape input) =>
        !Options.IsDirect
        && GroupsOf(input) == 1
        && input.Channels % Tensor.Block == 0
        && FiltersOf(input) % Tensor.Block == 0
        && Spatial.For(input).Axes.Select(static axis => axis.Stride.Value == 1 && axis.Dilation.Value == 1 ? axis.Kernel.Value : 0) == WinogradTiles.Kernel;

    /// <summary>The output's shape, or null with the errors reported.</summary>
    protected TensorShape? InferOutput(string kind, TensorShape input, int filters, LayerContext context) =>
        Spatial.Infer(kind, input, filters, context) is { } output && BorderRules.Check(Options.Border, Spatial.AxesOf(input), context) ? output : null;
}
