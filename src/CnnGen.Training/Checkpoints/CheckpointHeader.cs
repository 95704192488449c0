using System.Text.Json.Serialization;

namespace CnnGen;

/// <summary>What a checkpoint says of the training that it is of, as text.</summary>
/// <param name="Version">The version of this form.</param>
/// <param name="Network">The network's class.</param>
/// <param name="Optimizer">The optimizer's kind.</param>
/// <param name="Seed">The training's seed.</param>
/// <param name="BatchSize">Samples of a batch.</param>
/// <param name="AccumulatedBatches">Batches of a step.</param>
/// <param name="Counters">Where the training was.</param>
internal sealed record CheckpointHeader(
    int Version, string Network, string Optimizer, ulong Seed, int BatchSize, int AccumulatedBatches, TrainingCounters Counters)
{
    /// <summary>The version of what is written now.</summary>
    public const int CurrentVersion = 1;

    /// <summary>The key of the text in a safetensors file.</summary>
    public const string MetadataKey = "cnngen.checkpoint";

    /// <summary>What is not as in another training, but for where it was; null where all is.</summary>
    /// <param name="expected">The other one's.</param>
    public SetupDifference? DifferenceFrom(CheckpointHeader expected) =>
        SetupDifference.Between("network", Network, expected.Network)
        ?? SetupDifference.Between("optimizer", Optimizer, expected.Optimizer)
        ?? SetupDifference.Between("seed", Seed, expected.Seed)
        ?? SetupDifference.Between("batch size", BatchSize, expected.BatchSize)
        ?? SetupDifference.Between("number of accumulated batches", AccumulatedBatches, expected.AccumulatedBatches);
}

/// <summary>Reads and writes the text without reflection, so that it survives trimming.</summary>
[JsonSourceGenerationOptions(NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals)]
[JsonSerializable(typeof(CheckpointHeader))]
[JsonSerializable(typeof(GroupSetup))]
internal sealed partial class CheckpointJson : JsonSerializerContext;
