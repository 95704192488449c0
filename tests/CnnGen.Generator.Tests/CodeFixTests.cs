using System.Threading.Tasks;
using CnnGen.CodeFixes;
using CnnGen.Tests;
using Xunit;

namespace CnnGen.Generator.Tests;

/// <summary>What can be clicked, and that it mends the network.</summary>
public sealed class CodeFixTests
{
    private const string Head = "using CnnGen;\n\n";

    [Fact]
    public async Task Misfit_OffersEveryValueThatFits() => Assert.Equal(
        ["Set Stride to 2", "Set Stride to 4", "Set Stride to 1", "Set Pad to 1", "Set Fit to Fit.Floor"],
        await FixAssert.TitlesAsync(new SetArgumentFix(), Head + "[Input(1, 7, 7)]\n[Conv(1, 3, Stride = 3)]\npartial class N;\n"));

    [Theory]
    [InlineData("Conv(1, 3, Stride = 3)", "Set Stride to 2", "Conv(1, 3, Stride = 2)")]
    [InlineData("Conv(1, 3, Stride = /* why */ 3 /* not */)", "Set Stride to 2", "Conv(1, 3, Stride = /* why */ 2 /* not */)")]
    [InlineData("Conv(1, 3, Stride = 3)", "Set Pad to 1", "Conv(1, 3, Stride = 3, Pad = 1)")]
    [InlineData("Conv(1, 3, Stride = 3, Pad = 0), ReLU", "Set Pad to 1", "Conv(1, 3, Stride = 3, Pad = 1), ReLU")]
    [InlineData("Conv(1, 3, Stride = 3)", "Set Fit to Fit.Floor", "Conv(1, 3, Stride = 3, Fit = Fit.Floor)")]
    [InlineData("MaxPool(2)", "Set Stride to 1", "MaxPool(2, Stride = 1)")]
    [InlineData("Conv(6, 3, Groups = 2)", "Set Groups to 3", "Conv(6, 3, Groups = 3)")]
    public async Task Misfit_IsMended(string layer, string title, string mended)
    {
        string input = layer.Contains("Groups") ? "[Input(3, 8, 8)]" : "[Input(1, 7, 7)]";
        await FixAssert.FixesAsync(
            new SetArgumentFix(), $"{Head}{input}\n[{layer}]\npartial class N;\n", title, $"{Head}{input}\n[{mended}]\npartial class N;\n");
    }

    [Theory]
    [InlineData("public class N;", "public partial class N;")]
    [InlineData("class N;", "partial class N;")]
    [InlineData("/// <summary>A net.</summary>\npublic sealed class N\n{\n}", "/// <summary>A net.</summary>\npublic sealed partial class N\n{\n}")]
    public async Task ClassThatIsNotPartial_IsMade(string before, string after) => await FixAssert.FixesAsync(
        new MakePartialFix(), $"{Head}[Input(8), Linear(2)]\n{before}\n", "Make 'N' partial", $"{Head}[Input(8), Linear(2)]\n{after}\n");

    [Fact]
    public async Task OuterClassThatIsNotPartial_IsMade() => await FixAssert.FixesAsync(
        new MakePartialFix(),
        Head + "// the outer one\nclass Outer\n{\n    [Input(8), Linear(2)]\n    partial class N;\n}\n",
        "Make 'Outer' partial",
        Head + "// the outer one\npartial class Outer\n{\n    [Input(8), Linear(2)]\n    partial class N;\n}\n");
}
