namespace Overfitting;

/// <summary>What the command line says.</summary>
/// <param name="Data">A file in CIFAR-10's binary format, or null for pictures that the program makes.</param>
/// <param name="Output">The folder that the charts go to.</param>
/// <param name="Epochs">Passes over the training set.</param>
/// <param name="Seed">Fixes everything that is random.</param>
/// <param name="Threads">Threads that train.</param>
internal sealed record Settings(string? Data, string Output, int Epochs, ulong Seed, int Threads);
