using System;
using System.Linq;

namespace CnnGen.Emitted.Tests.Onnx.Operators;

/// <summary>An axis whose elements are repeated equally often, but perhaps for the outermost.</summary>
/// <param name="Scale">How often each is.</param>
/// <param name="Skipped">How many of the repeated ones are left out in front.</param>
/// <param name="Kept">How many are there behind these.</param>
/// <param name="Added">How often the last one goes on.</param>
/// <param name="IsWhole">Whether none are left out or added.</param>
internal sealed record Repetition(int Scale, int Skipped, int Kept, int Added, bool IsWhole)
{
    /// <summary>The repetition, or null where there is none.</summary>
    /// <param name="sources">For each element the one that it is a copy of.</param>
    /// <param name="size">How many there are to copy.</param>
    public static Repetition? Of(int[] sources, int size)
    {
        for (int scale = 1; scale <= sources.Length; scale++)
        {
            for (int skipped = 0; skipped < scale; skipped++)
            {
                if (sources.Select((source, i) => source == Math.Min((i + skipped) / scale, size - 1)).All(holds => holds))
                {
                    int kept = Math.Min((size * scale) - skipped, sources.Length);
                    return new(scale, skipped, kept, sources.Length - kept, kept == size * scale && kept == sources.Length);
                }
            }
        }

        return null;
    }
}
