using System;
using System.Collections.Generic;
using System.IO;
using CnnGen;
using Samples;

namespace Objects;

/// <summary>The pictures to train on, those to watch the training with, and those that tell at the end what came of it.</summary>
/// <param name="Name">What they are, for the screen.</param>
/// <param name="Kinds">The kinds' names by their labels.</param>
/// <param name="Train">What the weights are fitted to.</param>
/// <param name="Validation">Held out of the training pictures, and looked at after every epoch.</param>
/// <param name="Test">Looked at once, when nothing can be decided any more.</param>
internal sealed record ObjectData(string Name, IReadOnlyList<string> Kinds, Dataset Train, Dataset Validation, Dataset Test)
{
    private const int SyntheticTrain = 8000;
    private const int SyntheticTest = 2000;

    // 5,000 of CIFAR-10's 50,000.
    private const double HeldOut = 0.1;

    /// <summary>Reads what the command line names, or makes pictures where it names none.</summary>
    /// <exception cref="IOException">A file is missing or cannot be read.</exception>
    /// <exception cref="InvalidDataException">A file is broken, or the pictures are not ones for the networks.</exception>
    public static ObjectData Load(Settings settings)
    {
        if (settings.Train is null || settings.Test is null)
        {
            return Of("synthetic shapes", Shapes.Kinds, Shapes.Make(SyntheticTrain, settings.Seed * 2), Shapes.Make(SyntheticTest, (settings.Seed * 2) + 1), settings.Seed);
        }

        PictureSet train = PictureSet.Read(settings.Train, train: true, kinds: null);
        PictureSet test = PictureSet.Read(settings.Test, train: false, train.Kinds);
        return train.Data.Count < 2
            ? throw new InvalidDataException($"there is one picture in '{settings.Train}'; expected at least 2, to hold one out for validation")
            : Of(settings.Train, train.Kinds, train.Data, test.Data, settings.Seed);
    }

    private static ObjectData Of(string name, IReadOnlyList<string> kinds, Dataset train, Dataset test, ulong seed)
    {
        (Dataset kept, Dataset heldOut, _) = train.Split(Math.Max(HeldOut, 1.0 / train.Count), seed: seed);
        return new ObjectData(name, kinds, kept, heldOut, test);
    }
}
