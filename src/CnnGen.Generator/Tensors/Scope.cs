namespace CnnGen.Generator.Tensors;

/// <summary>What a step runs over at once, and what there is one of a tensor for.</summary>
internal enum Scope
{
    /// <summary>One sample; samples of a shard follow each other.</summary>
    Sample,

    /// <summary>The samples of a shard, which one thread has.</summary>
    Shard,

    /// <summary>The whole batch: all shards wait for it.</summary>
    Batch,

    /// <summary>A part of what is written, for the whole batch; threads share the parts when all else is done.</summary>
    Part,
}
