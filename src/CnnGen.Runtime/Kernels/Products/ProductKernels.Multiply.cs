using System;
using System.Runtime.CompilerServices;

namespace CnnGen.Runtime;

/// <summary>y = W x + b, sample by sample or several at once.</summary>
/// <remarks>Every sum runs over the rows in their order, whatever the number of samples: a sample's results do not depend on its company.</remarks>
internal static partial class ProductKernels<TLanes, TVector>
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Multiply<TWeights>(ref float x, in TensorLayout volume, ref float w, ref float b, ref float y, int filters, int plane, bool rectifies, int samples, nint stride, int share, int shares)
        where TWeights : struct, IWeights
    {
        VolumeRuns whole = VolumeRuns.Whole(volume);
        VolumeRuns rest = VolumeRuns.Rest(volume);
        Pairs pairs = new(TLanes.Count, filters, whole.Rows + rest.Rows, plane);
        int together = Together(samples, out int sixes);
        int firstPair = pairs.PairOf(share, shares);
        int end = pairs.PairOf(share + 1, shares);
        for (int number = firstPair; together > 0 && number < end; number++)
        {
            Pair pair = pairs[number];
            TVector first = Bias(ref b, pair.Bias);
            TVector other = Bias(ref b, pair.Bias + pair.SecondBias);
            for (int sample = 0, six = 0; sample < together; six++)
            {
                ref float xs = ref Unsafe.Add(ref x, sample * stride);
                ref float ys = ref Unsafe.Add(ref y, (sample * stride) + pair.Output);
                if (six < sixes)
                {
                    MultiplySamples6<TWeights>(ref xs, stride, whole, rest, ref TWeights.At(ref w, pair.Weights), pair.Second, ref ys, pair.SecondOutput, first, other, rectifies);
                    sample += 6;
                }
                else
                {
                    MultiplySamples4<TWeights>(ref xs, stride, whole, rest, ref TWeights.At(ref w, pair.Weights), pair.Second, ref ys, pair.SecondOutput, first, other, rectifies);
                    sample += 4;
                }
            }
        }

        for (int sample = together; sample < samples; sample++)
        {
            MultiplyOne<TWeights>(ref Unsafe.Add(ref x, sample * stride), whole, rest, ref w, ref b, ref Unsafe.Add(ref y, sample * stride), pairs, firstPair, end, rectifies);
        }
    }

    /// <summary>As many filters at once as there are registers for: their sums do not wait for each other.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void MultiplyOne<TWeights>(ref float x, in VolumeRuns whole, in VolumeRuns rest, ref float w, ref float b, ref float y, in Pairs pairs, int pair, int end, bool rectifies)
        where TWeights : struct, IWeights
    {
        int full = Math.Min(end, pairs.Whole);
        for (; pair + 4 <= full; pair += 4)
        {
            MultiplyPairs4<TWeights>(ref x, whole, rest, ref w, ref b, ref y, pairs, pair, rectifies);
        }

        for (; pair + 2 <= full; pair += 2)
        {
            MultiplyPairs2<TWeights>(ref x, whole, rest, ref w, ref b, ref y, pairs, pair, rectifies);
        }

        for (; pair < end; pair++)
        {
            MultiplyPairs1<TWeights>(ref x, whole, rest, ref w, ref b, ref y, pairs, pair, rectifies);
        }
    }

    /// <summary>Six samples times two vectors of filters.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void MultiplySamples6<TWeights>(ref float x, nint stride, in VolumeRuns whole, in VolumeRuns rest, ref float w, nint second, ref float y, nint secondOutput, TVector first, TVector other, bool rectifies)
        where TWeights : struct, IWeights
    {
        TVector low0 = first, low1 = first, low2 = first, low3 = first, low4 = first, low5 = first;
        TVector high0 = other, high1 = other, high2 = other, high3 = other, high4 = other, high5 = other;
        ref float wk = ref w;
        for (int part = 0; part < 2; part++)
        {
            ref readonly VolumeRuns runs = ref part == 0 ? ref whole : ref rest;
            nint step = runs.FloatStep;
            int offset = runs.First(out int left);
            for (int run = 0; run < runs.Count; run++)
            {
                ref float xk = ref Unsafe.Add(ref x, offset);
                for (int k = runs.Length; k > 0; k--)
                {
                    TVector low = TWeights.Load<TLanes, TVector>(ref wk, 0);
                    TVector high = TWeights.Load<TLanes, TVector>(ref wk, second);
                    TVector element = TLanes.Create(xk);
                    low0 = TLanes.MultiplyAdd(low, element, low0);
                    high0 = TLanes.MultiplyAdd(high, element, high0);
                    element = TLanes.Create(Unsafe.Add(ref xk, stride));
                    low1 = TLanes.MultiplyAdd(low, element, low1);
                    high1 = TLanes.MultiplyAdd(high, element, high1);
                    element = TLanes.Create(Unsafe.Add(ref xk, 2 * stride));
                    low2 = TLanes.MultiplyAdd(low, element, low2);
                    high2 = TLanes.MultiplyAdd(high, element, high2);
                    element = TLanes.Create(Unsafe.Add(ref xk, 3 * stride));
                    low3 = TLanes.MultiplyAdd(low, element, low3);
                    high3 = TLanes.MultiplyAdd(high, element, high3);
                    element = TLanes.Create(Unsafe.Add(ref xk, 4 * stride));
                    low4 = TLanes.MultiplyAdd(low, element, low4);
                    high4 = TLanes.MultiplyAdd(high, element, high4);
                    element = TLanes.Create(Unsafe.Add(ref xk, 5 * stride));
                    low5 = TLanes.MultiplyAdd(low, element, low5);
                    high5 = TLanes.MultiplyAdd(high, element, high5);
                    xk = ref Unsafe.Add(ref xk, step);
                    wk = ref TWeights.At(ref wk, Tile);
                }

                offset = runs.Next(run, offset, ref left);
            }
        }

        Store(low0, high0, ref y, secondOutput, rectifies);
        Store(low1, high1, ref Unsafe.Add(ref y, stride), secondOutput, rectifies);
        Store(low2, high2, ref Unsafe.Add(ref y, 2 * stride), secondOutput, rectifies);
        Store(low3, high3, ref Unsafe.Add(ref y, 3 * stride), secondOutput, rectifies);
        Store(low4, high4, ref Unsafe.Add(ref y, 4 * stride), secondOutput, rectifies);
        Store(low5, high5, ref Unsafe.Add(ref y, 5 * stride), secondOutput, rectifies);
    }

    /// <summary>Four samples times two vectors of filters.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void MultiplySamples4<TWeights>(ref float x, nint stride, in VolumeRuns whole, in VolumeRuns rest, ref float w, nint second, ref float y, nint secondOutput, TVector first, TVector other, bool rectifies)
        where TWeights : struct, IWeights
    {
        TVector low0 = first, low1 = first, low2 = first, low3 = first;
        TVector high0 = other, high1 = other, high2 = other, high3 = other;
        ref float wk = ref w;
        for (int part = 0; part < 2; part++)
        {
            ref readonly VolumeRuns runs = ref part == 0 ? ref whole : ref rest;
            nint step = runs.FloatStep;
            int offset = runs.First(out int left);
            for (int run = 0; run < runs.Count; run++)
            {
                ref float xk = ref Unsafe.Add(ref x, offset);
                for (int k = runs.Length; k > 0; k--)
                {
                    TVector low = TWeights.Load<TLanes, TVector>(ref wk, 0);
                    TVector high = TWeights.Load<TLanes, TVector>(ref wk, second);
                    TVector element = TLanes.Create(xk);
                    low0 = TLanes.MultiplyAdd(low, element, low0);
                    high0 = TLanes.MultiplyAdd(high, element, high0);
                    element = TLanes.Create(Unsafe.Add(ref xk, stride));
                    low1 = TLanes.MultiplyAdd(low, element, low1);
                    high1 = TLanes.MultiplyAdd(high, element, high1);
                    element = TLanes.Create(Unsafe.Add(ref xk, 2 * stride));
                    low2 = TLanes.MultiplyAdd(low, element, low2);
                    high2 = TLanes.MultiplyAdd(high, element, high2);
                    element = TLanes.Create(Unsafe.Add(ref xk, 3 * stride));
                    low3 = TLanes.MultiplyAdd(low, element, low3);
                    high3 = TLanes.MultiplyAdd(high, element, high3);
                    xk = ref Unsafe.Add(ref xk, step);
                    wk = ref TWeights.At(ref wk, Tile);
                }

                offset = runs.Next(run, offset, ref left);
            }
        }

        Store(low0, high0, ref y, secondOutput, rectifies);
        Store(low1, high1, ref Unsafe.Add(ref y, stride), secondOutput, rectifies);
        Store(low2, high2, ref Unsafe.Add(ref y, 2 * stride), secondOutput, rectifies);
        Store(low3, high3, ref Unsafe.Add(ref y, 3 * stride), secondOutput, rectifies);
    }

    /// <summary>One sample times four pairs of vectors of filters.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void MultiplyPairs4<TWeights>(ref float x, in VolumeRuns whole, in VolumeRuns rest, ref float w, ref float b, ref float y, in Pairs pairs, int pair, bool rectifies)
        where TWeights : struct, IWeights
    {
        Pair pair0 = pairs[pair];
        Pair pair1 = pairs[pair + 1];
        Pair pair2 = pairs[pair + 2];
        Pair pair3 = pairs[pair + 3];
        ref float w0 = ref TWeights.At(ref w, pair0.Weights);
        TVector low0 = Bias(ref b, pair0.Bias);
        TVector high0 = Bias(ref b, pair0.Bias + pair0.SecondBias);
        ref float w1 = ref TWeights.At(ref w, pair1.Weights);
        TVector low1 = Bias(ref b, pair1.Bias);
        TVector high1 = Bias(ref b, pair1.Bias + pair1.SecondBias);
        ref float w2 = ref TWeights.At(ref w, pair2.Weights);
        TVector low2 = Bias(ref b, pair2.Bias);
        TVector high2 = Bias(ref b, pair2.Bias + pair2.SecondBias);
        ref float w3 = ref TWeights.At(ref w, pair3.Weights);
        TVector low3 = Bias(ref b, pair3.Bias);
        TVector high3 = Bias(ref b, pair3.Bias + pair3.SecondBias);
        nint second = pair0.Second;
        nint row = 0;
        for (int part = 0; part < 2; part++)
        {
            ref readonly VolumeRuns runs = ref part == 0 ? ref whole : ref rest;
            nint step = runs.FloatStep;
            int offset = runs.First(out int left);
            for (int run = 0; run < runs.Count; run++)
            {
                ref float xk = ref Unsafe.Add(ref x, offset);
                for (int k = runs.Length; k > 0; k--)
                {
                    TVector element = TLanes.Create(xk);
                    low0 = TLanes.MultiplyAdd(TWeights.Load<TLanes, TVector>(ref w0, row), element, low0);
                    high0 = TLanes.MultiplyAdd(TWeights.Load<TLanes, TVector>(ref w0, row + second), element, high0);
                    low1 = TLanes.MultiplyAdd(TWeights.Load<TLanes, TVector>(ref w1, row), element, low1);
                    high1 = TLanes.MultiplyAdd(TWeights.Load<TLanes, TVector>(ref w1, row + second), element, high1);
                    low2 = TLanes.MultiplyAdd(TWeights.Load<TLanes, TVector>(ref w2, row), element, low2);
                    high2 = TLanes.MultiplyAdd(TWeights.Load<TLanes, TVector>(ref w2, row + second), element, high2);
                    low3 = TLanes.MultiplyAdd(TWeights.Load<TLanes, TVector>(ref w3, row), element, low3);
                    high3 = TLanes.MultiplyAdd(TWeights.Load<TLanes, TVector>(ref w3, row + second), element, high3);
                    xk = ref Unsafe.Add(ref xk, step);
                    row += Tile;
                }

                offset = runs.Next(run, offset, ref left);
            }
        }

        Store(low0, high0, ref Unsafe.Add(ref y, pair0.Output), pair0.SecondOutput, rectifies);
        Store(low1, high1, ref Unsafe.Add(ref y, pair1.Output), pair1.SecondOutput, rectifies);
        Store(low2, high2, ref Unsafe.Add(ref y, pair2.Output), pair2.SecondOutput, rectifies);
        Store(low3, high3, ref Unsafe.Add(ref y, pair3.Output), pair3.SecondOutput, rectifies);
    }

    /// <summary>One sample times two pairs of vectors of filters.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void MultiplyPairs2<TWeights>(ref float x, in VolumeRuns whole, in VolumeRuns rest, ref float w, ref float b, ref float y, in Pairs pairs, int pair, bool rectifies)
        where TWeights : struct, IWeights
    {
        Pair pair0 = pairs[pair];
        Pair pair1 = pairs[pair + 1];
        ref float w0 = ref TWeights.At(ref w, pair0.Weights);
        TVector low0 = Bias(ref b, pair0.Bias);
        TVector high0 = Bias(ref b, pair0.Bias + pair0.SecondBias);
        ref float w1 = ref TWeights.At(ref w, pair1.Weights);
        TVector low1 = Bias(ref b, pair1.Bias);
        TVector high1 = Bias(ref b, pair1.Bias + pair1.SecondBias);
        nint second = pair0.Second;
        nint row = 0;
        for (int part = 0; part < 2; part++)
        {
            ref readonly VolumeRuns runs = ref part == 0 ? ref whole : ref rest;
            nint step = runs.FloatStep;
            int offset = runs.First(out int left);
            for (int run = 0; run < runs.Count; run++)
            {
                ref float xk = ref Unsafe.Add(ref x, offset);
                for (int k = runs.Length; k > 0; k--)
                {
                    TVector element = TLanes.Create(xk);
                    low0 = TLanes.MultiplyAdd(TWeights.Load<TLanes, TVector>(ref w0, row), element, low0);
                    high0 = TLanes.MultiplyAdd(TWeights.Load<TLanes, TVector>(ref w0, row + second), element, high0);
                    low1 = TLanes.MultiplyAdd(TWeights.Load<TLanes, TVector>(ref w1, row), element, low1);
                    high1 = TLanes.MultiplyAdd(TWeights.Load<TLanes, TVector>(ref w1, row + second), element, high1);
                    xk = ref Unsafe.Add(ref xk, step);
                    row += Tile;
                }

                offset = runs.Next(run, offset, ref left);
            }
        }

        Store(low0, high0, ref Unsafe.Add(ref y, pair0.Output), pair0.SecondOutput, rectifies);
        Store(low1, high1, ref Unsafe.Add(ref y, pair1.Output), pair1.SecondOutput, rectifies);
    }

    /// <summary>One sample times a pair of vectors of filters.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void MultiplyPairs1<TWeights>(ref float x, in VolumeRuns whole, in VolumeRuns rest, ref float w, ref float b, ref float y, in Pairs pairs, int pair, bool rectifies)
        where TWeights : struct, IWeights
    {
        Pair pair0 = pairs[pair];
        ref float w0 = ref TWeights.At(ref w, pair0.Weights);
        TVector low0 = Bias(ref b, pair0.Bias);
        TVector high0 = Bias(ref b, pair0.Bias + pair0.SecondBias);
        nint second = pair0.Second;
        nint row = 0;
        for (int part = 0; part < 2; part++)
        {
            ref readonly VolumeRuns runs = ref part == 0 ? ref whole : ref rest;
            nint step = runs.FloatStep;
            int offset = runs.First(out int left);
            for (int run = 0; run < runs.Count; run++)
            {
                ref float xk = ref Unsafe.Add(ref x, offset);
                for (int k = runs.Length; k > 0; k--)
                {
                    TVector element = TLanes.Create(xk);
                    low0 = TLanes.MultiplyAdd(TWeights.Load<TLanes, TVector>(ref w0, row), element, low0);
                    high0 = TLanes.MultiplyAdd(TWeights.Load<TLanes, TVector>(ref w0, row + second), element, high0);
                    xk = ref Unsafe.Add(ref xk, step);
                    row += Tile;
                }

                offset = runs.Next(run, offset, ref left);
            }
        }

        Store(low0, high0, ref Unsafe.Add(ref y, pair0.Output), pair0.SecondOutput, rectifies);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Bias(ref float b, nint offset) => Unsafe.IsNullRef(ref b) ? default : TLanes.Load(ref b, offset);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(TVector low, TVector high, ref float y, nint second, bool rectifies)
    {
        TLanes.Store(rectifies ? TLanes.Rectify(low) : low, ref y, 0);
        TLanes.Store(rectifies ? TLanes.Rectify(high) : high, ref y, second);
    }
}
