namespace CnnGen;

/// <summary>A dataset in three parts that have no sample in common.</summary>
/// <param name="Train">What a network is trained on.</param>
/// <param name="Validation">What is looked at while it is trained, to choose what to train it with.</param>
/// <param name="Test">What tells at the end how good it is.</param>
public sealed record DatasetSplit(Dataset Train, Dataset Validation, Dataset Test);
