using System.Text.Json;

namespace CnnGen;

/// <summary>What a process of a group is about to train, as text: process 0 tells the others, who compare.</summary>
/// <param name="Header">What a checkpoint would say.</param>
/// <param name="Samples">Samples of the training set.</param>
/// <param name="ValidationSamples">Samples of the validation set, or null for none.</param>
/// <param name="Steps">Steps of the call of Fit.</param>
internal sealed record GroupSetup(CheckpointHeader Header, int Samples, int? ValidationSamples, long Steps)
{
    /// <summary>Reads the text.</summary>
    public static GroupSetup Parse(string text) => JsonSerializer.Deserialize(text, CheckpointJson.Default.GroupSetup)!;

    /// <summary>The text.</summary>
    public string Describe() => JsonSerializer.Serialize(this, CheckpointJson.Default.GroupSetup);

    /// <summary>What is not as in the first process; null where all is.</summary>
    /// <param name="first">The first process's.</param>
    public SetupDifference? DifferenceFrom(GroupSetup first) =>
        Header.DifferenceFrom(first.Header)
        ?? SetupDifference.Between("number of training samples", Samples, first.Samples)
        ?? SetupDifference.Between("number of validation samples", ValidationSamples ?? 0, first.ValidationSamples ?? 0)
        ?? SetupDifference.Between("number of steps", Steps, first.Steps);
}
