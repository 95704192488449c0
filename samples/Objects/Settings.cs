namespace Objects;

/// <summary>What the command line says.</summary>
/// <param name="Network">Which network is trained, one of <see cref="Recipe.Names"/>.</param>
/// <param name="Train">Where the training pictures are, or null for pictures that the program makes.</param>
/// <param name="Test">Where the test pictures are; null where <paramref name="Train"/> is.</param>
/// <param name="Epochs">Passes over the training set.</param>
/// <param name="Seed">Fixes the first weights, the order of samples, what is random of them, and the synthetic pictures.</param>
/// <param name="Batch">Samples of a training step.</param>
/// <param name="Rate">The highest learning rate, or null for the recipe's.</param>
/// <param name="Threads">Threads that train.</param>
/// <param name="Save">Where the weights go, or null.</param>
/// <param name="Checkpoint">Where the training is saved so that it can go on, or null.</param>
/// <param name="Log">Where steps and epochs are logged, or null.</param>
internal sealed record Settings(
    string Network, string? Train, string? Test, int Epochs, ulong Seed, int Batch, double? Rate, int Threads, string? Save, string? Checkpoint, string? Log);
