using System.ComponentModel;

namespace CnnGen.Runtime;

/// <summary>What a batch is cut into, as generated code hands it on to what the whole batch gives.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct BatchShards
{
    internal BatchShards(int count, bool areEvaluated)
    {
        Count = count;
        AreEvaluated = areEvaluated;
    }

    /// <summary>The number of shards.</summary>
    public int Count { get; }

    /// <summary>Whether the batch is computed as inference does: see <see cref="GraphMode.Evaluation"/>.</summary>
    public bool AreEvaluated { get; }
}
