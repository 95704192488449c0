using System;
using System.Buffers.Binary;
using System.IO;
using CnnGen.Runtime;

namespace CnnGen;

/// <summary>Writes datasets as IDX files of bytes.</summary>
internal static class IdxWriter
{
    private const byte UnsignedByte = 8;

    /// <summary>Writes pixels: three axes for one channel, four for several.</summary>
    /// <exception cref="ArgumentException">An element is not in [0, 1].</exception>
    public static void WriteImages(string path, Dataset dataset, ImageShape shape)
    {
        int[] sizes = shape.Channels == 1 ? [dataset.Count, shape.Height, shape.Width] : [dataset.Count, shape.Channels, shape.Height, shape.Width];
        float[] sample = new float[shape.Length];
        byte[] pixels = new byte[shape.Length];
        AtomicFile.Write(path, file =>
        {
            WriteHeader(file, sizes);
            for (int index = 0; index < dataset.Count; index++)
            {
                dataset.Read(index, sample);
                Round(sample, pixels, index);
                file.Write(pixels);
            }
        });
    }

    /// <summary>Writes labels.</summary>
    /// <exception cref="ArgumentException">A label is above 255.</exception>
    public static void WriteLabels(string path, Dataset dataset)
    {
        AtomicFile.Write(path, file =>
        {
            WriteHeader(file, [dataset.Count]);
            for (int index = 0; index < dataset.Count; index++)
            {
                int label = dataset.Label(index);
                file.WriteByte(label <= byte.MaxValue
                    ? (byte)label
                    : throw new ArgumentException($"sample {index} has label {label}; the file holds labels up to {byte.MaxValue}", nameof(dataset)));
            }
        });
    }

    private static void WriteHeader(Stream file, ReadOnlySpan<int> sizes)
    {
        Span<byte> number = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32BigEndian(number, (UnsignedByte << 8) | sizes.Length);
        file.Write(number);
        foreach (int size in sizes)
        {
            BinaryPrimitives.WriteInt32BigEndian(number, size);
            file.Write(number);
        }
    }

    private static void Round(ReadOnlySpan<float> sample, Span<byte> pixels, int index)
    {
        for (int i = 0; i < sample.Length; i++)
        {
            float rounded = MathF.Round(sample[i] * byte.MaxValue);
            pixels[i] = rounded is >= 0 and <= byte.MaxValue
                ? (byte)rounded
                : throw new ArgumentException(
                    FormattableString.Invariant($"element {i} of sample {index} is {sample[i]}; the file holds pixels in [0, 1]: normalise what is read from it"),
                    "dataset");
        }
    }
}
