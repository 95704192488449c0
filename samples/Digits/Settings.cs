namespace Digits;

/// <summary>What the command line says.</summary>
/// <param name="Data">The folder of IDX files, or null for digits that the program makes.</param>
/// <param name="Epochs">Passes over the training set.</param>
/// <param name="Seed">Fixes the first weights, the order of samples and the synthetic digits.</param>
/// <param name="Batch">Samples of a training step.</param>
/// <param name="Augment">Whether the training pictures are varied each time.</param>
/// <param name="Save">Where the weights go, or null for a temporary file.</param>
/// <param name="Threads">Threads that train.</param>
/// <param name="Layers">Whether to show all columns of the layer table.</param>
internal sealed record Settings(string? Data, int Epochs, ulong Seed, int Batch, bool Augment, string? Save, int Threads, bool Layers);
