using System.Collections.Generic;

namespace Transfer;

/// <summary>What the command line says.</summary>
/// <param name="Data">A folder with a folder of images for each kind, or null for pictures that the program makes.</param>
/// <param name="Test">A folder like <paramref name="Data"/> to test with, or null where some of its images are held out.</param>
/// <param name="Weights">A checkpoint of ResNet-18, or null for a small network that is trained on other pictures first.</param>
/// <param name="Unfreeze">What of the body is trained further, one of <see cref="Stages.Names"/>.</param>
/// <param name="Epochs">Passes over the features that train the head.</param>
/// <param name="TuningEpochs">Passes over the pictures that train what is not frozen.</param>
/// <param name="Compares">Whether the network is trained from scratch too.</param>
/// <param name="Seed">Fixes everything that is random.</param>
/// <param name="Batch">Samples of a training step.</param>
/// <param name="Threads">Threads that work.</param>
/// <param name="Save">Where the network goes, or null.</param>
/// <param name="Model">A network that was saved, which classifies and is not trained; or null.</param>
/// <param name="Images">Files to classify.</param>
internal sealed record Settings(
    string? Data,
    string? Test,
    string? Weights,
    string Unfreeze,
    int Epochs,
    int TuningEpochs,
    bool Compares,
    ulong Seed,
    int Batch,
    int Threads,
    string? Save,
    string? Model,
    IReadOnlyList<string> Images);
