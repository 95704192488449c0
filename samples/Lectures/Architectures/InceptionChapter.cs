using CnnGen;
using Lectures.Screen;

namespace Lectures.Architectures;

[Network(Training = false)]
[Input(256, 28, 28)]
[Conv(128, 1, Name = "1x1")]
[Conv(192, 3, Pad = 1, From = Tensor.Input, Name = "3x3")]
[Conv(96, 5, Pad = 2, From = Tensor.Input, Name = "5x5")]
[MaxPool(3, Stride = 1, Pad = 1, From = Tensor.Input, Name = "pool")]
[Concat("1x1", "3x3", "5x5")]
internal partial class NaiveInception;

[Network(Training = false)]
[Input(256, 28, 28)]
[Conv(128, 1, Name = "1x1")]
[Conv(64, 1, From = Tensor.Input), ReLU, Conv(192, 3, Pad = 1, Name = "3x3")]
[Conv(64, 1, From = Tensor.Input), ReLU, Conv(96, 5, Pad = 2, Name = "5x5")]
[MaxPool(3, Stride = 1, Pad = 1, From = Tensor.Input), Conv(64, 1, Name = "pool")]
[Concat("1x1", "3x3", "5x5")]
internal partial class Inception;

/// <summary>Szegedy et al. 2014, "Going Deeper with Convolutions": GoogLeNet's module with the lectures' sizes.</summary>
internal sealed class InceptionChapter() : Chapter("inception", "GoogLeNet's inception module (2014)")
{
    protected override void Tell(Page page)
    {
        page.Text("Filters of several sizes see the same 28x28x256, and their maps stand beside each other. Naively that is expensive, "
            + "and as the pool keeps all its channels, every module widens:");
        page.Layers(NaiveInception.Info);
        page.Text("1x1 filters in front of the large ones, and behind the pool, narrow the channels to 64:");
        page.Layers(Inception.Info);
        page.Formulas(
            $"multiply-adds  {NaiveInception.MultiplyAdds / 1e6:N0} million -> {Inception.MultiplyAdds / 1e6:N0} million",
            $"channels       {NaiveInception.Info.Layers[^1].OutputShape[0]} -> {Inception.Info.Layers[^1].OutputShape[0]}");
    }
}
