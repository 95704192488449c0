using System;
using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace CnnGen.Runtime;

/// <summary>Weights that inference reads as bfloat16: the same order in half of the bytes.</summary>
/// <param name="SourceOffset">The weights' first float.</param>
/// <param name="TargetOffset">The first float in whose place there are two of them.</param>
/// <param name="Length">How many there are: a multiple of 16.</param>
/// <param name="IsOfDerived">Whether they lie where these do, because they are folded themselves; else among the network's.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed record NarrowPack(int SourceOffset, int TargetOffset, int Length, bool IsOfDerived)
{
    /// <summary>Brings narrow weights up to date.</summary>
    /// <param name="packs">What is brought there.</param>
    /// <param name="weights">The network's weights.</param>
    /// <param name="derived">What is derived from them.</param>
    public static void UpdateAll(ReadOnlySpan<NarrowPack> packs, ref float weights, ref float derived)
    {
        foreach (NarrowPack pack in packs)
        {
            ref float source = ref Unsafe.Add(ref pack.IsOfDerived ? ref derived : ref weights, pack.SourceOffset);
            UpperHalf.Round(ref source, ref Unsafe.As<float, ushort>(ref Unsafe.Add(ref derived, pack.TargetOffset)), pack.Length);
        }
    }
}
