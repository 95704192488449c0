using System.Linq;
using CnnGen;
using Lectures.Screen;

namespace Lectures.Arithmetic;

[Network(Training = false)]
[Input(64, 32, 32)]
[Conv(64, 3, Pad = 1, Bias = false), ReLU]
[Conv(64, 3, Pad = 1, Bias = false), ReLU]
[Conv(64, 3, Pad = 1, Bias = false), ReLU]
internal partial class ThreeSmallFilters;

[Network(Training = false)]
[Input(64, 32, 32)]
[Conv(64, 7, Pad = 3, Bias = false), ReLU]
internal partial class OneLargeFilter;

[Network(Training = false)]
[Input(1, 64, 64)]
[Conv(8, 3, Pad = 1), ReLU, MaxPool(2)]
[Conv(8, 3, Pad = 1), ReLU, MaxPool(2)]
[Conv(8, 3, Pad = 1), ReLU, MaxPool(2)]
internal partial class Pyramid;

/// <summary>What an output sees of the image.</summary>
internal sealed class ReceptiveFieldsChapter() : Chapter("receptive-fields", "Receptive fields")
{
    protected override void Tell(Page page)
    {
        page.Text("A 3x3 filter over 3x3 filters sees 5x5 pixels, and a third one sees 7x7, as a single 7x7 filter does:");
        ShowFields(page, ThreeSmallFilters.Info);
        page.Text("The three have fewer weights, and two activations more. With C = 64 channels, biases left out:");
        page.Formulas(
            $"three 3x3   3 * (9 C^2) = 27 * 64^2 = {ThreeSmallFilters.ParameterCount:N0}",
            $"one 7x7     49 C^2      = 49 * 64^2 = {OneLargeFilter.ParameterCount:N0}");
        page.Networks(ThreeSmallFilters.Info, OneLargeFilter.Info);
        page.Text("A stride multiplies how fast the field grows from there on. Behind each pool two neighbours lie twice as far apart in the image:");
        ShowFields(page, Pyramid.Info);
    }

    private static void ShowFields(Page page, NetworkInfo info) => page.Table(
        ["layer", "declared as", "output", "sees", "apart"],
        [.. LayerRows.Of(info).Select(layer => new[]
        {
            layer.Name, layer.Kind, Page.Shape(layer.OutputShape), $"{layer.ReceptiveField!.Height}x{layer.ReceptiveField.Width}", $"{layer.ReceptiveField.StrideHeight}",
        })]);
}
