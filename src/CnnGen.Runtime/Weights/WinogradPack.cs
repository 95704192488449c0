using System;
using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace CnnGen.Runtime;

/// <summary>Weights of a 3x3 convolution at the points of <see cref="Winograd"/>: a group of filters of 1x1 for each.</summary>
/// <param name="Source">The order of the weights.</param>
/// <param name="SourceOffset">Their first float.</param>
/// <param name="Target">The order at the points: 36 groups.</param>
/// <param name="TargetOffset">The first float there.</param>
/// <param name="IsOfDerived">Whether the weights lie where these do, because they are derived or folded themselves; else among the network's.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed record WinogradPack(WeightPack Source, int SourceOffset, WeightPack Target, int TargetOffset, bool IsOfDerived)
{
    private const int Block = TensorLayout.Block;

    /// <summary>Brings weights at the points up to date.</summary>
    /// <param name="packs">What is brought there.</param>
    /// <param name="weights">The network's weights.</param>
    /// <param name="derived">What is derived from them.</param>
    public static void UpdateAll(ReadOnlySpan<WinogradPack> packs, ref float weights, ref float derived)
    {
        foreach (WinogradPack pack in packs)
        {
            pack.Update(ref weights, ref derived);
        }
    }

    private void Update(ref float weights, ref float derived)
    {
        ref float source = ref Unsafe.Add(ref IsOfDerived ? ref derived : ref weights, SourceOffset);
        ref float target = ref Unsafe.Add(ref derived, TargetOffset);
        nint step = Target.PackedLength / Target.Groups;
        for (int filter = 0; filter < Source.Filters; filter += Block)
        {
            for (int channel = 0; channel < Source.Channels; channel++)
            {
                ref float from = ref Unsafe.Add(ref source, Source.Offset(0, filter, channel, 0));
                ref float to = ref Unsafe.Add(ref target, Target.Offset(0, filter, channel, 0));
                Winograd.TransformFilters(ref from, Source.TapStep(channel), ref to, step);
            }
        }
    }
}
