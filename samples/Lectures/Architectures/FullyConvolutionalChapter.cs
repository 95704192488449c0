using CnnGen;
using Lectures.Arithmetic;
using Lectures.Screen;

namespace Lectures.Architectures;

[Network(Training = false)]
[Input(512, 7, 7)]
[Linear(4096), ReLU, Linear(4096), ReLU, Linear(1000)]
internal partial class ConnectedHead;

[Network(Training = false)]
[Input(512, 7, 7)]
[Conv(4096, 7), ReLU, Conv(4096, 1), ReLU, Conv(1000, 1)]
internal partial class ConvolutionalHead;

[Network(Training = false)]
[Input(512, 12, 12)]
[Conv(4096, 7), ReLU, Conv(4096, 1), ReLU, Conv(1000, 1)]
internal partial class SlidingHead;

[Network(Training = false)]
[Input(2, 3, 3)]
[Linear(4)]
internal partial class SmallConnectedHead;

[Network(Training = false)]
[Input(2, 5, 5)]
[Conv(4, 3)]
internal partial class SmallSlidingHead;

/// <summary>Fully connected layers as convolutions, which then slide over larger images.</summary>
internal sealed class FullyConvolutionalChapter() : Chapter("fully-convolutional", "Fully connected layers as convolutions")
{
    /// <summary>The top left outputs of the sliding head, and the connected head's with the same weights on the top left of the input.</summary>
    public static (float[] Sliding, float[] Connected) OutputsAtTheCorner()
    {
        const int Side = 5;
        const int Seen = 3;
        float[] image = Networks.RandomNumbers(SmallSlidingHead.InputLength, seed: 1);
        float[] corner = new float[SmallConnectedHead.InputLength];
        for (int i = 0; i < corner.Length; i++)
        {
            int channel = i / (Seen * Seen);
            int row = i / Seen % Seen;
            corner[i] = image[(((channel * Side) + row) * Side) + (i % Seen)];
        }

        using SmallSlidingHead sliding = SmallSlidingHead.Create(seed: 1);
        float[] maps = sliding.Forward(image);
        float[] first = new float[SmallConnectedHead.OutputLength];
        for (int filter = 0; filter < first.Length; filter++)
        {
            first[filter] = maps[filter * maps.Length / first.Length];
        }

        return (first, Networks.Outputs<SmallConnectedHead>(corner, sliding.Parameters[0].Value, sliding.Parameters[1].Value));
    }

    protected override void Tell(Page page)
    {
        page.Text("A fully connected layer over 7x7x512 is a convolution whose filters are as large as its input: the same weights, the same work.");
        page.Networks(ConnectedHead.Info, ConvolutionalHead.Info);
        page.Text("On an image of 384x384 pixels, which VGG's pools make 12x12, the convolutions slide, and give class scores at 36 places in one pass:");
        page.Formulas(new Window(12, 7).ToString());
        page.Networks(SlidingHead.Info);
        (float[] sliding, float[] connected) = OutputsAtTheCorner();
        page.Text("Small enough to run, with the same weights: the sliding head's scores at its first place, and the fully connected layer's for that place alone.");
        page.Matrices(new Matrix("convolution", 4, sliding), new Matrix("fully connected", 4, connected));
    }
}
