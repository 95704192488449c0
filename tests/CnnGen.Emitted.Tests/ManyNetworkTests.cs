using System.Collections.Concurrent;
using System.Linq;
using System.Reflection;
using System.Threading.Tasks;
using CnnGen.Tests;
using Xunit;

namespace CnnGen.Emitted.Tests;

/// <summary>Thousands of small random networks, each at one vector width: outputs, and the slope in one direction of everything it learns from.</summary>
public sealed class ManyNetworkTests
{
    private const int Batches = 50;
    private const int FullBatches = 30;
    private const int SampledBatches = 6;
    private const int BatchSize = 40;
    private const int MostElements = 250;

    // Apart from the seeds of RandomNetworkTests.
    private const int FirstSeed = 10_000;

    private static readonly ConcurrentDictionary<int, Task<Batch>> Compiled = new();

    public static TheoryData<int> Indexes() => new(Campaign.Batches(Batches, FullBatches, SampledBatches));

    [Theory]
    [MemberData(nameof(Indexes))]
    public async Task Networks_AgreeWithTheirDefinitions(int batch)
    {
        // The next networks are compiled while these are run.
        Task<Batch> compiled = Compiled.GetOrAdd(batch, CompileAsync);
        foreach (int next in Campaign.Batches(Batches, FullBatches, SampledBatches).Where(index => !Compiled.ContainsKey(index)).Take(1))
        {
            _ = Compiled.GetOrAdd(next, CompileAsync);
        }

        (int bits, ReferenceNetwork[] references, Assembly assembly) = await compiled;
        int kinks = 0;
        for (int index = 0; index < BatchSize; index++)
        {
            using NetworkHandle network = NetworkHandle.Create(assembly, $"Random{index}", seed: (ulong)index);
            using DefinitionCheck check = new(references[index], network, index, bits);
            check.Run();
            kinks += check.GradientsAreSlopeInOneDirection() ? 0 : 1;
        }

        Assert.True(kinks < BatchSize / 4, $"{kinks} of {BatchSize} networks have a kink where their slope was asked for");
    }

    private static Task<Batch> CompileAsync(int batch) => Task.Run(() =>
    {
        int bits = Widths.Supported[batch % Widths.Supported.Count];
        ReferenceNetwork[] references = Enumerable.Range(FirstSeed + (batch * BatchSize), BatchSize).Select(seed => RandomNetworks.Draw(seed, MostElements)).ToArray();
        Assembly assembly = NetworkCompiler.Compile(
            string.Join("\n", references.Select((network, index) => $"[Network(Fit = Fit.Floor)] {network.Declaration} public partial class Random{index};")),
            Widths.Only(bits));
        return new Batch(bits, references, assembly);
    });

    /// <summary>Networks that are compiled together, for one width.</summary>
    private sealed record Batch(int Bits, ReferenceNetwork[] References, Assembly Assembly);
}
