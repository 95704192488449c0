using System.Threading.Tasks;
using CnnGen.CodeFixes;
using CnnGen.Tests;
using Xunit;

namespace CnnGen.Generator.Tests;

/// <summary>What can be clicked on advice, and that nothing is left to say of the network then.</summary>
public sealed class AdviceFixTests
{
    private const string Head = "using CnnGen;\n\n";

    [Theory]
    [InlineData("[Linear(20)]\n[Linear(10)]", "Insert ReLU behind Linear(20)", "[Linear(20), ReLU]\n[Linear(10)]")]
    [InlineData("[Linear(20), Linear(10)]", "Insert ReLU behind Linear(20)", "[Linear(20), ReLU, Linear(10)]")]
    [InlineData("[Linear(20), Dropout(0.5)]\n[Linear(10)]", "Insert ReLU behind Linear(20)", "[Linear(20), ReLU, Dropout(0.5)]\n[Linear(10)]")]
    [InlineData("[Linear(20)] // wide\n[Linear(10)] // classes", "Insert ReLU behind Linear(20)", "[Linear(20), ReLU] // wide\n[Linear(10)] // classes")]
    [InlineData("[Linear(\n    20, // wide\n    Bias = false)]\n[Linear(10)]", "Insert ReLU behind Linear", "[Linear(\n    20, // wide\n    Bias = false), ReLU]\n[Linear(10)]")]
    [InlineData("[Linear(20), // wide\n Linear(10)]", "Insert ReLU behind Linear(20)", "[Linear(20), ReLU, // wide\n Linear(10)]")]
    public async Task Activation_IsInserted(string before, string title, string after) => await FixAssert.FixesAsync(
        new InsertLayerFix(), $"{Head}[Input(100)]\n{before}\npartial class N;\n", title, $"{Head}[Input(100)]\n{after}\npartial class N;\n");

    [Fact]
    public async Task ActivationOfAQualifiedLayer_IsQualified() => await FixAssert.FixesAsync(
        new InsertLayerFix(),
        "[CnnGen.Input(100)]\n[CnnGen.Linear(20)]\n[CnnGen.Linear(10)]\npartial class N;\n",
        "Insert ReLU behind CnnGen.Linear(20)",
        "[CnnGen.Input(100)]\n[CnnGen.Linear(20), CnnGen.ReLU]\n[CnnGen.Linear(10)]\npartial class N;\n");

    /// <summary>A reader that names the first layer would pass the activation by; a name by default would be another layer's.</summary>
    [Theory]
    [InlineData("[Linear(20, Name = \"a\")]\n[Linear(10, From = \"a\")]")]
    [InlineData("[Linear(20), Linear(10), ReLU, Linear(10), Add(\"relu1\")]")]
    public async Task ActivationThatWouldChangeMore_IsNotOffered(string layers) =>
        Assert.Empty(await FixAssert.TitlesAsync(new InsertLayerFix(), $"{Head}[Input(100)]\n{layers}\npartial class N;\n"));

    [Theory]
    [InlineData("[Linear(10), Dropout(0.5)]", "Remove Dropout(0.5)", "[Linear(10)]")]
    [InlineData("[Linear(10)]\n[Dropout(0.5)] // against overfitting", "Remove Dropout(0.5)", "[Linear(10)]")]
    [InlineData("[Linear(10), Dropout(0.5), Softmax]", "Remove Dropout(0.5)", "[Linear(10), Softmax]")]
    [InlineData("[Linear(10),\n Dropout(\n     0.5)]", "Remove Dropout", "[Linear(10)]")]
    [InlineData("[Linear(10), // classes\n Dropout(0.5)]", "Remove Dropout(0.5)", "[Linear(10) // classes\n ]")]
    public async Task LastDropout_IsRemoved(string before, string title, string after) => await FixAssert.FixesAsync(
        new RemoveAttributeFix(), $"{Head}[Input(100)]\n{before}\npartial class N;\n", title, $"{Head}[Input(100)]\n{after}\npartial class N;\n");

    [Theory]
    [InlineData("[Dropout(0.5)]")]
    [InlineData("[Linear(10), Dropout(0.5), Softmax(From = \"dropout1\")]")]
    public async Task DropoutThatIsNeeded_IsNotRemoved(string layers) =>
        Assert.Empty(await FixAssert.TitlesAsync(new RemoveAttributeFix(), $"{Head}[Input(100)]\n{layers}\npartial class N;\n"));

    /// <summary>The network and the trainer are in two files: the trainer's is where it is clicked, the network's what changes.</summary>
    [Fact]
    public async Task Softmax_IsRemoved_InAnotherFile()
    {
        const string Trainer = """
            using CnnGen;

            public static class Training
            {
                public static double Step(Net net, float[] x, int[] labels)
                {
                    using Trainer<Net> trainer = new(net, new TrainerOptions { Loss = Loss.SoftmaxCrossEntropy });
                    return trainer.Step(x, labels);
                }
            }
            """;
        await FixAssert.FixesAsync(
            new RemoveAttributeFix(),
            [Head + "[Input(100)]\n[Linear(10), Softmax]\npublic partial class Net;\n", Trainer],
            "Remove Softmax",
            [Head + "[Input(100)]\n[Linear(10)]\npublic partial class Net;\n", Trainer]);
    }

    [Theory]
    [InlineData("ReLU(Name = \"a\")", "ReLU")]
    [InlineData("ReLU(Name = \"a\", Frozen = true)", "ReLU(Frozen = true)")]
    [InlineData("Dropout(0.5, Name = \"a\")", "Dropout(0.5)")]
    [InlineData("Dropout(\n    0.5,\n    Name = \"a\") // half", "Dropout(\n    0.5) // half")]
    public async Task UnusedName_IsRemoved(string before, string after) => await FixAssert.FixesAsync(
        new RemoveArgumentFix(),
        $"{Head}[Input(100)]\n[Linear(20), ReLU,\n {before}\n, Linear(10)]\npartial class N;\n",
        "Remove Name",
        $"{Head}[Input(100)]\n[Linear(20), ReLU,\n {after}\n, Linear(10)]\npartial class N;\n");

    [Theory]
    [InlineData("Conv(6, 3)", "Conv(6, 3, Bias = false)")]
    [InlineData("Conv(6, 3, Bias = true /* why */)", "Conv(6, 3, Bias = false /* why */)")]
    [InlineData("Linear(\n    20) // wide", "Linear(\n    20, Bias = false) // wide")]
    [InlineData("CnnGen.Linear(features: 20, Name = \"head\")", "CnnGen.Linear(features: 20, Name = \"head\", Bias = false)")]
    public async Task WastedBias_IsLeftOut(string before, string after) => await FixAssert.FixesAsync(
        new SetArgumentFix(),
        $"{Head}[Input(1, 12, 12)]\n[{before}\n, BatchNorm, ReLU]\npartial class N;\n",
        "Set Bias to false",
        $"{Head}[Input(1, 12, 12)]\n[{after}\n, BatchNorm, ReLU]\npartial class N;\n");

    [Fact]
    public async Task UnseenPadding_IsMadeSmaller() => await FixAssert.FixesAsync(
        new SetArgumentFix(),
        Head + "[Input(1, 12, 12)]\n[Conv(6, 4, Stride = 4, Pad = 1, Fit = Fit.Floor), ReLU]\npartial class N;\n",
        "Set Pad to 0",
        Head + "[Input(1, 12, 12)]\n[Conv(6, 4, Stride = 4, Pad = 0, Fit = Fit.Floor), ReLU]\npartial class N;\n");

    [Fact]
    public async Task DeadBranch_IsForTheUserToDecide() => Assert.Empty(await FixAssert.TitlesAsync(
        new RemoveAttributeFix(), Head + "[Input(100)]\n[Linear(20)]\n[Linear(10, From = Tensor.Input)]\npartial class N;\n"));
}
