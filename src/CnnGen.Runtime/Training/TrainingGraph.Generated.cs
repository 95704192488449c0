using CnnGen.Runtime;

namespace CnnGen;

/// <content>What generated code is asked for, and what it asks.</content>
public abstract partial class TrainingGraph
{
    /// <summary>The network's weights.</summary>
    protected ref float Weights => ref _weights.Memory.Origin;

    /// <summary>Brings the weights into the orders that the forward kernels read; most read them as they lie.</summary>
    protected virtual void PrepareForward()
    {
    }

    /// <summary>Brings the weights into the orders that the backward kernels read.</summary>
    protected abstract void PrepareBackward();

    /// <summary>The number of shards that a batch is cut into.</summary>
    protected int ShardCount => _shardGradients.Length;

    /// <summary>The shards, and how the batch is computed.</summary>
    protected BatchShards Shards => new(ShardCount, _isEvaluated);

    /// <summary>What the dropout masks of the current step follow from, together with the samples' places in the batch.</summary>
    protected ulong StepKey => _isEvaluated ? DropoutMask.KeepAll : unchecked(DropoutMask.StepKey(DropoutSeed, Step) + (uint)FirstSample);

    /// <summary>Stretches of the forward pass between which the whole batch is waited for: one more than there are such steps.</summary>
    protected virtual int ForwardSegments => 1;

    /// <summary>Stretches of the backward pass between which the whole batch is waited for.</summary>
    protected virtual int BackwardSegments => 1;

    /// <summary>Does what follows from the whole batch behind a segment of the forward pass.</summary>
    /// <param name="segment">The segment.</param>
    /// <param name="samples">The batch's samples.</param>
    protected virtual void ForwardBatch(int segment, int samples)
    {
    }

    /// <summary>Does what follows from the whole batch behind a segment of the backward pass.</summary>
    /// <param name="segment">The segment.</param>
    /// <param name="samples">The batch's samples.</param>
    protected virtual void BackwardBatch(int segment, int samples)
    {
    }

    /// <summary>Runs a shard's samples through a segment of the forward pass.</summary>
    /// <param name="segment">The segment.</param>
    /// <param name="shard">The shard.</param>
    /// <param name="x">Its first input element.</param>
    /// <param name="y">Its first output element.</param>
    /// <param name="further">The batch's further outputs.</param>
    /// <param name="first">Its first sample's place in the batch.</param>
    /// <param name="samples">Its samples.</param>
    protected abstract void ForwardShard(int segment, int shard, ref float x, ref float y, OutputAddresses further, int first, int samples);

    /// <summary>Runs a shard's samples through a segment of the backward pass and overwrites gradients with their sum.</summary>
    /// <param name="segment">The segment.</param>
    /// <param name="shard">The shard.</param>
    /// <param name="dy">Its first output gradient.</param>
    /// <param name="dx">Its first input gradient, or a null reference.</param>
    /// <param name="further">The gradients by the batch's further outputs.</param>
    /// <param name="gradients">Its gradients, all zero.</param>
    /// <param name="first">Its first sample's place in the batch.</param>
    /// <param name="samples">Its samples.</param>
    protected abstract void BackwardShard(int segment, int shard, ref float dy, ref float dx, OutputAddresses further, ref float gradients, int first, int samples);

    /// <summary>Whether there are weights whose gradients are summed over the batch at once.</summary>
    protected virtual bool HasParts => false;

    /// <summary>Overwrites a part of the gradients that are summed over the batch at once, when all shards have been backward.</summary>
    /// <param name="gradients">The batch's gradients.</param>
    /// <param name="samples">The batch's samples.</param>
    /// <param name="part">The part.</param>
    /// <param name="parts">The number of parts.</param>
    protected virtual void BackwardPart(ref float gradients, int samples, int part, int parts)
    {
    }
}
