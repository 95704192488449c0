using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using CnnGen;

namespace Objects;

/// <summary>Pictures of ten kinds in memory.</summary>
/// <param name="Data">The pictures, 3x32x32 in [0, 1].</param>
/// <param name="Kinds">The kinds' names by their labels.</param>
internal sealed record PictureSet(Dataset Data, IReadOnlyList<string> Kinds)
{
    /// <summary>Rows and columns of a picture.</summary>
    public const int Side = 32;

    /// <summary>How many kinds there are.</summary>
    public const int KindCount = 10;

    private const string Archive = "cifar-10-batches-bin";

    private static readonly string[] CifarKinds = ["airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck"];

    /// <summary>Reads a file in CIFAR-10's binary format, a folder with its batches, or a folder with a folder of images for each kind.</summary>
    /// <param name="path">The file or folder.</param>
    /// <param name="train">Whether of CIFAR-10's batches those for training are wanted.</param>
    /// <param name="kinds">The kinds that labels must mean, or null for whichever there are.</param>
    /// <exception cref="IOException">A file is missing or cannot be read.</exception>
    /// <exception cref="InvalidDataException">A file is broken, or the kinds are others.</exception>
    public static PictureSet Read(string path, bool train, IReadOnlyList<string>? kinds)
    {
        if (Directory.Exists(path) && !HasBatches(path))
        {
            return ReadImages(path, kinds);
        }

        if (kinds is not null && !kinds.SequenceEqual(CifarKinds))
        {
            throw new InvalidDataException($"'{path}' has CIFAR-10's kinds by number; the training images have others: {string.Join(", ", kinds)}");
        }

        return new PictureSet(File.Exists(path) ? CifarDataset.Load(CifarLabels.Cifar10, path) : CifarDataset.LoadFolder(path, train), CifarKinds);
    }

    private static bool HasBatches(string folder) =>
        Directory.Exists(Path.Combine(folder, Archive)) || Directory.EnumerateFiles(folder, "*_batch*.bin*").Any();

    /// <summary>Decodes all images at once, so that none is decoded twice, and a broken one is found before anything is trained.</summary>
    private static PictureSet ReadImages(string folder, IReadOnlyList<string>? kinds)
    {
        ImageFolderDataset images = ImageFolderDataset.Load(folder, Side, Side, new ImageFolderOptions { ClassNames = kinds, Broken = BrokenImagePolicy.Skip, CacheBytes = long.MaxValue });
        if (images.Broken.Count > 0)
        {
            throw new InvalidDataException($"{images.Broken.Count} of the images in '{folder}' cannot be read; the first: {images.Broken[0].Reason}");
        }

        return images.ClassNames.Count == KindCount
            ? new PictureSet(images, images.ClassNames)
            : throw new InvalidDataException($"there are {images.ClassNames.Count} folders in '{folder}'; expected {KindCount}, one for each kind");
    }
}
