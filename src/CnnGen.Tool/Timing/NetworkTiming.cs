using System;
using System.Diagnostics;
using System.IO;

namespace CnnGen.Tool.Timing;

/// <summary>What a network takes.</summary>
/// <param name="Threads">Threads that share a call.</param>
/// <param name="Median">The median of the calls' times.</param>
/// <param name="Fastest">The shortest of them.</param>
/// <param name="Allocated">Bytes that a call allocates on the thread that makes it, the fewest of all calls.</param>
internal sealed record CallTimes(int Threads, TimeSpan Median, TimeSpan Fastest, long Allocated);

/// <summary>Times a network's Forward.</summary>
internal abstract class NetworkTiming
{
    public abstract string Name { get; }

    /// <summary>Multiply-adds of one sample.</summary>
    public abstract long MultiplyAdds { get; }

    /// <summary>Times calls, after as many that do not count: the first compile what they run.</summary>
    /// <param name="threads">Threads that share a call.</param>
    /// <param name="batch">Samples of a call.</param>
    /// <param name="repetitions">Calls.</param>
    /// <exception cref="InvalidDataException">The samples are more than an array holds.</exception>
    public abstract CallTimes Measure(int threads, int batch, int repetitions);
}

/// <summary>The same, by its class.</summary>
internal sealed class NetworkTiming<T> : NetworkTiming
    where T : class, INetwork<T>
{
    public override string Name => T.Info.Name;

    public override long MultiplyAdds => T.MultiplyAdds;

    public override CallTimes Measure(int threads, int batch, int repetitions)
    {
        if ((long)batch * Math.Max(T.InputLength, T.OutputLength) > Array.MaxLength)
        {
            throw new InvalidDataException($"{batch} samples of {Math.Max(T.InputLength, T.OutputLength)} elements are more than an array holds");
        }

        using T network = T.Create(seed: 1);
        network.Threads = threads;
        float[] input = new float[batch * T.InputLength];
        float[] output = new float[batch * T.OutputLength];
        Random random = new(1);
        for (int i = 0; i < input.Length; i++)
        {
            input[i] = (2 * random.NextSingle()) - 1;
        }

        for (int call = 0; call < repetitions; call++)
        {
            network.Forward(input, output);
        }

        long[] times = new long[repetitions];
        long allocated = long.MaxValue;
        for (int call = 0; call < repetitions; call++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            long start = Stopwatch.GetTimestamp();
            network.Forward(input, output);
            times[call] = Stopwatch.GetTimestamp() - start;
            allocated = Math.Min(allocated, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        Array.Sort(times);
        return new CallTimes(threads, Stopwatch.GetElapsedTime(0, times[repetitions / 2]), Stopwatch.GetElapsedTime(0, times[0]), allocated);
    }
}
