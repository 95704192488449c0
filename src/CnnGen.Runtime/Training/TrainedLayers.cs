namespace CnnGen.Runtime;

/// <summary>Which layers a backward pass gives gradients for: generated code asks it a few times a layer.</summary>
public readonly struct TrainedLayers
{
    private readonly bool[] _isTrained;
    private readonly int _lowest;

    /// <param name="isTrained">Whether each layer is trained.</param>
    /// <param name="lowest">The first layer that is; -1 where the gradient by the network's input is wanted.</param>
    internal TrainedLayers(bool[] isTrained, int lowest)
    {
        _isTrained = isTrained;
        _lowest = lowest;
    }

    /// <summary>Whether the gradient by the network's input is wanted.</summary>
    public bool ReachesInput => _lowest < 0;

    /// <summary>Whether gradients by a layer's parameters are wanted.</summary>
    /// <param name="layer">The layer's place in <see cref="NetworkInfo.Layers"/>.</param>
    public bool Has(int layer) => _isTrained[layer];

    /// <summary>Whether nothing is wanted in front of a layer.</summary>
    /// <param name="layer">The layer's place in <see cref="NetworkInfo.Layers"/>.</param>
    public bool EndsAt(int layer) => _lowest >= layer;
}
