using System;
using System.Threading;

namespace CnnGen.Runtime;

/// <summary>How far the shards are with a backward pass, and which gradients are complete because all of them are that far.</summary>
/// <param name="layers">The layer of each stretch of gradients that shards have passed when they are done with it, from the last one to the first.</param>
/// <param name="shards">The number of shards.</param>
/// <param name="onPassed">Told a stretch's place when all shards have passed it, on the thread of the last one.</param>
internal sealed class BackwardProgress(int[] layers, int shards, Action<int> onPassed)
{
    // The first stretch that each shard has not passed.
    private readonly int[] _next = new int[shards];

    // Shards that are to pass each stretch.
    private readonly int[] _left = new int[layers.Length];

    /// <summary>Begins a pass.</summary>
    public void Begin()
    {
        Array.Clear(_next);
        Array.Fill(_left, shards);
    }

    /// <summary>Takes note that a shard is done with a layer and with all behind it; that it is told so twice does no harm.</summary>
    /// <param name="shard">The shard.</param>
    /// <param name="layer">The layer.</param>
    public void Passed(int shard, int layer)
    {
        for (ref int next = ref _next[shard]; next < layers.Length && layers[next] >= layer; next++)
        {
            if (Interlocked.Decrement(ref _left[next]) == 0)
            {
                onPassed(next);
            }
        }
    }

    /// <summary>Takes note that all shards are done with everything.</summary>
    public void PassedAll()
    {
        for (int shard = 0; shard < shards; shard++)
        {
            Passed(shard, int.MinValue);
        }
    }
}
