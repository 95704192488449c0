namespace CnnGen;

/// <summary>One of the ways in which cross-validation divides a dataset.</summary>
/// <param name="Train">All samples but those of the fold.</param>
/// <param name="Validation">The fold's.</param>
public sealed record DatasetFold(Dataset Train, Dataset Validation);
