using CnnGen;
using Lectures.Screen;

namespace Lectures.Architectures;

/// <summary>LeCun, Bottou, Bengio and Haffner 1998, as it is taught today: all maps connected, maxima and ReLU.</summary>
[Network(Training = false)]
[Input(1, 32, 32)]
[Conv(6, 5), ReLU, MaxPool(2)]
[Conv(16, 5), ReLU, MaxPool(2)]
[Linear(120), ReLU]
[Linear(84), ReLU]
[Linear(10)]
internal partial class LeNet5;

/// <summary>LeNet-5, layer by layer.</summary>
internal sealed class LeNetChapter() : Chapter("lenet", "LeNet-5 (1998)")
{
    protected override void Tell(Page page)
    {
        page.Text("5x5 filters with stride 1 and 2x2 pools with stride 2, in turn, then fully connected layers: 32 -> 28 -> 14 -> 10 -> 5.");
        page.Layers(LeNet5.Info);
        page.Text("The first convolution has 6*(5*5*1 + 1) parameters. Most of all parameters are in the first fully connected layer: 120*(16*5*5 + 1).");
    }
}
