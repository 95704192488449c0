using System.IO;
using System.Linq;

namespace CnnGen.Samples.Tests.Objects;

/// <summary>Pictures as files: CIFAR-10's binary format, and folders of images.</summary>
internal static class ObjectFiles
{
    private const int Pixels = 3 * 32 * 32;

    /// <summary>Writes pictures in CIFAR-10's binary format, whose labels go round.</summary>
    public static string WriteBinary(string path, int count, int firstLabel = 0)
    {
        File.WriteAllBytes(path, [.. Enumerable.Range(0, count).SelectMany(i => Enumerable.Range(0, Pixels).Select(pixel => Pixel(i, pixel)).Prepend((byte)((i + firstLabel) % 10)))]);
        return path;
    }

    /// <summary>Writes a folder for each kind, each with some images.</summary>
    public static string WriteFolders(string folder, int imagesPerKind, params string[] kinds)
    {
        foreach ((int label, string kind) in kinds.Index())
        {
            Directory.CreateDirectory(Path.Combine(folder, kind));
            for (int image = 0; image < imagesPerKind; image++)
            {
                byte[] pixels = [.. Enumerable.Range(0, Pixels).Select(pixel => Pixel((label * imagesPerKind) + image, pixel))];
                File.WriteAllBytes(Path.Combine(folder, kind, $"{image}.ppm"), [.. "P6 32 32 255\n"u8, .. pixels]);
            }
        }

        return folder;
    }

    private static byte Pixel(int picture, int pixel) => (byte)((pixel * 31) + (picture * 57));
}
