using System;
using System.Collections.Generic;
using System.Linq;

namespace CnnGen;

/// <summary>Datasets made of others: transformed, in part, in another order, or put together. Each is a view; no sample is copied.</summary>
public static class DatasetExtensions
{
    /// <summary>Transforms each sample as it is read: at random in training, and the same way every time elsewhere.</summary>
    /// <param name="dataset">Images: three numbers in <see cref="Dataset.SampleShape"/>.</param>
    /// <param name="transforms">One after the other.</param>
    /// <exception cref="ArgumentException">The samples are not images, or not ones that the transforms take.</exception>
    public static Dataset Transform(this Dataset dataset, params ReadOnlySpan<ImageTransform> transforms)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        return new TransformedDataset(dataset, Transforms.Compose(transforms));
    }

    /// <summary>Some of the samples.</summary>
    /// <param name="dataset">The dataset.</param>
    /// <param name="indices">Their numbers, in the order they are to have; a number may stand there several times.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such sample.</exception>
    public static Dataset Subset(this Dataset dataset, params ReadOnlySpan<int> indices)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        foreach (int index in indices)
        {
            SampleCheck.Index(dataset, index);
        }

        return new SubsetDataset(dataset, indices.ToArray());
    }

    /// <summary>The samples of this dataset, then those of others.</summary>
    /// <param name="dataset">The dataset.</param>
    /// <param name="others">Datasets with samples of the same shape.</param>
    /// <exception cref="ArgumentException">A shape differs.</exception>
    public static Dataset Concat(this Dataset dataset, params ReadOnlySpan<Dataset> others) => new ConcatDataset([dataset, .. others]);

    /// <summary>The samples in a random order that stays the same. A training makes a new order for each epoch itself.</summary>
    /// <param name="dataset">The dataset.</param>
    /// <param name="seed">Any number, from which the order follows.</param>
    public static Dataset Shuffle(this Dataset dataset, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        return new SubsetDataset(dataset, SampleGroups.Shuffled(dataset, seed, stratified: false)[0]);
    }

    /// <summary>Divides the samples at random into training, validation and test samples.</summary>
    /// <param name="dataset">The dataset.</param>
    /// <param name="validation">The fraction for validation.</param>
    /// <param name="test">The fraction for the test; none unless told.</param>
    /// <param name="seed">Any number, from which the parts follow.</param>
    /// <param name="stratified">Whether each class is divided alike, as exactly as whole samples allow.</param>
    /// <exception cref="ArgumentOutOfRangeException">A fraction is not in [0, 1], or they leave nothing to train on.</exception>
    public static DatasetSplit Split(this Dataset dataset, double validation, double test = 0, ulong seed = 0, bool stratified = true)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        ArgumentGuard.Within(validation, 0, 1);
        ArgumentGuard.Within(test, 0, 1);
        int[][] parts = SampleGroups.Divide(SampleGroups.Shuffled(dataset, seed, stratified), [validation, test]);
        if (parts[2].Length == 0)
        {
            throw new ArgumentOutOfRangeException(
                nameof(validation),
                FormattableString.Invariant($"{validation} for validation and {test} for the test leave none of {dataset.Count} samples to train on"));
        }

        return new DatasetSplit(new SubsetDataset(dataset, parts[2]), new SubsetDataset(dataset, parts[0]), new SubsetDataset(dataset, parts[1]));
    }

    /// <summary>Divides the samples for cross-validation: each is in the validation part of one fold.</summary>
    /// <param name="dataset">The dataset.</param>
    /// <param name="count">The number of folds, whose sizes differ by one sample at most.</param>
    /// <param name="seed">Any number, from which the folds follow.</param>
    /// <param name="stratified">Whether each class is divided alike, as exactly as whole samples allow.</param>
    /// <exception cref="ArgumentOutOfRangeException">Fewer than two folds, or more than samples.</exception>
    public static IReadOnlyList<DatasetFold> Folds(this Dataset dataset, int count, ulong seed = 0, bool stratified = true)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 2);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, dataset.Count);
        int[][] folds = SampleGroups.Deal(SampleGroups.Shuffled(dataset, seed, stratified), count);
        return [.. folds.Select((fold, number) => new DatasetFold(
            new SubsetDataset(dataset, [.. folds.Where((_, other) => other != number).SelectMany(static other => other).Order()]),
            new SubsetDataset(dataset, fold)))];
    }

    /// <summary>The number of samples of each class, up to the highest label.</summary>
    /// <param name="dataset">The dataset.</param>
    public static int[] ClassCounts(this Dataset dataset)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        List<int> counts = [];
        for (int index = 0; index < dataset.Count; index++)
        {
            int label = dataset.Label(index);
            while (counts.Count <= label)
            {
                counts.Add(0);
            }

            counts[label]++;
        }

        return [.. counts];
    }

    /// <summary>A weight for each class, inverse to how often it is there: samples / (classes * samples of the class), as scikit-learn's "balanced": for <see cref="SoftmaxCrossEntropyLoss.ClassWeights"/>.</summary>
    /// <remarks>Over the samples their mean is 1. A class without samples, below the highest label, has weight 0 and does not count.</remarks>
    /// <param name="dataset">The dataset.</param>
    public static double[] ClassWeights(this Dataset dataset)
    {
        int[] counts = ClassCounts(dataset);
        int classes = counts.Count(static count => count > 0);
        return Array.ConvertAll(counts, count => count == 0 ? 0 : dataset.Count / ((double)classes * count));
    }

    /// <summary>Repeats samples of rarer classes at random until there are as many of each class as of the most frequent one.</summary>
    /// <remarks>Each sample of a class is there equally often, or once more. For training alone: divide the data first.</remarks>
    /// <param name="dataset">The dataset.</param>
    /// <param name="seed">Any number, from which the choice follows.</param>
    public static Dataset Balance(this Dataset dataset, ulong seed = 0)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        IReadOnlyList<int[]> groups = SampleGroups.Shuffled(dataset, seed, stratified: true);
        int most = groups.Max(static group => (int?)group.Length) ?? 0;
        return new SubsetDataset(dataset, [.. groups.SelectMany(group => Enumerable.Range(0, most).Select(place => group[place % group.Length])).Order()]);
    }
}
