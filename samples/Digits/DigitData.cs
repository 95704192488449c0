using System;
using System.IO;
using CnnGen;
using Digits.Synthetic;

namespace Digits;

/// <summary>The pictures to train on, those to watch the training with, and those that tell at the end what came of it.</summary>
/// <param name="Name">What they are, for the screen.</param>
/// <param name="Train">What the weights are fitted to.</param>
/// <param name="Validation">Held out of the training pictures, and looked at after every epoch.</param>
/// <param name="Test">Looked at once, when nothing can be decided any more.</param>
internal sealed record DigitData(string Name, Dataset Train, Dataset Validation, Dataset Test)
{
    private const int SyntheticTrain = 24000;
    private const int SyntheticTest = 5000;

    // 5,000 of MNIST's 60,000: enough to see half a percent.
    private const double HeldOut = 1.0 / 12;

    /// <summary>Reads a folder of IDX files, or makes digits where none is given.</summary>
    /// <exception cref="FileNotFoundException">A file is missing.</exception>
    /// <exception cref="InvalidDataException">A file is broken or holds other pictures than 28x28 with ten classes.</exception>
    public static DigitData Load(string? folder, ulong seed) => folder is null
        ? Of("synthetic handwriting", SyntheticDigits.Make(SyntheticTrain, seed * 2), SyntheticDigits.Make(SyntheticTest, (seed * 2) + 1), seed)
        : Of(folder, Read(folder, train: true), Read(folder, train: false), seed);

    /// <summary>The pictures to train on, each a little moved, turned, slanted and stretched, differently each time.</summary>
    public Dataset Augmented => Train.Transform(Transforms.RandomAffine(degrees: 10, translate: 0.08, minScale: 0.9, maxScale: 1.1, stretch: 1.1, shear: 8));

    private static DigitData Of(string name, Dataset train, Dataset test, ulong seed)
    {
        (Dataset kept, Dataset heldOut, _) = train.Split(Math.Max(HeldOut, 1.0 / train.Count), seed: seed);
        return new DigitData(name, kept, heldOut, test);
    }

    private static IdxDataset Read(string folder, bool train)
    {
        IdxDataset data = IdxDataset.LoadFolder(folder, train);
        string set = train ? "training" : "test";
        int least = train ? 2 : 1;
        if (data.Count < least)
        {
            throw new InvalidDataException($"there are {data.Count} {set} images in '{folder}'; expected at least {least}{(train ? ", to hold one out for validation" : "")}");
        }

        if (data.Rows != SyntheticDigits.Side || data.Columns != SyntheticDigits.Side)
        {
            throw new InvalidDataException($"the {set} images in '{folder}' are {data.Rows}x{data.Columns}; LeNet-5 takes {SyntheticDigits.Side}x{SyntheticDigits.Side}");
        }

        for (int i = 0; i < data.Count; i++)
        {
            if (data.Label(i) >= LeNet5.OutputLength)
            {
                throw new InvalidDataException($"the {set} label {i} in '{folder}' is {data.Label(i)}; expected 0 to {LeNet5.OutputLength - 1}");
            }
        }

        return data;
    }
}
