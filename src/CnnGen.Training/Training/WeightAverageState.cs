using System;
using CnnGen.Runtime;

namespace CnnGen;

/// <summary>The average of one training's weights.</summary>
/// <param name="settings">How it is made.</param>
/// <param name="floats">Floats of the packed weights.</param>
internal sealed class WeightAverageState(WeightAverage settings, int floats)
{
    /// <summary>The average, in the order of the packed weights.</summary>
    public AlignedMemory Memory { get; } = new(floats);

    /// <summary>How many weights were taken into it.</summary>
    public long Count { get; set; }

    /// <summary>Looks at the weights behind a step.</summary>
    /// <param name="weights">The weights.</param>
    /// <param name="segments">What they are; those that are not trained are copied.</param>
    public void StepEnded(ReadOnlySpan<float> weights, ReadOnlySpan<ParameterSegment> segments)
    {
        if (settings.Decay is { } decay)
        {
            Add(weights, segments, (float)(1 - decay));
        }
    }

    /// <summary>Looks at the weights behind an epoch.</summary>
    /// <param name="epoch">The epoch, from 1.</param>
    /// <param name="weights">The weights.</param>
    /// <param name="segments">What they are; those that are not trained are copied.</param>
    public void EpochEnded(int epoch, ReadOnlySpan<float> weights, ReadOnlySpan<ParameterSegment> segments)
    {
        if (settings.Decay is null && epoch >= settings.FirstEpoch)
        {
            Add(weights, segments, (float)(1.0 / (Count + 1)));
        }
    }

    private void Add(ReadOnlySpan<float> weights, ReadOnlySpan<ParameterSegment> segments, float share)
    {
        foreach (ref readonly ParameterSegment segment in segments)
        {
            ReadOnlySpan<float> now = weights.Slice(segment.Offset, segment.Length);
            Span<float> average = Memory.Span.Slice(segment.Offset, segment.Length);
            if (Count == 0 || !segment.Trainable)
            {
                now.CopyTo(average);
            }
            else
            {
                Spans.MoveTowards(average, now, share);
            }
        }

        Count++;
    }
}
