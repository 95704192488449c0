using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using CnnGen.Tests;
using Xunit;

namespace CnnGen.Emitted.Tests;

/// <summary>Thousands of small random networks, each at one vector width: outputs, and the slope in one direction of everything it learns from.</summary>
/// <remarks>In two classes, since a runner goes through classes side by side and through one's cases in a row.</remarks>
public sealed class ManyNetworkTests
{
    public static TheoryData<int> Indexes() => new(NetworkBatch.All.Where(batch => batch % 2 == 0));

    [Theory]
    [MemberData(nameof(Indexes))]
    public void Networks_AgreeWithTheirDefinitions(int batch) => NetworkBatch.Check(batch);
}

/// <summary>The other half of <see cref="ManyNetworkTests"/>.</summary>
public sealed class MoreNetworkTests
{
    public static TheoryData<int> Indexes() => new(NetworkBatch.All.Where(batch => batch % 2 == 1));

    [Theory]
    [MemberData(nameof(Indexes))]
    public void Networks_AgreeWithTheirDefinitions(int batch) => NetworkBatch.Check(batch);
}

/// <summary>Random networks that are compiled together.</summary>
internal static class NetworkBatch
{
    private const int Batches = 50;
    private const int SampledBatches = 6;
    private const int BatchSize = 40;
    private const int MostElements = 250;

    // Apart from the seeds of RandomNetworkTests.
    private const int FirstSeed = 10_000;

    public static IEnumerable<int> All => Campaign.Batches(Batches, SampledBatches);

    public static void Check(int batch)
    {
        int bits = Widths.Supported[batch % Widths.Supported.Count];
        List<ReferenceNetwork> references = Enumerable.Range(FirstSeed + (batch * BatchSize), BatchSize).Select(seed => RandomNetworks.Draw(seed, MostElements)).ToList();
        Assembly assembly = NetworkCompiler.Compile(
            string.Join("\n", references.Select((network, index) => $"[Network(Fit = Fit.Floor)] {network.Declaration} public partial class Random{index};")),
            Widths.Only(bits));
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
}
