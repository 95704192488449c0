using CnnGen.Generator.Model;
using CnnGen.Generator.Shapes;

namespace CnnGen.Generator.Layers;

/// <summary>The arguments that the convolutions share.</summary>
/// <param name="Window">What the filters see at once, and how they move.</param>
/// <param name="HasBias">Whether each filter adds a constant.</param>
/// <param name="Border">What the padding holds.</param>
/// <param name="IsDirect">Whether it must be computed as a sum over its taps.</param>
internal sealed record ConvolutionOptions(SpatialWindow Window, bool HasBias, BorderMode Border, bool IsDirect)
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
        bool? isDirect = ParseAlgorithm(declaration, context);
        return SpatialWindow.Parse(declaration, context, strideIsKernel: false) is not { } window || border is null || isDirect is null || isCeil
            ? null
            : new ConvolutionOptions(WithoutCeil(window), declaration.Find<bool>("Bias") ?? true, border.Value, isDirect.Value);
    }

    /// <summary>Whether the algorithm is the direct one; null with the errors reported.</summary>
    private static bool? ParseAlgorithm(LayerDeclaration declaration, LayerContext context)
    {
        AlgorithmMode algorithm = (AlgorithmMode)(declaration.Find<int>("Algorithm") ?? 0);
        if (algorithm is AlgorithmMode.Fastest or AlgorithmMode.Direct)
        {
            return algorithm == AlgorithmMode.Direct;
        }

        context.Report("CNN004", "Algorithm", algorithm.OutOfRange(), related: []);
        return null;
    }

    /// <summary>A network whose fit is Ceil means its pooling layers; a convolution drops nothing unless it is told to.</summary>
    private static SpatialWindow WithoutCeil(SpatialWindow window) => window.Columns.Fit == FitMode.Ceil ? window.WithFit(FitMode.Exact) : window;
}
