using System.ComponentModel;

namespace CnnGen.Runtime;

/// <summary>Which layers a backward pass gives gradients for: generated code asks it a few times a layer, and so tells how far it is.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct TrainedLayers
{
    private readonly bool[] _isTrained;
    private readonly int _lowest;
    private readonly BackwardProgress? _progress;
    private readonly int _shard;

    /// <param name="isTrained">Whether each layer is trained.</param>
    /// <param name="lowest">The first layer that is; -1 where the gradient by the network's input is wanted.</param>
    internal TrainedLayers(bool[] isTrained, int lowest)
        : this(isTrained, lowest, null, 0)
    {
    }

    private TrainedLayers(bool[] isTrained, int lowest, BackwardProgress? progress, int shard)
    {
        _isTrained = isTrained;
        _lowest = lowest;
        _progress = progress;
        _shard = shard;
    }

    /// <summary>Whether the gradient by the network's input is wanted.</summary>
    public bool ReachesInput => _lowest < 0;

    /// <summary>Whether gradients by a layer's parameters are wanted.</summary>
    /// <param name="layer">The layer's place in <see cref="NetworkInfo.Layers"/>.</param>
    public bool Has(int layer) => _isTrained[layer];

    /// <summary>Whether nothing is wanted in front of a layer. Who asks has the gradients by the parameters of that layer and of all behind it.</summary>
    /// <param name="layer">The layer's place in <see cref="NetworkInfo.Layers"/>.</param>
    public bool EndsAt(int layer)
    {
        _progress?.Passed(_shard, layer);
        return _lowest >= layer;
    }

    /// <summary>The same for a shard, whose questions are taken note of.</summary>
    /// <param name="progress">Takes note, or null.</param>
    /// <param name="shard">The shard.</param>
    internal TrainedLayers For(BackwardProgress? progress, int shard) => new(_isTrained, _lowest, progress, shard);
}
