using System;
using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace CnnGen.Runtime;

/// <summary>Weights with filters and channels exchanged: the order in which a convolution's own gradient reads them, and a transposed convolution.</summary>
/// <remarks>The offsets are worked out once, so that bringing the weights up to date is a walk over tables.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class DerivedPack
{
    private readonly int _groups;
    private readonly int _sourceGroup;
    private readonly int _targetGroup;
    private readonly int[] _sourceFilters;
    private readonly int[] _targetChannels;
    private readonly Row[] _rows;

    /// <summary>For generated code.</summary>
    /// <param name="source">The parameter's order.</param>
    /// <param name="sourceOffset">Its first float among the weights.</param>
    /// <param name="target">The derived order.</param>
    /// <param name="targetOffset">Its first float among the derived weights.</param>
    /// <param name="taps">The source's tap of each of the target's.</param>
    public DerivedPack(WeightPack source, int sourceOffset, WeightPack target, int targetOffset, int[] taps)
    {
        ArgumentNullException.ThrowIfNull(taps);
        SourceOffset = sourceOffset;
        _groups = source.Groups;
        _sourceGroup = source.PackedLength / source.Groups;
        _targetGroup = target.PackedLength / target.Groups;

        // In both orders an offset is a sum of one term by filter and one by channel and tap.
        _sourceFilters = new int[source.Filters];
        _targetChannels = new int[source.Filters];
        _rows = new Row[source.Channels * taps.Length];
        for (int filter = 0; filter < source.Filters; filter++)
        {
            _sourceFilters[filter] = source.Offset(0, filter, 0, 0);
        }

        int next = 0;
        for (int channel = 0; channel < source.Channels; channel++)
        {
            for (int tap = 0; tap < taps.Length; tap++)
            {
                _rows[next++] = new Row(sourceOffset + source.Offset(0, 0, channel, taps[tap]), targetOffset + target.Offset(0, channel, 0, 0), tap);
            }
        }

        for (int filter = 0; filter < source.Filters; filter++)
        {
            _targetChannels[filter] = target.Offset(0, 0, filter, 0);
        }

        TapSteps = new int[source.Filters];
        for (int filter = 0; filter < source.Filters; filter++)
        {
            TapSteps[filter] = taps.Length > 1 ? target.Offset(0, 0, filter, 1) - target.Offset(0, 0, filter, 0) : 0;
        }
    }

    private int[] TapSteps { get; }

    /// <summary>The parameter's first float among the weights.</summary>
    internal int SourceOffset { get; }

    /// <summary>Brings derived weights up to date.</summary>
    /// <param name="packs">What is derived.</param>
    /// <param name="weights">The network's weights.</param>
    /// <param name="derived">The derived weights.</param>
    public static void UpdateAll(ReadOnlySpan<DerivedPack> packs, ref float weights, ref float derived)
    {
        foreach (DerivedPack pack in packs)
        {
            pack.Update(ref weights, ref derived);
        }
    }

    /// <summary>Brings these derived weights up to date.</summary>
    /// <param name="weights">The network's weights.</param>
    /// <param name="derived">The derived weights.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal void Update(ref float weights, ref float derived)
    {
        for (int group = 0; group < _groups; group++)
        {
            foreach (Row row in _rows)
            {
                ref float source = ref Unsafe.Add(ref weights, row.Source + (group * _sourceGroup));
                ref float target = ref Unsafe.Add(ref derived, row.Target + (group * _targetGroup));
                for (int filter = 0; filter < _sourceFilters.Length; filter++)
                {
                    Unsafe.Add(ref target, _targetChannels[filter] + (row.Tap * TapSteps[filter])) = Unsafe.Add(ref source, _sourceFilters[filter]);
                }
            }
        }
    }

    private readonly record struct Row(int Source, int Target, int Tap);
}
