using System.Collections.Generic;
using CnnGen.Benchmarks.Measuring;

namespace CnnGen.Benchmarks.Cases;

/// <summary>Each of the two products of a layer's backward pass by itself, against the processor's peak alone.</summary>
internal static class GradientCase
{
    private const int Batch = 8;

    /// <summary>Makes both cases.</summary>
    /// <typeparam name="TNetwork">A network of nothing but that layer.</typeparam>
    /// <param name="name">What the command line calls it.</param>
    /// <param name="title">What the table calls it.</param>
    /// <param name="threads">Threads that work on it.</param>
    public static IEnumerable<BenchmarkCase> Create<TNetwork>(string name, string title, int threads)
        where TNetwork : class, ITrainableNetwork<TNetwork> =>
    [
        Create<TNetwork>(name + "-weights", $"{title}, gradient by weights, batch {Batch}", threads, byInput: false),
        Create<TNetwork>(name + "-inputs", $"{title}, gradient by inputs, batch {Batch}", threads, byInput: true),
    ];

    private static BenchmarkCase Create<TNetwork>(string name, string title, int threads, bool byInput)
        where TNetwork : class, ITrainableNetwork<TNetwork> =>
        new(name, title, threads, (double)TNetwork.MultiplyAdds * Batch, _ => new Match(BackwardPass.Of<TNetwork>(Batch, threads, byInput), Peer: null));
}
