using System.IO;
using CnnGen;
using Digits.Synthetic;

namespace Digits;

/// <summary>The pictures to train on and those to test with.</summary>
/// <param name="Name">What they are, for the screen.</param>
/// <param name="Train">Seen while training.</param>
/// <param name="Test">Never seen while training.</param>
internal sealed record DigitData(string Name, Dataset Train, Dataset Test)
{
    private const int SyntheticTrain = 24000;
    private const int SyntheticTest = 5000;

    /// <summary>Reads a folder of IDX files, or makes digits where none is given.</summary>
    /// <exception cref="FileNotFoundException">A file is missing.</exception>
    /// <exception cref="InvalidDataException">A file is broken or holds other pictures than 28x28 with ten classes.</exception>
    public static DigitData Load(string? folder, ulong seed)
    {
        if (folder is null)
        {
            return new DigitData(
                "synthetic handwriting", SyntheticDigits.Make(SyntheticTrain, seed * 2), SyntheticDigits.Make(SyntheticTest, (seed * 2) + 1));
        }

        return new DigitData(folder, Read(folder, train: true), Read(folder, train: false));
    }

    private static IdxDataset Read(string folder, bool train)
    {
        IdxDataset data = IdxDataset.LoadFolder(folder, train);
        string set = train ? "training" : "test";
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
