using System;
using System.Linq;

namespace CnnGen;

/// <summary>Epochs with the equality of their values.</summary>
internal sealed class EpochList(ReadOnlySpan<int> epochs) : IEquatable<EpochList>
{
    private readonly int[] _epochs = epochs.ToArray();

    /// <summary>How many of them have come by a step.</summary>
    /// <param name="step">The step.</param>
    /// <param name="stepsPerEpoch">Steps of an epoch.</param>
    public int PassedBy(long step, int stepsPerEpoch)
    {
        int passed = 0;
        while (passed < _epochs.Length && step >= (long)_epochs[passed] * stepsPerEpoch)
        {
            passed++;
        }

        return passed;
    }

    /// <inheritdoc/>
    public bool Equals(EpochList? other) => other is not null && _epochs.SequenceEqual(other._epochs);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as EpochList);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        HashCode hash = default;
        foreach (int epoch in _epochs)
        {
            hash.Add(epoch);
        }

        return hash.ToHashCode();
    }

    /// <inheritdoc/>
    public override string ToString() => string.Join(", ", _epochs);
}
