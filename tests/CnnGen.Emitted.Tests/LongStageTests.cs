using System.Linq;
using System.Reflection;
using CnnGen.Tests;
using Xunit;

namespace CnnGen.Emitted.Tests;

/// <summary>Stages of so many steps that their methods are cut: each sample goes through all of a stage before the next one takes its place in memory.</summary>
public sealed class LongStageTests
{
    private const int Layers = 80;

    [Fact]
    public void SamplesOfALongStage_DoNotMix()
    {
        string declaration = "[Input(4, 5, 5)]" + string.Concat(Enumerable.Repeat("[Conv(4, 1), Tanh, Add(Tensor.Input)]", Layers)) + "[GlobalAvgPool] [Linear(3)]";
        using WidthScope scope = new(Widths.Supported[0]);
        Assembly compiled = NetworkCompiler.Compile($"{declaration} public partial class Long;", Widths.Widest);
        using NetworkHandle network = NetworkHandle.Create(compiled, "Long", 1);
        using DefinitionCheck check = new(ReferenceParser.Parse(declaration), network, 1, Widths.Supported[0]);
        check.Run();
        Assert.True(check.GradientsAreSlopeInOneDirection());
    }
}
