using System;

namespace CnnGen;

/// <summary>A batch that a <see cref="BatchReader"/> has read. Its memory is used again once it is returned.</summary>
internal sealed class SampleBatch
{
    private readonly int[] _samples;
    private readonly ulong[] _draws;
    private readonly int[] _partners;
    private readonly ulong[] _partnerDraws;
    private readonly float[] _weights;
    private readonly float[] _inputs;
    private readonly int _sampleLength;

    internal SampleBatch(int capacity, int sampleLength, bool isMixed)
    {
        _sampleLength = sampleLength;
        _inputs = new float[checked(capacity * sampleLength)];
        _samples = new int[capacity];
        _draws = new ulong[capacity];
        _partners = new int[isMixed ? capacity : 0];
        _partnerDraws = new ulong[_partners.Length];
        _weights = new float[_partners.Length];
    }

    /// <summary>Its number in the epoch, from 0.</summary>
    public int Number { get; internal set; }

    /// <summary>Samples of the batch of which these are a part, or all.</summary>
    public int WholeCount { get; internal set; }

    /// <summary>Its samples: fewer than others have in the last batch of an epoch.</summary>
    public int Count { get; internal set; }

    /// <summary>The samples one after the other.</summary>
    public Span<float> Inputs => _inputs.AsSpan(0, Count * _sampleLength);

    /// <summary>The samples' numbers in the dataset.</summary>
    public Span<int> Samples => _samples.AsSpan(0, Count);

    /// <summary>What the dataset was told of each use of a sample.</summary>
    public Span<ulong> Draws => _draws.AsSpan(0, Count);

    /// <summary>The numbers of what was mixed into the samples; empty where nothing is mixed.</summary>
    public Span<int> Partners => _partners.AsSpan(0, Math.Min(Count, _partners.Length));

    /// <summary>What the dataset was told of those.</summary>
    public Span<ulong> PartnerDraws => _partnerDraws.AsSpan(0, Partners.Length);

    /// <summary>How much of each target is that of the sample itself; empty where nothing is mixed.</summary>
    public Span<float> Weights => _weights.AsSpan(0, Partners.Length);

    /// <summary>The elements of one sample.</summary>
    internal Span<float> Input(int place) => _inputs.AsSpan(place * _sampleLength, _sampleLength);
}
