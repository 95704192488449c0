using System.Threading.Tasks;
using CnnGen.CodeFixes;
using CnnGen.Tests;
using Xunit;

namespace CnnGen.Generator.Tests;

/// <summary>The same fix everywhere at once: two classes in one file and one in another.</summary>
public sealed class FixAllTests
{
    [Fact]
    public async Task NearestStrides() => await FixAssert.FixesAllAsync(
        new SetArgumentFix(),
        "Stride:0",
        Files("[Input(1, 7, 7)]\n[Conv(1, 3, Stride = 3)]", "[Input(1, 8, 8)]\n[Conv(1, 3, Stride = 4), ReLU]", "[Input(1, 9, 9)]\n[MaxPool(2)]"),
        Files("[Input(1, 7, 7)]\n[Conv(1, 3, Stride = 2)]", "[Input(1, 8, 8)]\n[Conv(1, 3, Stride = 5), ReLU]", "[Input(1, 9, 9)]\n[MaxPool(2, Stride = 1)]"));

    [Fact]
    public async Task RoundingDown() => await FixAssert.FixesAllAsync(
        new SetArgumentFix(),
        "Fit:0",
        Files("[Input(1, 7, 7)]\n[Conv(1, 3, Stride = 3)]", "[Input(1, 8, 8)]\n[MaxPool(3)]", "[Input(1, 9, 9)]\n[MaxPool(2), ReLU]"),
        Files("[Input(1, 7, 7)]\n[Conv(1, 3, Stride = 3, Fit = Fit.Floor)]", "[Input(1, 8, 8)]\n[MaxPool(3, Fit = Fit.Floor)]", "[Input(1, 9, 9)]\n[MaxPool(2, Fit = Fit.Floor), ReLU]"));

    [Fact]
    public async Task Activations() => await FixAssert.FixesAllAsync(
        new InsertLayerFix(),
        "@insert:0",
        Files("[Input(9)]\n[Linear(8), Linear(7), Linear(6)]", "[Input(9)]\n[Linear(8)]\n[Linear(7)]", "[Input(9)]\n[Linear(8)]\n[Dropout(0.5)]\n[Linear(7)]"),
        Files("[Input(9)]\n[Linear(8), ReLU, Linear(7), ReLU, Linear(6)]", "[Input(9)]\n[Linear(8), ReLU]\n[Linear(7)]", "[Input(9)]\n[Linear(8), ReLU]\n[Dropout(0.5)]\n[Linear(7)]"));

    [Fact]
    public async Task LastDropouts() => await FixAssert.FixesAllAsync(
        new RemoveAttributeFix(),
        nameof(RemoveAttributeFix),
        Files("[Input(9)]\n[Linear(8), Dropout(0.5)]", "[Input(9)]\n[Linear(8)]\n[Dropout(0.5)]", "[Input(9)]\n[Linear(8), Dropout(0.5), Softmax]"),
        Files("[Input(9)]\n[Linear(8)]", "[Input(9)]\n[Linear(8)]", "[Input(9)]\n[Linear(8), Softmax]"));

    [Fact]
    public async Task UnusedNames() => await FixAssert.FixesAllAsync(
        new RemoveArgumentFix(),
        $"{nameof(RemoveArgumentFix)}:Name",
        Files("[Input(9)]\n[Linear(8), ReLU(Name = \"a\"), Tanh(Name = \"b\"), Linear(2)]", "[Input(9)]\n[ReLU(Name = \"a\"), Linear(2)]", "[Input(9)]\n[Dropout(0.5, Name = \"a\"), Linear(3)]"),
        Files("[Input(9)]\n[Linear(8), ReLU, Tanh, Linear(2)]", "[Input(9)]\n[ReLU, Linear(2)]", "[Input(9)]\n[Dropout(0.5), Linear(3)]"));

    [Fact]
    public async Task NamesUsedTwice() => await FixAssert.FixesAllAsync(
        new SetArgumentFix(),
        "Name:0",
        Files("[Input(9)]\n[Linear(8, Name = \"a\"), ReLU, Linear(7, Name = \"a\"), ReLU, Linear(6, Name = \"a\")]", "[Input(9)]\n[Linear(8)]", "[Input(9)]\n[Linear(8)]"),
        Files("[Input(9)]\n[Linear(8, Name = \"a\"), ReLU, Linear(7, Name = \"a_2\"), ReLU, Linear(6, Name = \"a_3\")]", "[Input(9)]\n[Linear(8)]", "[Input(9)]\n[Linear(8)]"));

    [Fact]
    public async Task Partial() => await FixAssert.FixesAllAsync(
        new MakePartialFix(),
        nameof(MakePartialFix),
        ["using CnnGen;\nclass Outer\n{\n    [Input(9), Linear(8)]\n    class A;\n}\n\n[Input(9), Linear(8)]\nclass B;\n", "using CnnGen;\n[Input(9), Linear(8)]\nclass C;\n"],
        ["using CnnGen;\npartial class Outer\n{\n    [Input(9), Linear(8)]\n    partial class A;\n}\n\n[Input(9), Linear(8)]\npartial class B;\n", "using CnnGen;\n[Input(9), Linear(8)]\npartial class C;\n"]);

    [Fact]
    public async Task Inputs() => await FixAssert.FixesAllAsync(
        new AddInputFix(),
        "Input(1, 28, 28)",
        Files("[Linear(8)]", "[Conv(6, 5), ReLU]", "[MaxPool(2)]"),
        Files("[Input(1, 28, 28)]\n[Linear(8)]", "[Input(1, 28, 28)]\n[Conv(6, 5), ReLU]", "[Input(1, 28, 28)]\n[MaxPool(2)]"));

    private static string[] Files(string a, string b, string c) =>
        [$"using CnnGen;\n\n{a}\npartial class A;\n\n{b}\npartial class B;\n", $"using CnnGen;\n\n{c}\npartial class C;\n"];
}
