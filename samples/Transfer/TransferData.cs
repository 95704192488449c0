using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using CnnGen;
using Samples;

namespace Transfer;

/// <summary>The pictures of the new kinds.</summary>
/// <param name="Name">What they are, for the screen.</param>
/// <param name="Kinds">The kinds' names by their labels.</param>
/// <param name="Train">What weights are fitted to.</param>
/// <param name="Validation">What tells which epoch was best.</param>
/// <param name="Test">Looked at once, at the end.</param>
internal sealed record TransferData(string Name, IReadOnlyList<string> Kinds, Dataset Train, Dataset Validation, Dataset Test)
{
    /// <summary>How many kinds of shapes a body sees first where the new kinds are the rest of them.</summary>
    public const int FormerShapes = 5;

    private const double HeldOut = 0.15;

    private const int FormerPictures = 8000;

    // Half of them are of the new kinds.
    private const int FewShapes = 120;
    private const int ValidationShapes = 200;
    private const int TestShapes = 2000;

    /// <summary>Reads a folder, or makes pictures where none is given.</summary>
    /// <param name="settings">What the command line says.</param>
    /// <param name="side">Rows and columns of a picture.</param>
    /// <param name="warn">Told of images that are left out.</param>
    /// <exception cref="IOException">An image cannot be read.</exception>
    /// <exception cref="InvalidDataException">The folder has too few kinds or images, or too many kinds.</exception>
    public static TransferData Load(Settings settings, int side, Action<string> warn)
    {
        if (settings.Data is not { } folder)
        {
            return Make(settings.Seed);
        }

        ImageFolderDataset images = Read(folder, side, kinds: null, warn);
        Head.CheckKinds(images.ClassNames.Count, folder);
        (Dataset train, Dataset validation, Dataset heldOut) = images.Split(HeldOut, settings.Test is null ? HeldOut : 0, settings.Seed);
        Dataset test = settings.Test is null ? heldOut : Read(settings.Test, side, images.ClassNames, warn);
        return validation.Count > 0 && test.Count > 0
            ? new TransferData(folder, images.ClassNames, train, validation, test)
            : throw new InvalidDataException($"there are {images.Count} images in '{folder}', too few to hold some out that are not trained on; expected at least 10");
    }

    /// <summary>Makes pictures for a body to learn from before the new kinds come.</summary>
    /// <param name="kinds">The first so many kinds of shapes.</param>
    /// <param name="seed">Any number; none of the pictures is one of the new kinds'.</param>
    public static Dataset MakeFormer(int kinds, ulong seed) => KindRange.Of(Shapes.Make(FormerPictures, (seed * 4) + 3), 0, kinds);

    private static ImageFolderDataset Read(string folder, int side, IReadOnlyList<string>? kinds, Action<string> warn)
    {
        ImageFolderDataset images = ImageFolderDataset.Load(folder, side, side, new ImageFolderOptions { ClassNames = kinds, Broken = BrokenImagePolicy.Skip });
        if (images.Broken.Count > 0)
        {
            warn($"{images.Broken.Count} of the images in '{folder}' cannot be read and are left out; the first: {images.Broken[0].Reason}");
        }

        return images;
    }

    private static TransferData Make(ulong seed) => new(
        "shapes made here",
        [.. Shapes.Kinds.Skip(FormerShapes)],
        NewShapes(FewShapes, seed * 4),
        NewShapes(ValidationShapes, (seed * 4) + 1),
        NewShapes(TestShapes, (seed * 4) + 2));

    private static Dataset NewShapes(int count, ulong seed) => KindRange.Of(Shapes.Make(count, seed), FormerShapes, Shapes.Kinds.Count - FormerShapes);
}
