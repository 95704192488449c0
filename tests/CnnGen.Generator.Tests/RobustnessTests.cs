using System;
using CnnGen.Tests;
using Xunit;

namespace CnnGen.Generator.Tests;

/// <summary>Whatever is typed, the generator does not throw, nor does the advice.</summary>
public sealed class RobustnessTests
{
    private const string Head = "using CnnGen; ";

    /// <summary>What stands in an editor between two keystrokes; the compiler complains, the generator does not.</summary>
    [Theory]
    [InlineData("[Input(] partial class N;")]
    [InlineData("[Input()] partial class N;")]
    [InlineData("[Input] partial class N;")]
    [InlineData("[Input(1, )] [Conv(2, 3)] partial class N;")]
    [InlineData("[Input(1, 2, 3, 4, 5)] [ReLU] partial class N;")]
    [InlineData("[Input(\"a\")] [ReLU] partial class N;")]
    [InlineData("[Input(nope, 8, 8)] [ReLU] partial class N;")]
    [InlineData("[Input(1, 8, 8)] [Conv] partial class N;")]
    [InlineData("[Input(1, 8, 8)] [Conv(] partial class N;")]
    [InlineData("[Input(1, 8, 8)] [Conv()] partial class N;")]
    [InlineData("[Input(1, 8, 8)] [Conv(8, )] partial class N;")]
    [InlineData("[Input(1, 8, 8)] [Conv(\"x\", 3)] partial class N;")]
    [InlineData("[Input(1, 8, 8)] [Conv(8, nope)] partial class N;")]
    [InlineData("[Input(1, 8, 8)] [Conv(8, 3, Stride = )] partial class N;")]
    [InlineData("[Input(1, 8, 8)] [Conv(8, 3, Stride = nope)] partial class N;")]
    [InlineData("[Input(1, 8, 8)] [Conv(8, 3, Stride = \"2\")] partial class N;")]
    [InlineData("[Input(1, 8, 8)] [Conv(8, 3, Strid = 2)] partial class N;")]
    [InlineData("[Input(1, 8, 8)] [Conv(8, 3, Stride = 2, Stride = 3, Fit = Fit.Floor)] partial class N;")]
    [InlineData("[Input(1, 8, 8)] [Conv(8, 3, Fit = Fit.)] partial class N;")]
    [InlineData("[Input(1, 8, 8)] [Conv(8, 3, 1)] partial class N;")]
    [InlineData("[Input(1, 8, 8)] [Conv(kernel: 3, kernel: 3)] partial class N;")]
    [InlineData("[Input(1, 8, 8)] [Con(8, 3)] partial class N;")]
    [InlineData("[Input(1, 8, 8)] [Conv(8, 3] partial class N;")]
    [InlineData("[Input(1, 8, 8)] [Conv(8, 3), ] partial class N;")]
    [InlineData("[Input(1, 8, 8)] [Conv(8, 3)")]
    [InlineData("[Input(1, 8, 8)] [Conv(8, 3)] partial class")]
    [InlineData("[Input(1, 8, 8)] [Conv(8, 3)] partial class ;")]
    [InlineData("[Input(1, 8, 8)] [Conv(8, 3)] partial")]
    [InlineData("[Input(1, 8, 8)] [Conv(8, 3)] partial class N {")]
    [InlineData("[Input(1, 8, 8)] [Linear(99999999999)] partial class N;")]
    [InlineData("[Input(1, 8, 8)] [Linear(1 / 0)] partial class N;")]
    [InlineData("[Input(1, 8, 8)] [Linear(default)] [Dropout(null)] partial class N;")]
    [InlineData("[Input(1, 8, 8)] [Linear(3, Name = null)] partial class N;")]
    [InlineData("[Input(1, 8, 8)] [Linear(3, Name = 3)] partial class N;")]
    [InlineData("[Network(Fit = )] [Input(1, 8, 8)] [ReLU] partial class N;")]
    [InlineData("[Network, Network] [Input(1, 8, 8)] [ReLU] partial class N;")]
    [InlineData("namespace A. { [Input(1, 8, 8)] [ReLU] partial class N; }")]
    [InlineData("partial class { [Input(1, 8, 8)] [ReLU] partial class N; }")]
    [InlineData("partial enum E { [Input(1, 8, 8)] [ReLU] partial class N; }")]
    [InlineData("[Input(1, 8, 8)] [ReLU] partial class N<T, ; ")]
    [InlineData("[Input(1, 8, 8)] [ReLU] [module: Conv(1, 1)] partial class N;")]
    [InlineData("[Input(8)] [ReLU] partial class N : Base; class Base { protected Base(r")]
    [InlineData("[Input(8)] [ReLU] partial class N : Base; class Base { protected Base(ref ")]
    [InlineData("[Input(8)] [ReLU] partial class N : Base; class Base { protected Base(ref int x, dyn")]
    [InlineData("[Input(8)] [ReLU] partial class N : Base; class Base { protected Base(Gone[] a, System.Func<Gone> b, out Gone c, ref Gone d) { } }")]
    [InlineData("[Conv(")]
    public void HalfTyped_IsTheCompilersMatter(string source)
    {
        GeneratorRun run = GeneratorRun.OfParsed(Head + source);
        DiagnosticAssert.DoesNotCrash(run);
        Assert.DoesNotContain(run.CompilerProblems(), problem => problem.Location.SourceTree?.FilePath.EndsWith(".g.cs", StringComparison.Ordinal) == true);
    }

    [Fact]
    public void HalfTypedArgument_LeavesTheMembersUsable()
    {
        GeneratorRun run = GeneratorRun.OfParsed(Head + "[Input(1, 8, 8)] [Conv(8, nope)] public partial class N;" + ShapeDiagnosticTests.Use("N"));
        Assert.Empty(run.Result.Diagnostics);
        Assert.Equal("CS0103", Assert.Single(run.CompilerProblems()).Id);
    }

    /// <summary>What does not bind may be the layer, the name or the padding that the others need: they are not judged without it.</summary>
    [Theory]
    [InlineData("[Input(3, 8, 8)] [Conv(8, 3, Pad = 1), ReLu(Name = \"skip\")] [Conv(8, 3, Pad = 1), Add(\"skip\")]", "CS0246")]
    [InlineData("[Input(3, 8, 8)] [Conv(3, 3, pad = 1), ReLU, Add(Tensor.Input)]", "CS0246")]
    [InlineData("[Input(1, 15, 15)] [MaxPool(3, Strides = 2), MaxPool(7)]", "CS0246")]
    [InlineData("[Input(1, 30, 30)] [Conv(4, 3), ReLU, Maxpool(2), MaxPool(4)]", "CS0246")]
    [InlineData("[Imput(1, 30, 30)] [Conv(4, 3), ReLU]", "CS0246")]
    [InlineData("[Input(1, 30, 30)] [Linear(4), Relu, Linear(4)]", "CS0246")]
    public void WhatDoesNotBind_IsTheCompilersMatterAlone(string attributes, string id)
    {
        GeneratorRun run = GeneratorRun.OfParsed(Head + attributes + " public partial class N;" + ShapeDiagnosticTests.Use("N"));
        Assert.Empty(run.Result.Diagnostics);
        Assert.All(run.CompilerProblems(), problem => Assert.Equal(id, problem.Id));
    }

    [Theory]
    [InlineData("class", "record")]
    [InlineData("class", "struct")]
    [InlineData("class", "interface")]
    [InlineData("class", "class")]
    public void SameNameTwice_IsTheCompilersMatter(string first, string second)
    {
        GeneratorRun run = GeneratorRun.Of($"[Input(1, 8, 8), ReLU] partial {first} N {{ }}", $"[Input(1, 8, 8), ReLU] partial {second} N {{ }}");
        Assert.Null(run.Result.Exception);
        Assert.DoesNotContain(run.Result.Diagnostics, diagnostic => diagnostic.Id == "CNN900");
    }

    [Fact]
    public void UnknownKind_IsReported() => DiagnosticAssert.Reports(
        "using CnnGen; public sealed class MineAttribute : LayerAttribute; [Input(1, 8, 8)] [{|CNN012:Mine|}] public partial class N;" + ShapeDiagnosticTests.Use("N"));

    [Fact]
    public void OwnAttributeOfALayersName_IsNotThatLayer() => DiagnosticAssert.Reports(
        "public sealed class ConvAttribute : CnnGen.LayerAttribute; [CnnGen.Input(1, 8, 8)] [{|CNN012:Conv|}] public partial class N;");

    [Theory]
    [InlineData("params System.Type[] values", "typeof(int), typeof(N)")]
    [InlineData("params object[] values", "1, new[] { 2 }, typeof(int)")]
    [InlineData("System.Type value", "typeof(int)")]
    public void AnArgumentOfAnyType_HidesNoLayer(string parameter, string argument) => DiagnosticAssert.Reports(
        $"public sealed class MineAttribute : CnnGen.LayerAttribute {{ public MineAttribute({parameter}) {{ }} }} [CnnGen.Input(8)] [{{|CNN012:Mine|}}({argument})] public partial class N;");

    [Fact]
    public void UnrelatedAttributeOfALayersName_IsLeftAlone() => DiagnosticAssert.Reports(
        "public sealed class ConvAttribute : System.Attribute; [Conv] public class N;");

    [Fact]
    public void FitThatIsNone_IsReported()
    {
        DiagnosticAssert.Reports("using CnnGen; [Network(Fit = {|CNN004:(Fit)7|})] [Input(1, 8, 8)] [ReLU] partial class N;");
        DiagnosticAssert.Reports("using CnnGen; [Input(1, 8, 8)] [MaxPool(2, Fit = {|CNN004:(Fit)7|})] partial class N;");
    }

    /// <summary>Numbers at the ends of their range: an answer, soon, and no crash.</summary>
    [Theory]
    [InlineData("[Input(1, 8, 8), Conv(1, int.MaxValue, Pad = int.MaxValue)]")]
    [InlineData("[Input(1, 8, 8), Conv(1, int.MaxValue, Pad = 1073741820, Stride = 2000000000)]")]
    [InlineData("[Input(1, 8, 8), Conv(1, 3, Pad = int.MaxValue)]")]
    [InlineData("[Input(1, 8, 8), Conv(1, 3, Dilation = int.MaxValue)]")]
    [InlineData("[Input(1, 8, 8), Conv(int.MaxValue, 3, Groups = int.MaxValue)]")]
    [InlineData("[Input(2000000000, 1, 1), Conv(2000000000, 1, Groups = 3)]")]
    [InlineData("[Input(1, 8, 8), Conv(int.MinValue, int.MinValue, Pad = int.MinValue)]")]
    [InlineData("[Input(int.MaxValue), Linear(int.MaxValue)]")]
    [InlineData("[Input(2147483647), ReLU]")]
    [InlineData("[Input(1, 20000, 20000), Conv(1, 3, Pad = 1)]")]
    [InlineData("[Input(1, 40000, 40000), ReLU, ReLU, Conv(1, 1)]")]
    [InlineData("[Input(2, 30000, 30000), MaxPool(2)]")]
    [InlineData("[Input(1, 8, 8), Linear(30000000), Linear(60)]")]
    [InlineData("[Input(46000), Linear(46000), Linear(46000), Linear(46000)]")]
    [InlineData("[Input(1, 1, 2147483647), AvgPool(1)]")]
    [InlineData("[Input(1, 8, 8), MaxPool(2147483647, Pad = 1073741823)]")]
    public void HugeNumbers_GiveAnAnswer(string attributes) =>
        DiagnosticAssert.DoesNotCrash(GeneratorRun.OfParsed(Head + attributes + " partial class N;"));
}
