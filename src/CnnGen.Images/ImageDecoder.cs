using System;
using System.Buffers;
using System.IO;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;
using SkiaSharp;

namespace CnnGen;

/// <summary>Decodes files of images: PNG, JPEG and BMP through Skia, and the portable formats PPM and PGM.</summary>
/// <remarks>
/// <para>
/// Why Skia (SkiaSharp, MIT): files come from anywhere and may be damaged. Its decoders are those of Chrome and Android, fuzzed all the
/// time and mended quickly, and they tell when a file ends early. ImageSharp 2.1 (Apache-2.0) is managed and as fast, but takes half a
/// file for a whole one, JPEG or PNG; of that line nothing but patches are made, some after crafted files wrote out of bounds
/// (CVE-2024-41131, CVE-2025-27598), and what is newer asks for a paid licence. StbImageSharp (public domain) is small, yet takes 2 to 4
/// times as long, and works on unmanaged memory by the rules of stb_image, which was never meant for files that are not trusted.
/// The price is a native library of some 12 MB, for applications that reference CnnGen.Images; the other packages do not have it.
/// </para>
/// <para>
/// As Pillow's <c>convert("RGB")</c>: colour profiles and the orientation that a camera notes are not looked at, and transparency is dropped.
/// </para>
/// </remarks>
internal static class ImageDecoder
{
    // More than any format needs: 16 bits for each of four channels, and what is noted beside them.
    private const long MostBytesPerPixel = 8;
    private const long MostOtherBytes = 16 << 20;

    /// <summary>Decodes a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="maxPixels">The most pixels that it may have.</param>
    /// <returns>The image, to be disposed of.</returns>
    /// <exception cref="InvalidDataException">The file is broken, of no kind that is known, or too large; the message names it.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    public static RgbaImage Decode(string path, int maxPixels)
    {
        using SafeFileHandle file = File.OpenHandle(path);
        long length = RandomAccess.GetLength(file);
        if (length > Math.Min((maxPixels * MostBytesPerPixel) + MostOtherBytes, Array.MaxLength))
        {
            throw Broken(path, $"it has {length} bytes, more than an image of at most {maxPixels} pixels needs");
        }

        byte[] bytes = ArrayPool<byte>.Shared.Rent(Math.Max(1, (int)length));
        try
        {
            return Decode(bytes, ReadAll(file, bytes.AsSpan(0, (int)length)), maxPixels);
        }
        catch (InvalidDataException exception)
        {
            throw Broken(path, exception.Message);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(bytes);
        }
    }

    /// <summary>Decodes what a file holds.</summary>
    /// <param name="bytes">It begins with the file's bytes.</param>
    /// <param name="length">How many those are.</param>
    /// <param name="maxPixels">The most pixels that it may have.</param>
    /// <returns>The image, to be disposed of.</returns>
    /// <exception cref="InvalidDataException">The file is broken, of no kind that is known, or too large.</exception>
    public static RgbaImage Decode(byte[] bytes, int length, int maxPixels)
    {
        ReadOnlySpan<byte> file = bytes.AsSpan(0, length);
        return PortableImage.IsOne(file) ? PortableImage.Decode(file, maxPixels) : DecodeWithSkia(bytes, length, maxPixels);
    }

    /// <summary>Checks that an image may have so many pixels.</summary>
    /// <exception cref="InvalidDataException">It may not.</exception>
    public static void CheckSize(long height, long width, int maxPixels)
    {
        if (height < 1 || width < 1 || height > maxPixels / width)
        {
            throw new InvalidDataException($"the image has {width}x{height} pixels; expected at least 1 and at most {maxPixels} in all, which MaxPixels sets");
        }
    }

    private static RgbaImage DecodeWithSkia(byte[] bytes, int length, int maxPixels)
    {
        GCHandle source = GCHandle.Alloc(bytes, GCHandleType.Pinned);
        try
        {
            using SKData data = SKData.Create(source.AddrOfPinnedObject(), length);
            using SKCodec codec = SKCodec.Create(data)
                ?? throw new InvalidDataException("it is no image, or its beginning is damaged; expected PNG, JPEG, BMP, PPM or PGM");
            CheckSize(codec.Info.Height, codec.Info.Width, maxPixels);
            return ReadPixels(codec);
        }
        finally
        {
            source.Free();
        }
    }

    private static RgbaImage ReadPixels(SKCodec codec)
    {
        RgbaImage image = new(codec.Info.Height, codec.Info.Width);
        GCHandle pixels = GCHandle.Alloc(image.Bytes, GCHandleType.Pinned);
        try
        {
            // Without a colour space nothing is converted.
            SKImageInfo layout = new(image.Width, image.Height, SKColorType.Rgba8888, SKAlphaType.Unpremul);
            SKCodecResult result = codec.GetPixels(layout, pixels.AddrOfPinnedObject());
            if (result != SKCodecResult.Success)
            {
                image.Dispose();
                throw new InvalidDataException(result == SKCodecResult.IncompleteInput ? "it ends early" : $"it is damaged ({result})");
            }

            return image;
        }
        finally
        {
            pixels.Free();
        }
    }

    private static int ReadAll(SafeFileHandle file, Span<byte> bytes)
    {
        int done = 0;
        int read;
        while (done < bytes.Length && (read = RandomAccess.Read(file, bytes[done..], done)) > 0)
        {
            done += read;
        }

        return done;
    }

    private static InvalidDataException Broken(string path, string reason) => new($"the image '{path}' cannot be read: {reason}");
}
