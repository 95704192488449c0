using CnnGen;
using Lectures.Screen;

namespace Lectures.Arithmetic;

[Network(Training = false)]
[Input(64, 56, 56)]
[Conv(32, 1)]
internal partial class OneByOne;

[Network(Training = false)]
[Input(64)]
[Linear(32)]
internal partial class ColumnOfChannels;

[Network(Training = false)]
[Input(192, 28, 28)]
[Conv(32, 5, Pad = 2)]
internal partial class WideFiveByFive;

[Network(Training = false)]
[Input(192, 28, 28)]
[Conv(16, 1), ReLU]
[Conv(32, 5, Pad = 2)]
internal partial class NarrowedFiveByFive;

/// <summary>1x1 filters mix channels.</summary>
internal sealed class OneByOneChapter() : Chapter("one-by-one", "1x1 convolutions")
{
    private const int Row = 20;
    private const int Column = 30;

    /// <summary>By what factor narrowing the channels first makes a 5x5 convolution cheaper.</summary>
    public static double Saving => (double)WideFiveByFive.MultiplyAdds / NarrowedFiveByFive.MultiplyAdds;

    /// <summary>The outputs at one pixel, by the convolution and by a fully connected layer with the same weights over that pixel's channels.</summary>
    public static (float[] Convolution, float[] Linear) OutputsAtOnePixel()
    {
        const int Side = 56;
        float[] image = Networks.RandomNumbers(OneByOne.InputLength, seed: 1);
        using OneByOne convolution = OneByOne.Create(seed: 1);
        float[] maps = convolution.Forward(image);
        using ColumnOfChannels linear = Networks.WithParameters<ColumnOfChannels>(convolution.Parameters[0].Value, convolution.Parameters[1].Value);
        return (AtPixel(maps), linear.Forward(AtPixel(image)));

        static float[] AtPixel(float[] maps)
        {
            float[] channels = new float[maps.Length / (Side * Side)];
            for (int channel = 0; channel < channels.Length; channel++)
            {
                channels[channel] = maps[(((channel * Side) + Row) * Side) + Column];
            }

            return channels;
        }
    }

    protected override void Tell(Page page)
    {
        page.Text("A 1x1 filter is a dot product of the 64 channels at each pixel. 32 of them make 32 channels of 64, the size stays:");
        page.Networks(OneByOne.Info, ColumnOfChannels.Info);
        (float[] convolution, float[] linear) = OutputsAtOnePixel();
        page.Text($"At every pixel that is the fully connected layer with the same weights. Its first outputs at row {Row}, column {Column}:");
        page.Matrices(new Matrix("convolution", 4, convolution[..4]), new Matrix("fully connected", 4, linear[..4]));
        page.Text("Fewer channels make what follows cheaper. A 5x5 convolution of 192 channels, at once and behind 16 1x1 filters:");
        page.Networks(WideFiveByFive.Info, NarrowedFiveByFive.Info);
        page.Formulas($"{WideFiveByFive.MultiplyAdds:N0} / {NarrowedFiveByFive.MultiplyAdds:N0} = {Saving:0.0} times fewer multiply-adds");
    }
}
