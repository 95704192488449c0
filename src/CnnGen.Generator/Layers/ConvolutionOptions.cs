using CnnGen.Generator.Model;
using CnnGen.Generator.Shapes;

namespace CnnGen.Generator.Layers;

/// <summary>The arguments that the convolutions share.</summary>
/// <param name="Window">What the filters see at once, and how they move.</param>
/// <param name="HasBias">Whether each filter adds a constant.</param>
/// <param name="Border">What the padding holds.</param>
internal sealed record ConvolutionOptions(SpatialWindow Window, bool HasBias, BorderMode Border)
{
    /// <summary>Reads the arguments; null with the errors reported.</summary>
    public static ConvolutionOptions? Parse(LayerDeclaration declaration, LayerContext context)
    {
        bool isCeil = declaration.Find<int>("Fit") == (int)FitMode.Ceil;
        if (isCeil)
        {
            context.Report("CNN004", "Fit", "Fit.Ceil is for pooling; a convolution takes Fit.Exact or Fit.Floor", [new Suggestion("Fit", "Fit.Floor")], []);
        }

        BorderMode? border = BorderRules.Parse(declaration, context);
        return SpatialWindow.Parse(declaration, context, strideIsKernel: false) is not { } window || border is null || isCeil
            ? null
            : new ConvolutionOptions(WithoutCeil(window), declaration.Find<bool>("Bias") ?? true, border.Value);
    }

    /// <summary>A network whose fit is Ceil means its pooling layers; a convolution drops nothing unless it is told to.</summary>
    private static SpatialWindow WithoutCeil(SpatialWindow window) => window.Columns.Fit == FitMode.Ceil ? window.WithFit(FitMode.Exact) : window;
}
