using System;

namespace CnnGen;

/// <summary>Reads single samples into batches, in a form that follows from the epoch's key and the sample's place alone.</summary>
internal sealed class SampleReader(Dataset dataset, Mixing? mixing)
{
    // Keys of their own beside those that a dataset makes of a draw.
    private const ulong MixingKey = 0x4D49584544;

    private int[] _order = [];
    private ulong _key;

    /// <summary>The samples of the epoch.</summary>
    public int Count { get; private set; }

    /// <summary>Begins an epoch.</summary>
    /// <param name="order">The samples' numbers; they are copied.</param>
    /// <param name="key">From which the samples' draws follow.</param>
    public void Begin(ReadOnlySpan<int> order, ulong key)
    {
        if (_order.Length < order.Length)
        {
            _order = new int[order.Length];
        }

        order.CopyTo(_order);
        Count = order.Length;
        _key = key;
    }

    /// <summary>Makes a batch for samples of the epoch.</summary>
    public SampleBatch CreateBatch(int capacity) => new(capacity, dataset.SampleLength, mixing is not null);

    /// <summary>The number in the dataset of the sample at a place of the epoch.</summary>
    public int SampleAt(int position) => _order[position];

    /// <summary>Reads a sample.</summary>
    /// <param name="batch">The batch.</param>
    /// <param name="place">The sample's place in it.</param>
    /// <param name="position">Its place in the epoch.</param>
    public void Read(SampleBatch batch, int place, int position)
    {
        int sample = _order[position];
        ulong draw = RandomStream.Mix(_key, (ulong)position);
        batch.Samples[place] = sample;
        batch.Draws[place] = draw;
        dataset.Read(sample, batch.Input(place), draw);
        if (mixing is not null)
        {
            Mix(batch, place, new RandomStream(RandomStream.Mix(draw, MixingKey)));
        }
    }

    private void Mix(SampleBatch batch, int place, RandomStream random)
    {
        int partner = _order[random.Below(Count)];
        using Scratch scratch = Scratch.Rent(dataset.SampleLength);
        ulong draw = random.NextBits();
        dataset.Read(partner, scratch.Span, draw);
        batch.Partners[place] = partner;
        batch.PartnerDraws[place] = draw;
        batch.Weights[place] = mixing!.Mix(batch.Input(place), scratch.Span, dataset.SampleShape, ref random);
    }
}
