using System;
using System.Collections.Generic;
using System.Linq;
using CnnGen.Generator.Model;
using CnnGen.Generator.Shapes;

namespace CnnGen.Generator.Layers;

/// <summary>What the convolutions share: all but how many filters and groups there are, which for some is the input's doing.</summary>
internal abstract partial record ConvolutionLayer(SpatialWindow Spatial, bool HasBias) : Layer
{
    public override SpatialWindow? Window => Spatial;

    public override bool IsLinearMap => true;

    /// <summary>The output's channels.</summary>
    protected abstract int FiltersOf(TensorShape input);

    public override IReadOnlyList<ParameterSpec> Parameters(TensorShape input, bool feedsRectifier)
    {
        TensorShape weight = new([FiltersOf(input), input.Channels / GroupsOf(input), .. Spatial.AxesOf(input).Select(axis => axis.Window.Kernel.Value)]);
        int fanIn = (int)Math.Min(int.MaxValue, weight.Elements / FiltersOf(input));
        return ParameterSpec.OfLinearMap(weight, fanIn, HasBias, feedsRectifier);
    }

    public override long MultiplyAdds(TensorShape input, TensorShape output) =>
        output.Elements * (input.Channels / GroupsOf(input)) * Spatial.Taps(input);

    public override long Operations(IReadOnlyList<TensorShape> inputs, TensorShape output) =>
        MultiplyAdds(inputs[0], output) + (HasBias ? output.Elements : 0);

    /// <summary>Whether a convolution has a bias.</summary>
    protected static bool ParseBias(LayerDeclaration declaration) => declaration.Find<bool>("Bias") ?? true;

    /// <summary>A convolution's window; null with the errors reported.</summary>
    protected static SpatialWindow? ParseWindow(LayerDeclaration declaration, LayerContext context)
    {
        bool isCeil = declaration.Find<int>("Fit") == (int)FitMode.Ceil;
        if (isCeil)
        {
            context.Report("CNN004", "Fit", "Fit.Ceil is for pooling; a convolution takes Fit.Exact or Fit.Floor", [new Suggestion("Fit", "Fit.Floor")], []);
        }

        SpatialWindow? window = SpatialWindow.Parse(declaration, context, strideIsKernel: false);
        return window is null || isCeil ? null : WithoutCeil(window);
    }

    /// <summary>A network whose fit is Ceil means its pooling layers; a convolution drops nothing unless it is told to.</summary>
    private static SpatialWindow WithoutCeil(SpatialWindow window) => window.Columns.Fit == FitMode.Ceil ? window.WithFit(FitMode.Exact) : window;
}
