using System.Threading.Tasks;
using CnnGen.CodeFixes;
using CnnGen.Tests;
using Microsoft.CodeAnalysis.CodeFixes;
using Xunit;

namespace CnnGen.Generator.Tests;

/// <summary>What can be clicked, and that nothing is left to say of the network then.</summary>
public sealed class CodeFixTests
{
    private const string Head = "using CnnGen;\n\n";

    [Theory]
    [InlineData("[Input(1, 7, 7)]\n[Conv(1, 3, Stride = 3)]", "Set Stride to 2; Set Stride to 4; Set Stride to 1; Set Pad to 1; Set Fit to Fit.Floor")]
    [InlineData("[Input(1, 7, 7)]\n[MaxPool(2)]", "Set Stride to 1; Set PadBottom to 1 and PadRight to 1; Set Fit to Fit.Floor")]
    [InlineData("[Input(1, 6, 7, 8)]\n[Conv(1, 3, Stride = 3)]", "Set Stride to 1; Set PadBottom to 2 and PadRight to 1; Set Fit to Fit.Floor")]
    [InlineData("[Input(1, 7, 8)]\n[Conv(1, 3, StrideHeight = 3)]", "Set StrideHeight to 2; Set StrideHeight to 4; Set StrideHeight to 1; Set Pad to 1; Set Fit to Fit.Floor")]
    [InlineData("[Input(1, 7, 7)]\n[Conv(1, 9)]", "Set Pad to 1; Set kernel to 7; Set kernel to 6; Set kernel to 5")]
    [InlineData("[Input(6, 7, 7)]\n[Conv(12, 3, Groups = 4)]", "Set Groups to 3; Set Groups to 2; Set Groups to 6")]
    [InlineData("[Input(6, 7, 7)]\n[Conv(0, 3)]", "Set filters to 1")]
    [InlineData("[Input(6, 7, 7)]\n[ConvTranspose(3, 3, Stride = 2, OutputPad = 2)]", "Set OutputPad to 1")]
    [InlineData("[Input(6, 1, 7)]\n[ConvTranspose(3, 3, Pad = 2)]", "Set Pad to 1")]
    [InlineData("[Input(6, 8, 8)]\n[AvgPool(3, Pad = 2)]", "Set kernel to 4")]
    [InlineData("[Input(6, 8, 8)]\n[AvgPool(3, Pad = 2, Fit = Fit.Floor)]", "Set Pad to 1")]
    [InlineData("[Input(1, 9)]\n[MaxPool(2)]", "Set Stride to 1; Set PadRight to 1; Set Fit to Fit.Floor; Set kernel to 3")]
    [InlineData("[Input(1, 8, 7)]\n[Conv(1, 2, Stride = 2)]", "Set Stride to 1; Set PadRight to 1; Set Fit to Fit.Floor")]
    [InlineData("[Input(1, 9, 8)]\n[Conv(1, 2, StrideHeight = 2, PadBottom = 0)]", "Set StrideHeight to 1; Set Pad to 1; Set Fit to Fit.Floor")]
    public async Task EveryValueThatFits_IsOffered(string layers, string titles) => Assert.Equal(
        titles.Split("; "), await FixAssert.TitlesAsync(new SetArgumentFix(), $"{Head}{layers}\npartial class N;\n"));

    [Theory]
    [InlineData("[Input(1, 7, 7)]\n[Conv(1, 3, Stride = 3)]")]
    [InlineData("[Input(1, 7, 7)]\n[MaxPool(2)]")]
    [InlineData("[Input(1, 7, 8)]\n[Conv(1, 3, StrideHeight = 3)]")]
    [InlineData("[Input(1, 7, 8)]\n[Conv(1, 3, Stride = 3)]")]
    [InlineData("[Input(1, 30, 31)]\n[Conv(1, 4, Stride = 4)]")]
    [InlineData("[Input(1, 9)]\n[AvgPool(4)]")]
    [InlineData("[Input(1, 7, 7)]\n[Conv(1, 9)]")]
    [InlineData("[Input(1, 7, 7)]\n[Conv(1, 9, Stride = 2)]")]
    [InlineData("[Input(1, 7, 7)]\n[Conv(1, 3, Dilation = 4)]")]
    [InlineData("[Input(1, 7, 7)]\n[MaxPool(9)]")]
    [InlineData("[Input(6, 7, 7)]\n[Conv(12, 3, Groups = 4)]")]
    [InlineData("[Input(3, 8, 8)]\n[Conv(1, 3, Pad = 1, Padding = Padding.Same)]")]
    [InlineData("[Input(3, 8, 8)]\n[Conv(1, 3, PadHeight = 1, PadWidth = 1, Padding = Padding.Same)]")]
    [InlineData("[Input(1, 7, 7)]\n[Conv(1, 9, Padding = Padding.Valid)]")]
    [InlineData("[Input(1, 7, 7)]\n[Conv(1, 3, Stride = 3, Padding = Padding.Valid)]")]
    [InlineData("[Input(1, 8, 9)]\n[MaxPool(2)]")]
    [InlineData("[Input(1, 9, 8)]\n[MaxPool(2)]")]
    [InlineData("[Input(1, 7, 8, 8)]\n[AvgPool(2)]")]
    [InlineData("[Input(1, 6, 7)]\n[Conv(1, 3, Stride = 3, PadLeft = 1)]")]
    [InlineData("[Input(1, 3, 9)]\n[Conv(1, 5, PadBottom = 1)]")]
    [InlineData("[Input(3, 8, 8)]\n[Conv(1, 3, PadLeft = 1, Padding = Padding.Same)]")]
    [InlineData("[Input(6, 9, 9)]\n[MaxPool(3, PadRight = 2)]")]
    [InlineData("[Input(3, 3, 8)]\n[Conv(1, 3, Pad = 3, PadMode = PadMode.Reflect)]")]
    [InlineData("[Input(3, 3, 8)]\n[DepthwiseConv(3, PadTop = 4, PadMode = PadMode.Circular)]")]
    [InlineData("[Input(3, 2, 9)]\n[Conv(1, 5, Padding = Padding.Same, PadMode = PadMode.Reflect)]")]
    [InlineData("[Input(6, 7, 7)]\n[Conv(0, 3)]")]
    [InlineData("[Input(6, 7, 7)]\n[Conv(3, 0)]")]
    [InlineData("[Input(6, 7, 7)]\n[Conv(3, 3, Pad = -1)]")]
    [InlineData("[Input(6, 7, 7)]\n[Conv(3, 3, Fit = Fit.Ceil)]")]
    [InlineData("[Input(6, 7, 7)]\n[MaxPool(3, Stride = 2, Pad = 2)]")]
    [InlineData("[Input(6, 8, 8)]\n[AvgPool(3, Pad = 2)]")]
    [InlineData("[Input(6, 8, 13)]\n[AvgPool(3, PadWidth = 2, Fit = Fit.Floor)]")]
    [InlineData("[Input(6, 9, 9)]\n[MaxPool(2, Pad = 5)]")]
    [InlineData("[Input(6)]\n[Dropout(1.5), Linear(3)]")]
    [InlineData("[Input(6, 7, 7)]\n[BatchNorm(Epsilon = 0)]")]
    [InlineData("[Input(6, 7, 7)]\n[BatchNorm(Momentum = double.NaN, Affine = false)]")]
    [InlineData("[Input(6)]\n[Linear(0)]")]
    [InlineData("[Input(6)]\n[LeakyReLU(double.NaN), Linear(3)]")]
    [InlineData("[Input(6)]\n[ELU(-1), Linear(3)]")]
    [InlineData("[Input(6)]\n[HardTanh(double.NegativeInfinity), Linear(3)]")]
    [InlineData("[Input(6)]\n[Softplus(Beta = 0), Linear(3)]")]
    [InlineData("[Input(6)]\n[Linear(6, Name = \"a\"), ReLU, Linear(3, Name = \"a\")]")]
    [InlineData("[Input(6)]\n[Linear(6, Name = \"fc2\"), ReLU, Linear(3)]")]
    [InlineData("[Input(3, 8, 8)]\n[Conv(3, 3, Pad = 1), ReLU(Name = \"skip\"), Conv(3, 3, Pad = 1), Add(\"skp\")]")]
    [InlineData("[Input(3, 8, 8)]\n[Conv(3, 3, Pad = 1), ReLU(Name = \"skip\"), Conv(3, 3, Pad = 1), Add(new[] { \"Skip\" })]")]
    [InlineData("[Input(3, 8, 8)]\n[Conv(3, 3, Pad = 1), ReLU(Name = \"skip\"), MaxPool(2), Conv(3, 3, From = \"skipp\"), Add(\"conv1\")]", true)]
    [InlineData("[Input(3, 8, 8)]\n[Conv(16, 3), ReLU(Name = \"skip\"), Conv(32, 3, Pad = 1), Dropout(0.5), Add(\"skip\")]")]
    [InlineData("[Input(10)]\n[Linear(5), ReLU(Name = \"a\"), Linear(8), Add(\"a\")]")]
    [InlineData("[Input(10)]\n[Budget(Parameters = 10)]\n[Linear(5)]")]
    [InlineData("[Input(10)]\n[Budget(Parameters = 55, MultiplyAdds = 49)]\n[Linear(5)]")]
    public async Task EachValue_Mends(string layers, bool others = false) =>
        Assert.NotEqual(0, await FixAssert.EachMendsAsync(new SetArgumentFix(), $"{Head}{layers}\npartial class N;\n", others));

    [Theory]
    [InlineData("[Input(4, 101)]\n[Conv(8, 5, StrideHeight = 7)]")]
    [InlineData("[Input(4, 100)]\n[Conv(8, 5, PadHeight = 3, Pad = 2), ReLU, MaxPool(2)]")]
    [InlineData("[Input(4, 10, 10)]\n[Conv(8, 5, StrideDepth = 7)]")]
    [InlineData("[Input(4, 10)]\n[Conv(8, 5, PadTop = 2)]")]
    public async Task ANumberOfAnAxisThatTheInputDoesNotHave_IsRemoved(string layers) =>
        Assert.Equal(1, await FixAssert.EachMendsAsync(new RemoveArgumentFix(), $"{Head}{layers}\npartial class N;\n", false));

    /// <summary>One attribute a list, several in one, over several lines: what is changed is the value, nothing around it.</summary>
    [Theory]
    [InlineData("[Conv(1, 3, Stride = 3)]", "Set Stride to 2", "[Conv(1, 3, Stride = 2)]")]
    [InlineData("[Conv(1, 3, Stride = /* why */ 3 /* not */)]", "Set Stride to 2", "[Conv(1, 3, Stride = /* why */ 2 /* not */)]")]
    [InlineData("[Conv(1, 3, Stride = 3)]", "Set Pad to 1", "[Conv(1, 3, Stride = 3, Pad = 1)]")]
    [InlineData("[Conv(1, 3, Stride = 3, Pad = 0), ReLU]", "Set Pad to 1", "[Conv(1, 3, Stride = 3, Pad = 1), ReLU]")]
    [InlineData("[ReLU, Conv(1, 3, Stride = 3), ReLU]", "Set Fit to Fit.Floor", "[ReLU, Conv(1, 3, Stride = 3, Fit = Fit.Floor), ReLU]")]
    [InlineData("[MaxPool(2)]", "Set Stride to 1", "[MaxPool(2, Stride = 1)]")]
    [InlineData("[MaxPool(2)]", "Set PadBottom to 1 and PadRight to 1", "[MaxPool(2, PadBottom = 1, PadRight = 1)]")]
    [InlineData("[MaxPool(2, PadRight = 0)]", "Set PadBottom to 1 and PadRight to 1", "[MaxPool(2, PadRight = 1, PadBottom = 1)]")]
    [InlineData("[MaxPool(kernel: 2)]", "Set Stride to 1", "[MaxPool(kernel: 2, Stride = 1)]")]
    [InlineData(
        "[Conv(\n    1,           // filters\n    3,           // kernel\n    Stride = 3)] // stride\n[ReLU]",
        "Set Stride to 2",
        "[Conv(\n    1,           // filters\n    3,           // kernel\n    Stride = 2)] // stride\n[ReLU]")]
    [InlineData("[Conv(\n    1,\n    3, // kernel\n    Stride = 3 // stride\n)]", "Set Pad to 1", "[Conv(\n    1,\n    3, // kernel\n    Stride = 3, Pad = 1 // stride\n)]")]
    [InlineData("[Conv(kernel: 9, filters: 1)]", "Set kernel to 7", "[Conv(kernel: 7, filters: 1)]")]
    [InlineData("[Conv(1, 9)]", "Set Pad to 1", "[Conv(1, 9, Pad = 1)]")]
    [InlineData("[Conv(6, 3, Groups = 2)]", "Set Groups to 1", "[Conv(6, 3, Groups = 1)]")]
    public async Task Value_IsChangedWhereItStands(string layer, string title, string mended) => await FixAssert.FixesAsync(
        new SetArgumentFix(), $"{Head}[Input(1, 7, 7)]\n{layer}\npartial class N;\n", title, $"{Head}[Input(1, 7, 7)]\n{mended}\npartial class N;\n");

    /// <summary>The sizes are moved as they are written, and that comes first in the menu.</summary>
    [Theory]
    [InlineData("[Input(28, 28, 1)]\n[Conv(6, 5)]", "Change to Input(1, 28, 28)", "[Input(1, 28, 28)]\n[Conv(6, 5)]")]
    [InlineData("[CnnGen.Input(32, 24, 3 /* colours */)] // a frame\n[ReLU, MaxPool(4)]", "Change to CnnGen.Input(3, 32, 24)", "[CnnGen.Input(3, 32, 24 /* colours */)] // a frame\n[ReLU, MaxPool(4)]")]
    [InlineData("[Input(width: 1, height: 30, channels: 28)]\n[Conv(6, 5)]", "Change to Input(1, 28, 30)", "[Input(width: 30, height: 28, channels: 1)]\n[Conv(6, 5)]")]
    [InlineData("[Input(28, width: 1, height: 30)]\n[Conv(6, 5)]", "Change to Input(1, 28, 30)", "[Input(1, width: 30, height: 28)]\n[Conv(6, 5)]")]
    [InlineData("[Input(sizeof(long) * 4, 16 * 2, 3)]\n[Conv(6, 5)]", "Change to Input(3, sizeof(long) * 4, 16 * 2)", "[Input(3, sizeof(long) * 4, 16 * 2)]\n[Conv(6, 5)]")]
    [InlineData("[Input(16, 30, 32, 3)]\n[Conv(6, 5)]", "Change to Input(3, 16, 30, 32)", "[Input(3, 16, 30, 32)]\n[Conv(6, 5)]")]
    public async Task ChannelsAtTheEnd_AreMovedToTheFront(string before, string title, string after)
    {
        Assert.Equal(title, (await FixAssert.TitlesAsync(new SetArgumentFix(), $"{Head}{before}\npartial class N;\n"))[0]);
        await FixAssert.FixesAsync(new SetArgumentFix(), $"{Head}{before}\npartial class N;\n", title, $"{Head}{after}\npartial class N;\n");
    }

    [Fact]
    public async Task Filters_AreChangedOnTheOtherBranch()
    {
        const string Before = Head + """
            [Input(3, 8, 8)]
            [Conv(16, 3, Pad = 1), ReLU(Name = "skip")]
            [Conv(
                filters: 32, // as many as there are classes
                kernel: 3, Pad = 1)]
            [Add("skip")]
            partial class N;
            """;
        await FixAssert.FixesAsync(
            new SetArgumentFix(), Before, "Set filters to 16 in Conv", Before.Replace("filters: 32", "filters: 16"));
        await FixAssert.FixesAsync(
            new SetArgumentFix(), Before, "Set filters to 32 in Conv(16, 3, Pad = 1)", Before.Replace("Conv(16", "Conv(32"));
    }

    /// <summary>The convolution of a residual network's shortcut: with a stride an axis, with names that are free, on whichever branch is larger.</summary>
    [Theory]
    [InlineData(
        "[Input(16, 32, 32), Network(Fit = Fit.Floor)]\n[ReLU(Name = \"in\")]\n[Conv(32, 3, Stride = 2, Pad = 1), ReLU, Conv(32, 3, Pad = 1, Bias = false), BatchNorm]\n[Add(\"in\"), ReLU]",
        "Insert Conv(32, 1, Stride = 2, From = \"in\") in front of Add(\"in\")",
        "Add(\"in\")", "Conv(32, 1, Stride = 2, From = \"in\"), Add(\"bn1\")")]
    [InlineData(
        "[Input(16, 32, 32)]\n[Conv(32, 4, Stride = 2, Pad = 1), ReLU, Conv(32, 3, Pad = 1, Name = \"main\"), Add(/* the skip */ Tensor.Input), ReLU]",
        "Insert Conv(32, 1, Stride = 2, From = Tensor.Input, Fit = Fit.Floor) in front of Add(/* the skip */ Tensor.Input)",
        "Add(/* the skip */ Tensor.Input)", "Conv(32, 1, Stride = 2, From = Tensor.Input, Fit = Fit.Floor), Add(/* the skip */ \"main\")")]
    [InlineData(
        "[Input(16, 33, 33)]\n[Conv(32, 3, Stride = 2, Pad = 1), ReLU, Conv(32, 3, Pad = 1), Add(Tensor.Input), ReLU]",
        "Insert Conv(32, 1, Stride = 2, From = Tensor.Input) in front of Add(Tensor.Input)",
        "Add(Tensor.Input)", "Conv(32, 1, Stride = 2, From = Tensor.Input), Add(\"conv2\")")]
    [InlineData(
        "[Input(16, 32, 33)]\n[Conv(32, 3, PadHeight = 1, StrideWidth = 2, PadWidth = 1), ReLU, Add(Tensor.Input), ReLU]",
        "Insert Conv(32, 1, StrideWidth = 2, From = Tensor.Input) in front of Add(Tensor.Input)",
        "Add(Tensor.Input)", "Conv(32, 1, StrideWidth = 2, From = Tensor.Input), Add(\"relu1\")")]
    [InlineData(
        "[Input(16, 9, 33, 32)]\n[MaxPool(3, StrideDepth = 2, PadDepth = 1, StrideHeight = 4, PadHeight = 1, Stride = 1, PadWidth = 1), Add(Tensor.Input), ReLU]",
        "Insert Conv(16, 1, StrideDepth = 2, StrideHeight = 4, From = Tensor.Input) in front of Add(Tensor.Input)",
        "Add(Tensor.Input)", "Conv(16, 1, StrideDepth = 2, StrideHeight = 4, From = Tensor.Input), Add(\"pool1\")")]
    [InlineData(
        "[Input(4, 33)]\n[Conv(8, 3, Stride = 2, Pad = 1), ReLU, Add(Tensor.Input), ReLU]",
        "Insert Conv(8, 1, Stride = 2, From = Tensor.Input) in front of Add(Tensor.Input)",
        "Add(Tensor.Input)", "Conv(8, 1, Stride = 2, From = Tensor.Input), Add(\"relu1\")")]
    [InlineData(
        "[Input(16, 8, 8)]\n[Conv(32, 3, Pad = 1), ReLU, Add(Tensor.Input), ReLU]",
        "Insert Conv(32, 1, From = Tensor.Input) in front of Add(Tensor.Input)",
        "Add(Tensor.Input)", "Conv(32, 1, From = Tensor.Input), Add(\"relu1\")")]
    [InlineData(
        "[Input(16, 33, 33)]\n[Conv(32, 3, Stride = 2, Pad = 1), ReLU, Conv(32, 3, Pad = 1, Name = \"shortcut\"), Conv(8, 1, From = Tensor.Input), ReLU, Concat(Tensor.Input), ReLU(Name = \"wide\"), Add(Tensor.Input, From = \"shortcut\"), ReLU(Name = \"narrow\"), Conv(32, 1, Stride = 2, From = \"wide\"), Add(\"narrow\"), ReLU]",
        "Insert Conv(32, 1, Stride = 2, From = Tensor.Input, Name = \"shortcut_2\") in front of Add(Tensor.Input, From = \"shortcut\")",
        "Add(Tensor.Input, From", "Conv(32, 1, Stride = 2, From = Tensor.Input, Name = \"shortcut_2\"), Add(\"shortcut_2\", From")]
    [InlineData(
        "[Input(16, 33, 33)]\n[Conv(32, 3, Stride = 2, Pad = 1), ReLU(Name = \"small\"), ReLU(From = Tensor.Input), Add(\"small\"), ReLU]",
        "Insert Conv(32, 1, Stride = 2) in front of Add(\"small\")",
        "Add(\"small\")", "Conv(32, 1, Stride = 2), Add(\"small\")")]
    [InlineData(
        "[CnnGen.Input(16, 32, 32)]\n[CnnGen.MaxPool(2), CnnGen.Add(CnnGen.Tensor.Input), CnnGen.ReLU]",
        "Insert Conv(16, 1, Stride = 2, From = Tensor.Input, Fit = Fit.Floor) in front of CnnGen.Add(CnnGen.Tensor.Input)",
        "CnnGen.Add(CnnGen.Tensor.Input)", "CnnGen.Conv(16, 1, Stride = 2, From = CnnGen.Tensor.Input, Fit = CnnGen.Fit.Floor), CnnGen.Add(\"pool1\")")]
    public async Task Shortcut_IsInserted(string layers, string title, string before, string after)
    {
        string source = $"{(layers.Contains("CnnGen", System.StringComparison.Ordinal) ? "" : Head)}{layers}\npartial class N;\n";
        await FixAssert.FixesAsync(new InsertShortcutFix(), source, title, source.Replace(before, after));
    }

    /// <summary>Sizes without a whole factor, a join along channels, vectors, and names that a layer more would give to another layer.</summary>
    [Theory]
    [InlineData("[Input(16, 32, 32)]\n[Conv(32, 3), ReLU, Add(Tensor.Input), ReLU]")]
    [InlineData("[Input(16, 32, 33)]\n[Conv(32, 3, Stride = 2, PadWidth = 1, Fit = Fit.Floor), ReLU, Add(Tensor.Input), ReLU]")]
    [InlineData("[Input(16, 32, 32)]\n[MaxPool(8), Add(Tensor.Input), ReLU]")]
    [InlineData("[Input(16, 32, 33)]\n[Conv(16, 1, StrideWidth = 2), ReLU(Name = \"narrow\"), Conv(16, 2, StrideHeight = 2, PadWidth = 1, KernelWidth = 3, From = Tensor.Input), Add(\"narrow\"), ReLU]")]
    [InlineData("[Input(16, 32, 32)]\n[MaxPool(2), Concat(Tensor.Input), ReLU]")]
    [InlineData("[Input(16)]\n[Linear(8), ReLU, Add(Tensor.Input), ReLU]")]
    [InlineData("[Input(16, 32, 32)]\n[MaxPool(2), Add(Tensor.Input), ReLU, Conv(16, 3, Pad = 1), Tanh, Add(\"conv1\")]")]
    [InlineData("[Input(16, 32, 32)]\n[MaxPool(2), Add(Tensor.Input), ReLU(Name = \"conv1\")]")]
    public async Task Shortcut_IsNotOffered_WhereItIsNone(string layers) => Assert.Empty(
        await FixAssert.TitlesAsync(new InsertShortcutFix(), $"{Head}{layers}\npartial class N;\n"));

    [Theory]
    [InlineData("[Input(16, 32, 32)]\n[MaxPool(2), Add(Tensor.Input), ReLU]", "; Conv(16, 1, Stride = 2, From = Tensor.Input, Fit = Fit.Floor) in front of it mends it")]
    [InlineData("[Input(16, 33, 33)]\n[Conv(16, 3, Stride = 2, Pad = 1), ReLU, Add(Tensor.Input)]", "; Stride = 1 of conv1 mends it, and so does Conv(16, 1, Stride = 2, From = Tensor.Input) in front of it")]
    public void Shortcut_IsSaid(string layers, string end) =>
        Assert.EndsWith(end, Assert.Single(GeneratorRun.Of(layers + " partial class N;").Result.Diagnostics).GetMessage(null), System.StringComparison.Ordinal);

    /// <summary>On the layer that lacks it, which the error does not stand on.</summary>
    [Fact]
    public async Task ForgottenPadding_IsAdded() => await FixAssert.FixesAsync(
        new SetArgumentFix(),
        Head + "[Input(8, 16, 16)]\n[Conv(8, 3), ReLU] // the first\n[Conv(8, 3, Pad = 1), Add(Tensor.Input), ReLU]\npartial class N;\n",
        "Set Pad to 1 in Conv(8, 3)",
        Head + "[Input(8, 16, 16)]\n[Conv(8, 3, Pad = 1), ReLU] // the first\n[Conv(8, 3, Pad = 1), Add(Tensor.Input), ReLU]\npartial class N;\n");

    [Fact]
    public async Task ForgottenStride_ComesFirst()
    {
        const string Before = Head + "[Input(8, 15, 15)]\n[Conv(16, 3, Stride = 2, Pad = 1), ReLU, Conv(16, 3, Pad = 1)]\n[Conv(16, 1, From = Tensor.Input)]\n[Add(\"conv2\"), ReLU]\npartial class N;\n";
        Assert.Equal(
            ["Set Stride to 2 in Conv(16, 1, From = Tensor.Input)", "Set Stride to 1 in Conv(16, 3, Stride = 2, Pad = 1)"],
            await FixAssert.TitlesAsync(new SetArgumentFix(), Before));
        await FixAssert.FixesAsync(
            new SetArgumentFix(), Before, "Set Stride to 2 in Conv(16, 1, From = Tensor.Input)", Before.Replace("From = Tensor.Input", "From = Tensor.Input, Stride = 2"));
    }

    /// <summary>A layer without parameters needs no name, unless another's default name would be taken for it.</summary>
    [Theory]
    [InlineData("[Conv(3, 3, Pad = 1), ReLU(Name = \"a\"), Tanh(Name = \"a\"), Add(\"a\")]", "Remove Name; Set Name to \"a_2\"")]
    [InlineData("[ReLU(Name = \"a\"), Add(\"a\", Name = \"a\"), Tanh(Name = \"a\")]", "Remove Name; Set Name to \"a_2\"")]
    [InlineData("[ReLU(Name = \"relu2\"), ReLU]", "Remove Name; Set Name to \"relu2_2\"")]
    [InlineData("[ReLU(Name = \"relu2\"), ReLU, Tanh, Add(\"relu2\")]", "Set Name to \"relu2_2\"")]
    [InlineData("[Conv(3, 1, Name = \"a\"), Conv(3, 1, Name = \"a\")]", "Set Name to \"a_2\"")]
    [InlineData("[ReLU(Name = \"a\"), Tanh(Name = \"sigmoid1\"), ReLU(Name = \"tanh1\"), Tanh(Name = \"a\"), Sigmoid(Name = \"tanh2\")]", "Set Name to \"a_2\"")]
    public async Task NameUsedTwice_IsRemovedFirst(string layers, string titles) => Assert.Equal(
        titles.Split("; "), await FixAssert.TitlesAsync(new SetArgumentFix(), $"{Head}[Input(3, 8, 8)]\n{layers}\npartial class N;\n"));

    [Fact]
    public async Task NameUsedTwice_IsRemoved() => await FixAssert.FixesAsync(
        new SetArgumentFix(),
        Head + "[Input(3, 8, 8)]\n[Conv(3, 3, Pad = 1), ReLU(Name = \"a\"), Conv(3, 3, Pad = 1), Tanh(Name = \"a\"), Add(\"a\")]\npartial class N;\n",
        "Remove Name",
        Head + "[Input(3, 8, 8)]\n[Conv(3, 3, Pad = 1), ReLU(Name = \"a\"), Conv(3, 3, Pad = 1), Tanh, Add(\"a\")]\npartial class N;\n");

    [Fact]
    public async Task Budget_IsSetToTheNeed() => await FixAssert.FixesAsync(
        new SetArgumentFix(),
        Head + "[Input(100)]\n[Budget(Parameters = 1_000 /* 1 k */)]\n[Linear(100)]\npartial class N;\n",
        "Set Parameters to 10_100",
        Head + "[Input(100)]\n[Budget(Parameters = 10_100 /* 1 k */)]\n[Linear(100)]\npartial class N;\n");

    [Fact]
    public async Task MisspeltName_IsPutRight() => await FixAssert.FixesAsync(
        new SetArgumentFix(),
        Head + "[Input(3, 8, 8)]\n[Conv(3, 3, Pad = 1), ReLU(Name = \"shortcut\")]\n[Conv(3, 3, Pad = 1), Add(/* the skip */ \"shortcat\")]\npartial class N;\n",
        "Change to \"shortcut\"",
        Head + "[Input(3, 8, 8)]\n[Conv(3, 3, Pad = 1), ReLU(Name = \"shortcut\")]\n[Conv(3, 3, Pad = 1), Add(/* the skip */ \"shortcut\")]\npartial class N;\n");

    [Theory]
    [InlineData("using CnnGen;\n\n[Input(3, 8, 8)]\n[Conv(3, 3, Pad = 1), ReLU, Add({0}), ReLU]\npartial class N;\n", "Tensor.Input")]
    [InlineData("using CnnGen;\n\n[Input(3, 8, 8)]\n[Conv(3, 3, Pad = 1), ReLU, Conv(3, 3, Pad = 1, From = {0}), Add(\"relu1\")]\npartial class N;\n", "Tensor.Input")]
    [InlineData("using CnnGen;\n\nclass Tensor;\n\n[Input(3, 8, 8)]\n[Conv(3, 3, Pad = 1), ReLU, Add({0}), ReLU]\npartial class N;\n", "CnnGen.Tensor.Input")]
    [InlineData("using CnnGen;\nusing Other;\n\n[Input(3, 8, 8)]\n[Conv(3, 3, Pad = 1), ReLU, Add({0}), ReLU]\npartial class N;\n\nnamespace Other\n{\n    public class Tensor;\n}\n", "CnnGen.Tensor.Input")]
    public async Task InputsName_BecomesTensorInput(string source, string input) => await FixAssert.FixesAsync(
        new SetArgumentFix(), source.Replace("{0}", "\"input\""), "Change to Tensor.Input", source.Replace("{0}", input));

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

    [Theory]
    [InlineData("[Conv(6, 5), ReLU, MaxPool(2)]\n[Conv(16, 5), ReLU, MaxPool(2)]\n[MaxPool(5)]", "Add [Input(3, 32, 32)]")]
    [InlineData("[Linear(120), ReLU, Linear(10)]", "Add [Input(1, 28, 28)]; Add [Input(3, 32, 32)]; Add [Input(3, 224, 224)]")]
    public async Task InputsThatFit_AreOffered(string layers, string titles) => Assert.Equal(
        titles.Split("; "), await FixAssert.TitlesAsync(new AddInputFix(), $"{Head}{layers}\npartial class N;\n"));

    [Theory]
    [InlineData("[Linear(10)]\npartial class N;\n", "[Input(1, 28, 28)]\n[Linear(10)]\npartial class N;\n")]
    [InlineData("/// <summary>A net.</summary>\n[Linear(10)] // ten\npartial class N;\n", "/// <summary>A net.</summary>\n[Input(1, 28, 28)]\n[Linear(10)] // ten\npartial class N;\n")]
    [InlineData("class Outer\n{\n    [Linear(10)]\n    partial class N;\n}\n", "class Outer\n{\n    [Input(1, 28, 28)]\n    [Linear(10)]\n    partial class N;\n}\n", "class Outer", "partial class Outer")]
    public async Task Input_IsAdded(string before, string after, string from = "", string to = "") => await FixAssert.FixesAsync(
        new AddInputFix(),
        Head + (from.Length == 0 ? before : before.Replace(from, to)),
        "Add [Input(1, 28, 28)]",
        Head + (from.Length == 0 ? after : after.Replace(from, to)));

    [Fact]
    public async Task InputOfAQualifiedLayer_IsQualified() => await FixAssert.FixesAsync(
        new AddInputFix(), "[CnnGen.Linear(10)]\npartial class N;\n", "Add [Input(1, 28, 28)]", "[CnnGen.Input(1, 28, 28)]\n[CnnGen.Linear(10)]\npartial class N;\n");

    [Theory]
    [InlineData("[CnnGen.Input(1, 7, 7)]\n[CnnGen.Conv(1, 3)]\npartial class N;\n")]
    [InlineData("using I = CnnGen.InputAttribute;\nusing C = CnnGen.ConvAttribute;\n\n[I(1, 7, 7)]\n[C(1, 3)]\npartial class N;\n")]
    [InlineData("using CnnGen;\n\nnamespace A\n{\n    class Fit;\n\n    [Input(1, 7, 7)]\n    [Conv(1, 3)]\n    partial class N;\n}\n")]
    public async Task FitThatIsNotInScope_IsQualified(string source) => await FixAssert.FixesAsync(
        new SetArgumentFix(),
        source.Replace("(1, 3)", "(1, 3, Stride = 3)"),
        "Set Fit to Fit.Floor",
        source.Replace("(1, 3)", "(1, 3, Stride = 3, Fit = CnnGen.Fit.Floor)"));

    [Theory]
    [InlineData("[Input(8), Input(9), Linear(2)]", "Remove Input(9)", "[Input(8), Linear(2)]")]
    [InlineData("[Input(8)]\n[Input(9)] // the new one\n[Linear(2)]", "Remove Input(9)", "[Input(8)]\n[Linear(2)]")]
    public async Task SecondInput_IsRemoved(string before, string title, string after) => await FixAssert.FixesAsync(
        new RemoveAttributeFix(), $"{Head}{before}\npartial class N;\n", title, $"{Head}{after}\npartial class N;\n");

    [Fact]
    public async Task LineEndings_StayAsTheyAre()
    {
        await FixAssert.FixesAsync(
            new AddInputFix(),
            "using CnnGen;\r\n\r\n\t[Linear(10)]\r\n\tpartial class N;\r\n",
            "Add [Input(1, 28, 28)]",
            "using CnnGen;\r\n\r\n\t[Input(1, 28, 28)]\r\n\t[Linear(10)]\r\n\tpartial class N;\r\n");
        await FixAssert.FixesAsync(
            new RemoveAttributeFix(),
            "using CnnGen;\r\n\r\n[Input(8)]\r\n[Input(9)] // the new one\r\n[Linear(2)]\r\npartial class N;\r\n",
            "Remove Input(9)",
            "using CnnGen;\r\n\r\n[Input(8)]\r\n[Linear(2)]\r\npartial class N;\r\n");
    }

    /// <summary>What no number mends is for the user to decide.</summary>
    [Theory]
    [InlineData("[Input(1, 8, 8)]\n[Conv(1, 3, Stride = 2, Pad = -1)]\npartial class N;\n")]
    [InlineData("[Input(8)]\n[Conv(3, 3)]\npartial class N;\n")]
    [InlineData("[Input(8)]\n[Linear(8), Add(\"relu1\"), ReLU]\npartial class N;\n")]
    [InlineData("[Input(8)]\n[Linear(8), Add(\"somewhere\")]\npartial class N;\n")]
    [InlineData("[Input(8)]\n[Linear(8)]\nstatic partial class N;\n")]
    [InlineData("[Input(8)]\n[Linear(8)]\npartial class N\n{\n    public int Info => 1;\n}\n")]
    [InlineData("[Input(3, 8, 8)]\n[Conv(16, 3, Name = \"skip\"), ReLU, Conv(16, 2), Add(\"skip\")]\npartial class N;\n")]
    [InlineData("[Input(8)]\n[Linear(8)]\npartial class N;\n\n[Input(9)]\n[Linear(8)]\npartial class N;\n")]
    public async Task NothingElse_IsOffered(string source)
    {
        foreach (CodeFixProvider provider in new CodeFixProvider[] { new SetArgumentFix(), new MakePartialFix(), new AddInputFix(), new RemoveAttributeFix(), new RemoveArgumentFix(), new InsertLayerFix(), new InsertShortcutFix() })
        {
            Assert.Empty(await FixAssert.TitlesAsync(provider, Head + source));
        }
    }
}
