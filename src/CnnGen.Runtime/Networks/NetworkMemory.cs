using System;

namespace CnnGen;

/// <summary>The memory of a network, in bytes.</summary>
/// <param name="Workspace">An instance's tensors: each fork has its own.</param>
/// <param name="Weights">The parameters in the order in which kernels read them, with padding: forks and training graphs share them.</param>
/// <param name="Folded">What inference reads in place of normalisations and the weights beside them, and weights at points or of half the width; shared too, and made with the first instance.</param>
public sealed record NetworkMemory(long Workspace, long Weights, long Folded)
{
    /// <summary>What training takes beside that; null for a network that is not trained.</summary>
    public TrainingMemory? Training { get; init; }
}

/// <summary>The memory of a training graph, in bytes.</summary>
/// <param name="Sample">What is kept of each sample from its forward to its backward pass, and its gradients.</param>
/// <param name="Shard">What a shard's samples use in turn, and what it sums up.</param>
/// <param name="Batch">What there is once for the whole batch.</param>
/// <param name="Derived">Weights in the order in which gradients read them.</param>
/// <param name="Gradients">The gradients of all parameters.</param>
/// <param name="ShardGradients">The gradients that each shard but the first sums up for itself.</param>
public sealed record TrainingMemory(long Sample, long Shard, long Batch, long Derived, long Gradients, long ShardGradients)
{
    /// <summary>What it would be if nothing were computed again, and what that costs; null for a network without <c>Recompute</c>.</summary>
    public Recomputation? Recomputation { get; init; }

    /// <summary>Bytes of a training graph, its samples and its optimizer's state not counted.</summary>
    /// <param name="batchSize">The largest number of samples in a batch.</param>
    /// <exception cref="ArgumentOutOfRangeException">The batch size is below 1.</exception>
    public long Of(int batchSize)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(batchSize, 1);
        int shards = TrainingGraph.ShardsOf(batchSize, (int)(ShardGradients / sizeof(float)));
        return checked((batchSize * Sample) + (shards * Shard) + Batch + Derived + Gradients + ((shards - 1) * ShardGradients));
    }
}

/// <summary>What <c>Recompute</c> costs, and what training would take without it.</summary>
/// <param name="MultiplyAdds">The multiply-adds of one sample that the backward pass does again.</param>
/// <param name="Without">The memory if everything were kept that the backward pass reads.</param>
public sealed record Recomputation(long MultiplyAdds, TrainingMemory Without);
