using System;
using System.Collections.Generic;
using System.Linq;

namespace CnnGen;

/// <summary>Divides samples at random, so that the classes are in each part as they are in the whole where that is wanted.</summary>
internal static class SampleGroups
{
    /// <summary>The samples' numbers in a random order, those of a class together where classes count.</summary>
    public static IReadOnlyList<int[]> Shuffled(Dataset dataset, ulong seed, bool stratified)
    {
        int[] order = new int[dataset.Count];
        RandomStream random = new(RandomStream.Mix(seed, 0));
        SampleOrder.Permute(order, ref random);
        return stratified ? [.. order.GroupBy(dataset.Label).OrderBy(static group => group.Key).Select(static group => group.ToArray())] : [order];
    }

    /// <summary>Divides the samples into parts of given fractions; the last part gets what is left.</summary>
    /// <remarks>Rounded over all groups so far: each group is divided as exactly as whole samples allow, and so is the whole.</remarks>
    public static int[][] Divide(IReadOnlyList<int[]> groups, ReadOnlySpan<double> fractions)
    {
        List<int>[] parts = [.. Enumerable.Range(0, fractions.Length + 1).Select(static _ => new List<int>())];
        long seen = 0;
        foreach (int[] group in groups)
        {
            seen += group.Length;
            int taken = 0;
            for (int part = 0; part < fractions.Length; part++)
            {
                int wanted = (int)Math.Round(fractions[part] * seen, MidpointRounding.AwayFromZero) - parts[part].Count;
                int count = Math.Clamp(wanted, 0, group.Length - taken);
                parts[part].AddRange(group.AsSpan(taken, count));
                taken += count;
            }

            parts[^1].AddRange(group.AsSpan(taken));
        }

        // In the order they have in the dataset: files are read from front to back, and a training shuffles anyway.
        return [.. parts.Select(static part => part.Order().ToArray())];
    }

    /// <summary>Deals the samples out to folds, one after the other.</summary>
    public static int[][] Deal(IReadOnlyList<int[]> groups, int folds)
    {
        int[] order = [.. groups.SelectMany(static group => group)];
        return [.. Enumerable.Range(0, folds).Select(fold => order.Where((_, place) => place % folds == fold).Order().ToArray())];
    }
}
