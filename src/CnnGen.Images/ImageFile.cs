using System;
using System.IO;

namespace CnnGen;

/// <summary>Single images, read as those of an <see cref="ImageFolderDataset"/> are: to be classified by a network that was trained on one.</summary>
public static class ImageFile
{
    /// <summary>Decodes an image and makes it fit a size. Pixels become floats in [0, 1], planes one after the other.</summary>
    /// <param name="path">The file: PNG, JPEG, BMP, PPM or PGM.</param>
    /// <param name="height">Rows that it is resized to.</param>
    /// <param name="width">Columns that it is resized to.</param>
    /// <param name="options">How it is read, of which what concerns a folder does not matter; all as usual where it is left out.</param>
    /// <returns>Channels * <paramref name="height"/> * <paramref name="width"/> elements.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A size is below 1.</exception>
    /// <exception cref="InvalidDataException">The image cannot be decoded; the message names its file.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static float[] Read(string path, int height, int width, ImageFolderOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ImageShape.CheckSize(height, width);
        options ??= new ImageFolderOptions();
        using RgbaImage image = ImageDecoder.Decode(path, options.MaxPixels);
        return Sample(image, height, width, options);
    }

    /// <summary>Decodes an image that is in memory, as one that was uploaded is, and makes it fit a size. Pixels become floats in [0, 1], planes one after the other.</summary>
    /// <param name="file">What a file would hold: PNG, JPEG, BMP, PPM or PGM.</param>
    /// <param name="height">Rows that it is resized to.</param>
    /// <param name="width">Columns that it is resized to.</param>
    /// <param name="options">How it is read, of which what concerns a folder does not matter; all as usual where it is left out.</param>
    /// <returns>Channels * <paramref name="height"/> * <paramref name="width"/> elements.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A size is below 1.</exception>
    /// <exception cref="InvalidDataException">The image cannot be decoded; the message says why.</exception>
    public static float[] Decode(byte[] file, int height, int width, ImageFolderOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(file);
        ImageShape.CheckSize(height, width);
        options ??= new ImageFolderOptions();
        using RgbaImage image = ImageDecoder.Decode(file, file.Length, options.MaxPixels);
        return Sample(image, height, width, options);
    }

    private static float[] Sample(RgbaImage image, int height, int width, ImageFolderOptions options)
    {
        ImageShape shape = new(options.Channels, height, width);
        byte[] pixels = new byte[shape.Length];
        image.ResizeTo(shape, options.Fit, pixels);
        float[] sample = new float[pixels.Length];
        Pixels.ToUnitRange(pixels, sample);
        return sample;
    }
}
