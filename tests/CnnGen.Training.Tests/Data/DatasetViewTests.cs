using System;
using System.Collections.Generic;
using System.Linq;
using Xunit;

namespace CnnGen.Training.Tests;

public sealed class DatasetViewTests
{
    /// <summary>Sample i is the number i; 60 of class 0, 30 of class 1, 10 of class 3, none of class 2.</summary>
    private static readonly InMemoryDataset Data = new(
        [.. Enumerable.Range(0, 100).Select(i => (float)i)], [.. Enumerable.Range(0, 100).Select(i => i % 10 == 9 ? 3 : i % 10 > 5 ? 1 : 0)], 1, 1, 1);

    [Fact]
    public void A_subset_has_the_samples_it_names_as_often_as_it_does()
    {
        Dataset subset = Data.Subset(7, 3, 7);
        Assert.Equal([7, 3, 7], Numbers(subset));
        Assert.Equal([1, 0, 1], Labels(subset));
        Assert.Equal([1, 1, 1], subset.SampleShape.ToArray());
        Assert.Throws<ArgumentOutOfRangeException>(() => Data.Subset(100));
        Assert.Throws<ArgumentOutOfRangeException>(() => subset.Sample(3));
        Assert.Throws<ArgumentOutOfRangeException>(() => subset.Label(-1));
    }

    [Fact]
    public void Views_pass_draws_on()
    {
        Dataset flipped = new InMemoryDataset([1f, 2], [0], 1, 1, 2).Transform(Transforms.RandomHorizontalFlip(1));
        Assert.Equal([2, 1], flipped.Subset(0).Concat(flipped).Shuffle(1).Sample(1, draw: 5));
        Assert.Equal([1, 2], flipped.Subset(0).Concat(flipped).Shuffle(1).Sample(1));
    }

    [Fact]
    public void Concatenated_datasets_follow_one_another()
    {
        Dataset all = Data.Subset(5, 6).Concat(Data.Subset(), Data.Subset(99), Data.Subset(1));
        Assert.Equal([5, 6, 99, 1], Numbers(all));
        Assert.Equal([0, 1, 3, 0], Labels(all));
        Assert.Throws<ArgumentOutOfRangeException>(() => all.Label(4));
        Fails.With<ArgumentException>("dataset 1 has samples of 2; expected 1x1x1", () => Data.Concat(new InMemoryDataset([1f, 2], [0])));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Parts_have_every_sample_once(bool stratified)
    {
        (Dataset train, Dataset validation, Dataset test) = Data.Split(0.2, 0.1, seed: 3, stratified);
        Assert.Equal((70, 20, 10), (train.Count, validation.Count, test.Count));
        Assert.Equal(Enumerable.Range(0, 100), Numbers(train).Concat(Numbers(validation)).Concat(Numbers(test)).Order());
        Assert.Equal(Numbers(train), Numbers(Data.Split(0.2, 0.1, seed: 3, stratified).Train));
        Assert.NotEqual(Numbers(train), Numbers(Data.Split(0.2, 0.1, seed: 4, stratified).Train));
        if (stratified)
        {
            Assert.Equal([12, 6, 0, 2], validation.ClassCounts());
            Assert.Equal([6, 3, 0, 1], test.ClassCounts());
        }
    }

    [Fact]
    public void Fractions_of_small_classes_are_rounded_over_all_of_them()
    {
        // Ten classes of three samples: a tenth of each is none, of all three.
        InMemoryDataset data = new(new float[30], [.. Enumerable.Range(0, 30).Select(i => i / 3)]);
        DatasetSplit split = data.Split(0.1, 0.1);
        Assert.Equal((24, 3, 3), (split.Train.Count, split.Validation.Count, split.Test.Count));
        Assert.All(split.Train.ClassCounts(), count => Assert.InRange(count, 1, 3));
    }

    [Fact]
    public void A_split_leaves_something_to_train_on()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Data.Split(1.5));
        Assert.Throws<ArgumentOutOfRangeException>(() => Data.Split(double.NaN));
        Fails.With<ArgumentOutOfRangeException>("0.5 for validation and 0.5 for the test leave none of 100", () => Data.Split(0.5, 0.5));
        Assert.Equal(0, Data.Split(0.5).Test.Count);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Each_sample_is_validated_in_one_fold(bool stratified)
    {
        IReadOnlyList<DatasetFold> folds = Data.Folds(7, seed: 5, stratified);
        Assert.Equal(7, folds.Count);
        Assert.Equal(Enumerable.Range(0, 100), folds.SelectMany(fold => Numbers(fold.Validation)).Order());
        Assert.All(folds, fold => Assert.Equal(Enumerable.Range(0, 100), Numbers(fold.Train).Concat(Numbers(fold.Validation)).Order()));
        Assert.All(folds, fold => Assert.InRange(fold.Validation.Count, 14, 15));
        if (stratified)
        {
            Assert.All(folds, fold => Assert.InRange(fold.Validation.ClassCounts()[1], 4, 5));
        }

        Assert.Throws<ArgumentOutOfRangeException>(() => Data.Folds(1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Data.Folds(101));
    }

    [Fact]
    public void Classes_are_counted_weighed_and_balanced()
    {
        Assert.Equal([60, 30, 0, 10], Data.ClassCounts());
        Assert.Equal([100 / 180.0, 100 / 90.0, 0, 100 / 30.0], Data.ClassWeights());
        Dataset balanced = Data.Balance(seed: 2);
        Assert.Equal([60, 60, 0, 60], balanced.ClassCounts());
        Assert.All(Numbers(balanced).CountBy(static number => number), pair => Assert.Equal(Data.Label(pair.Key) switch { 0 => 1, 1 => 2, _ => 6 }, pair.Value));
    }

    [Fact]
    public void Shuffling_keeps_every_sample_and_follows_from_the_seed()
    {
        Assert.Equal(Enumerable.Range(0, 100), Numbers(Data.Shuffle(1)).Order());
        Assert.NotEqual(Enumerable.Range(0, 100), Numbers(Data.Shuffle(1)));
        Assert.Equal(Numbers(Data.Shuffle(1)), Numbers(Data.Shuffle(1)));
        Assert.NotEqual(Numbers(Data.Shuffle(1)), Numbers(Data.Shuffle(2)));
    }

    private static IEnumerable<int> Numbers(Dataset dataset) => Enumerable.Range(0, dataset.Count).Select(i => (int)dataset.Sample(i)[0]);

    private static IEnumerable<int> Labels(Dataset dataset) => Enumerable.Range(0, dataset.Count).Select(dataset.Label);
}
