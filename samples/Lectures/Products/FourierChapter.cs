using System.Numerics;
using CnnGen;
using Lectures.Screen;

namespace Lectures.Products;

[Network(Training = false)]
[Input(3, 24, 24)]
[Conv(1, 5, Pad = 2, Bias = false)]
internal partial class FiveByFive;

/// <summary>A convolution as a product of spectra.</summary>
internal sealed class FourierChapter() : Chapter("fourier", "Convolution as a Fourier product")
{
    private const int Channels = 3;
    private const int Side = 24;
    private const int Kernel = 5;

    // The first power of two that holds 24 + 5 - 1 = 28 pixels: with fewer, what runs out at one edge would come in at the other.
    private const int Padded = 32;

    /// <summary>The network's outputs, and those of the product of spectra with the same weights.</summary>
    public static (float[] Network, float[] Product) Outputs()
    {
        float[] image = Networks.RandomNumbers(FiveByFive.InputLength, seed: 1);
        using FiveByFive network = FiveByFive.Create(seed: 1);
        return (network.Forward(image), Product(image, network.Parameters[0].Value));
    }

    /// <summary>The sum over the channels of spectrum times flipped filter's spectrum, transformed back and cut to the image's size.</summary>
    /// <param name="image">The image, channel by channel.</param>
    /// <param name="filter">The filter, channel by channel.</param>
    public static float[] Product(float[] image, float[] filter)
    {
        Complex[] sum = new Complex[Padded * Padded];
        for (int channel = 0; channel < Channels; channel++)
        {
            float[] pixels = image[(channel * Side * Side)..((channel + 1) * Side * Side)];
            float[] weights = filter[(channel * Kernel * Kernel)..((channel + 1) * Kernel * Kernel)];
            Complex[] spectrum = Fourier.Transform(WithZeros(pixels, Side), Padded);
            Complex[] filterSpectrum = Fourier.Transform(WithZeros(FlipChapter.Flipped(weights), Kernel), Padded);
            for (int i = 0; i < sum.Length; i++)
            {
                sum[i] += spectrum[i] * filterSpectrum[i];
            }
        }

        return Cut(Fourier.Inverse(sum, Padded));
    }

    protected override void Tell(Page page)
    {
        page.Text("The spectrum of a convolution is the product of the spectra. Image and flipped filter are set into 32x32 zeros, transformed and multiplied, "
            + "and the product is transformed back. A 5x5 filter through three channels:");
        page.Networks(FiveByFive.Info);
        (float[] network, float[] product) = Outputs();
        page.Text("The first outputs:");
        page.Matrices(new Matrix("network", 4, network[..4]), new Matrix("Fourier product", 4, product[..4]));
        page.Formulas($"largest difference {Agreement.RelativeError(network, product):0.0e+0} of the largest output, over all {network.Length:N0}");
        page.Text("The larger the filter, the more that saves: its size does not matter to the product. At 3x3 it seldom pays.");
    }

    private static Complex[] WithZeros(float[] image, int side)
    {
        Complex[] padded = new Complex[Padded * Padded];
        for (int i = 0; i < image.Length; i++)
        {
            padded[(i / side * Padded) + (i % side)] = image[i];
        }

        return padded;
    }

    /// <summary>The layer's padding of 2 leaves out 2 of the pixels on each side, by which the whole convolution is 4 larger.</summary>
    private static float[] Cut(Complex[] whole)
    {
        const int Border = (Kernel - 1) / 2;
        float[] output = new float[Side * Side];
        for (int i = 0; i < output.Length; i++)
        {
            output[i] = (float)whole[(((i / Side) + Border) * Padded) + (i % Side) + Border].Real;
        }

        return output;
    }
}
