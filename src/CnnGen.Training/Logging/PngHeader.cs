using System;
using System.Buffers.Binary;

namespace CnnGen;

/// <summary>What a PNG file says first of its picture.</summary>
/// <param name="Width">Columns.</param>
/// <param name="Height">Rows.</param>
/// <param name="Channels">Numbers of a pixel once decoded: 1 for grey, 3 for colours, and 1 more for transparency.</param>
public readonly record struct PngHeader(int Width, int Height, int Channels)
{
    private const int WidthAt = 16;
    private const int HeightAt = 20;
    private const int ColorTypeAt = 25;
    private const int HeaderBytes = 33;

    /// <summary>Reads it.</summary>
    /// <param name="png">The file's bytes.</param>
    /// <exception cref="ArgumentException">They are not those of a PNG file.</exception>
    public static PngHeader Read(ReadOnlySpan<byte> png)
    {
        // The signature, then the first chunk: its length, which is 13, and its name.
        ReadOnlySpan<byte> start = [0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10, 0, 0, 0, 13, (byte)'I', (byte)'H', (byte)'D', (byte)'R'];
        if (png.Length < HeaderBytes || !png.StartsWith(start) || ChannelsOf(png[ColorTypeAt]) is not { } channels)
        {
            throw new ArgumentException($"these {png.Length} bytes are not a PNG file", nameof(png));
        }

        return new PngHeader(BinaryPrimitives.ReadInt32BigEndian(png[WidthAt..]), BinaryPrimitives.ReadInt32BigEndian(png[HeightAt..]), channels);
    }

    private static int? ChannelsOf(byte colorType) => colorType switch
    {
        0 => 1, // grey
        2 => 3, // red, green, blue
        3 => 3, // places in a palette of them
        4 => 2, // grey and transparency
        6 => 4, // red, green, blue and transparency
        _ => null,
    };
}
