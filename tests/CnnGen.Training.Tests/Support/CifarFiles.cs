using System;

namespace CnnGen.Training.Tests;

/// <summary>Writes CIFAR's binary files.</summary>
internal static class CifarFiles
{
    /// <summary>Images whose pixels all differ a bit; the labels of an image come first.</summary>
    public static byte[] Bytes(int count, Func<int, byte[]> labels)
    {
        int labelBytes = labels(0).Length;
        byte[] bytes = new byte[count * (labelBytes + 3072)];
        for (int i = 0; i < count; i++)
        {
            Span<byte> record = bytes.AsSpan(i * (labelBytes + 3072), labelBytes + 3072);
            labels(i).CopyTo(record);
            for (int pixel = 0; pixel < 3072; pixel++)
            {
                record[labelBytes + pixel] = Pixel(i, pixel);
            }
        }

        return bytes;
    }

    public static byte Pixel(int image, int pixel) => (byte)((pixel + (7 * image)) % 251);
}
