using System;
using System.Numerics;

namespace Lectures.Products;

/// <summary>The discrete Fourier transform of square images, by halving (Cooley and Tukey 1965).</summary>
internal static class Fourier
{
    /// <summary>The spectrum of an image: the transform of each row, then of each column.</summary>
    /// <param name="image">The image, row by row.</param>
    /// <param name="side">Its rows and columns, a power of two.</param>
    public static Complex[] Transform(Complex[] image, int side) => Transposed(Rows(Transposed(Rows(image, side), side), side), side);

    /// <summary>The image of a spectrum: the conjugate of the conjugate's transform, over the number of pixels.</summary>
    /// <param name="spectrum">The spectrum.</param>
    /// <param name="side">Its rows and columns, a power of two.</param>
    public static Complex[] Inverse(Complex[] spectrum, int side) =>
        Array.ConvertAll(Transform(Array.ConvertAll(spectrum, Complex.Conjugate), side), value => Complex.Conjugate(value) / spectrum.Length);

    private static Complex[] Rows(Complex[] image, int side)
    {
        Complex[] result = new Complex[image.Length];
        for (int row = 0; row < side; row++)
        {
            Transform(image.AsSpan(row * side, side)).CopyTo(result, row * side);
        }

        return result;
    }

    private static Complex[] Transposed(Complex[] image, int side)
    {
        Complex[] result = new Complex[image.Length];
        for (int i = 0; i < image.Length; i++)
        {
            result[(i % side * side) + (i / side)] = image[i];
        }

        return result;
    }

    /// <summary>The transform of a signal, from those of its even and its odd elements.</summary>
    private static Complex[] Transform(ReadOnlySpan<Complex> signal)
    {
        if (signal.Length == 1)
        {
            return signal.ToArray();
        }

        int half = signal.Length / 2;
        Complex[] even = new Complex[half];
        Complex[] odd = new Complex[half];
        for (int i = 0; i < half; i++)
        {
            even[i] = signal[2 * i];
            odd[i] = signal[(2 * i) + 1];
        }

        even = Transform(even);
        odd = Transform(odd);
        Complex[] spectrum = new Complex[signal.Length];
        for (int k = 0; k < half; k++)
        {
            Complex turned = Complex.FromPolarCoordinates(1, -Math.Tau * k / signal.Length) * odd[k];
            spectrum[k] = even[k] + turned;
            spectrum[k + half] = even[k] - turned;
        }

        return spectrum;
    }
}
