using System.IO;
using System.Linq;
using CnnGen;
using Samples;

namespace Overfitting;

/// <summary>Few pictures to train on, as many more that a remedy may have, and those that tell how well others are recognised.</summary>
/// <param name="Few">What is trained on.</param>
/// <param name="More">The same pictures and four times as many others.</param>
/// <param name="Validation">Pictures that nothing is trained on.</param>
internal sealed record StudyData(Dataset Few, Dataset More, Dataset Validation)
{
    private const int FewCount = 500;
    private const int MoreCount = 2500;
    private const int ValidationCount = 1500;
    private const int Needed = ValidationCount + MoreCount;
    private const int Kinds = 10;

    /// <summary>Reads a file, or makes pictures where none is given. Their colours are normalised by those of the few.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="InvalidDataException">The file is broken, or has too few pictures.</exception>
    public static StudyData Load(string? file, ulong seed)
    {
        Dataset all = file is null ? Shapes.Make(Needed, seed) : CifarDataset.Load(CifarLabels.Cifar10, file);
        if (all.Count < Needed)
        {
            throw new InvalidDataException($"there are {all.Count} pictures in '{file}'; expected at least {Needed}");
        }

        Dataset few = all.Subset(Range(ValidationCount, FewCount));
        ImageTransform normalize = Transforms.Normalize(ChannelStatistics.Compute(few));
        return new StudyData(
            few.Transform(normalize),
            all.Subset(Range(ValidationCount, MoreCount)).Transform(normalize),
            all.Subset(Range(0, ValidationCount)).Transform(normalize));
    }

    /// <summary>The pictures of half of the kinds, labelled from 0.</summary>
    /// <param name="data">Pictures of all kinds.</param>
    /// <param name="upper">Whether the upper half of the labels is meant.</param>
    public static Dataset Half(Dataset data, bool upper) => KindRange.Of(data, upper ? Kinds / 2 : 0, Kinds / 2);

    private static int[] Range(int first, int count) => [.. Enumerable.Range(first, count)];
}
