using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using CnnGen.CodeFixes;
using CnnGen.Tests;
using Microsoft.CodeAnalysis.CodeFixes;
using Xunit;

namespace CnnGen.Generator.Tests;

/// <summary>Whatever is offered for whatever text: the diagnostic goes, and C# has no more to object to than before.</summary>
public sealed class RandomFixTests
{
    private const int Batches = 8;
    private const int FullBatches = 4;
    private const int SampledBatches = 2;
    private const int FirstSeed = 1000;
    private const int BatchSize = 50;

    private static readonly CodeFixProvider[] Providers =
        [new SetArgumentFix(), new MakePartialFix(), new AddInputFix(), new RemoveAttributeFix(), new RemoveArgumentFix(), new InsertLayerFix(), new InsertShortcutFix()];

    public static TheoryData<int> Seeds() => new(Campaign.Batches(Batches, FullBatches, SampledBatches).Select(batch => FirstSeed + batch));

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task EveryFix_Mends(int seed)
    {
        RandomDeclarations declarations = new(seed);
        List<string> wrong = [];
        int applied = 0;
        for (int text = 0; text < BatchSize; text++)
        {
            (IReadOnlyList<string> Wrong, int Applied) result = await FixAssert.TryAllAsync(Providers, "using CnnGen; " + declarations.Draw());
            wrong.AddRange(result.Wrong);
            applied += result.Applied;
        }

        Assert.True(wrong.Count == 0, string.Join("\n", wrong));
        Assert.NotEqual(0, applied);
    }
}
