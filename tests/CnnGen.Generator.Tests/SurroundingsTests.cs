using System;
using System.Collections.Generic;
using System.Linq;
using CnnGen.Generator.Emit;
using CnnGen.Generator.Model;
using CnnGen.Generator.Tensors;
using CnnGen.Tests;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace CnnGen.Generator.Tests;

/// <summary>What stands around a network in its project: names, usings and aliases that the generated code must not stumble over.</summary>
public sealed class SurroundingsTests
{
    private const string Layers = "[Input(1, 8, 8), Conv(2, 3), ReLU, MaxPool(2), Conv(3, 3, Stride = 1), AvgPool(1), Tanh, Dropout(0.5), Linear(2), Softmax]";

    // A type of these names hides every namespace in it from all of the project's code; and members' names are another rule.
    private static readonly string[] Reserved = ["System", "CnnGen"];

    /// <summary>Every name that the generated code is written with, all of them at once, as classes of the global namespace, which every file sees.</summary>
    [Theory]
    [InlineData("Linear(2)", false)]
    [InlineData("MaxPool(3)", true)]
    public void AClassNamedLikeAnythingInTheGeneratedCode_IsFine(string layer, bool isWrong)
    {
        List<string> names = Files().Values
            .SelectMany(text => CSharpSyntaxTree.ParseText(text).GetRoot().DescendantTokens())
            .Where(token => token.IsKind(SyntaxKind.IdentifierToken)).Select(token => token.ValueText)
            .Concat(["ToString", "Equals", "GetHashCode", "GetType", "MemberwiseClone", "Finalize", "ReferenceEquals", "nint", "nuint", "var", "dynamic", "Threads", "Step", "Gradients"])
            .Distinct().Except(Reserved).Where(name => !GeneratedMembers.Common.IsTaken(name) && name != "Net").Order(StringComparer.Ordinal).ToList();
        Assert.InRange(names.Count, 100, 1000);
        Assert.Contains("Weights", names);
        Assert.Contains("x", names);
        GeneratorRun run = GeneratorRun.With(
            GeneratorOptions.Default with { Widths = [VectorWidth.V256] },
            string.Join("\n", names.Select(name => $"[Input(1, 8, 8), {layer}] public partial class @{name};")));
        Assert.Equal(isWrong ? names.Count : 0, run.Result.Diagnostics.Length);
        Assert.All(run.Result.Diagnostics, reported => Assert.Equal("CNN001", reported.Id));

        // That a name of small letters may become a keyword the compiler says of the user's own line.
        Assert.Empty(run.AllCompilerProblems().Where(problem => problem.Id != "CS8981").Take(5));
    }

    [Theory]
    [InlineData("using CnnGen; [Input(4), Linear(2)] public partial class {|CNN017:System|};")]
    [InlineData("namespace CnnGen; [Input(4), Linear(2)] public partial class {|CNN017:Runtime|};")]
    [InlineData("namespace CnnGen; [Input(4), Linear(2)] public partial class {|CNN017:Generated|};")]
    [InlineData("namespace CnnGen; [Input(4), Linear(2)] public partial class {|CNN017:TrainingGraph|};")]
    [InlineData("namespace CnnGen.Runtime; using CnnGen; [Input(4), Linear(2)] public partial class {|CNN017:NetworkState|};")]
    [InlineData("namespace System; using CnnGen; [Input(4), Linear(2)] public partial class {|CNN017:IntPtr|};")]
    public void AClassThatHidesWhatTheCodeUses_IsTheOnlyError(string markup)
    {
        // The compiler's own warnings of the conflict, where it has any, are about the user's line too.
        GeneratorRun run = DiagnosticAssert.ReportsAmongOthers(markup);
        Assert.Empty(run.Result.GeneratedSources);
    }

    [Theory]
    [InlineData("namespace CnnGen; [Input(4), Linear(2)] public partial class Vector256;")]
    [InlineData("namespace CnnGen.Net; using CnnGen; [Input(4), Linear(2)] public partial class Runtime;")]
    [InlineData("using CnnGen; namespace My; [Input(4), Linear(2)] public partial class CnnGen;")]
    [InlineData("using CnnGen; public class Base { public class Net { } public class CnnGenModel { } public class CnnGenInfo { } } [Input(4), Linear(2)] public partial class Net : Base;")]
    [InlineData("using CnnGen; public partial class Outer { public class INetwork<T> { } public class System { } [Input(4), Linear(2)] public partial class Net; }")]
    public void NamesAround_AreFine(string source) => DiagnosticAssert.ReportsInFull(source);

    [Theory]
    [InlineData("global using MethodImpl = System.ObsoleteAttribute;")]
    [InlineData("global using MethodImplAttribute = System.ObsoleteAttribute;")]
    [InlineData("global using Unsafe = System.Math; global using Vector256 = System.Math; global using Math = System.Console;")]
    [InlineData("global using nint = System.Int64; global using TensorMemory = System.Math;")]
    [InlineData("global using static System.Math; global using static System.Runtime.Intrinsics.Vector256; global using static System.Runtime.CompilerServices.Unsafe;")]
    public void GlobalUsings_AreFine(string usings)
    {
        GeneratorRun run = GeneratorRun.OfParsed(usings, $"using CnnGen; {Layers} public partial class Net;");
        Assert.Empty(run.Result.Diagnostics);
        Assert.Empty(run.AllCompilerProblems().Where(problem => problem.Id != "CS8981").Take(5));
    }

    /// <summary>The framework has a Tensor too: an alias says which one is meant, and a file without the other's namespace needs none.</summary>
    [Theory]
    [InlineData("using CnnGen; using System.Numerics.Tensors; using Tensor = System.Numerics.Tensors.Tensor;", "CnnGen.Tensor.Input")]
    [InlineData("using CnnGen; using System.Numerics.Tensors; using Tensor = CnnGen.Tensor;", "Tensor.Input", "System.Numerics.Tensors.Tensor")]
    [InlineData("using CnnGen;", "Tensor.Input", "System.Numerics.Tensors.Tensor")]
    [InlineData("using System.Numerics.Tensors; using Input = CnnGen.InputAttribute; using Conv = CnnGen.ConvAttribute; using ReLU = CnnGen.ReLUAttribute; using Add = CnnGen.AddAttribute;", "CnnGen.Tensor.Input")]
    public void TheFrameworksTensor_IsUsedBesideOurs(string usings, string input, string tensor = "Tensor")
    {
        GeneratorRun run = GeneratorRun.OfParsed(
            $"{usings} [Input(3, 8, 8), Conv(3, 3, Pad = 1), ReLU, Add({input}), ReLU] public partial class Net; public static class Use {{ public static float All(float[] values) => {tensor}.Sum(values); }}",
            "namespace System.Numerics.Tensors; public static class Tensor { public static float Sum(float[] values) => values.Length; }");
        Assert.Empty(run.Result.Diagnostics);
        Assert.Empty(run.AllCompilerProblems());
    }

    /// <summary>Both under the same plain name are the compiler's to refuse, and its error alone.</summary>
    [Fact]
    public void BothTensorsUnderOneName_AreTheCompilersError()
    {
        GeneratorRun run = GeneratorRun.OfParsed(
            "using CnnGen; using System.Numerics.Tensors; [Input(3, 8, 8), Conv(3, 3, Pad = 1), ReLU, Add(Tensor.Input), ReLU] public partial class Net;",
            "namespace System.Numerics.Tensors; public static class Tensor;");
        Assert.Empty(run.Result.Diagnostics);
        Assert.Equal(["CS0104"], run.AllCompilerProblems().Select(problem => problem.Id));
    }

    private static IReadOnlyDictionary<string, string> Files() => GeneratorRun.Of($"{Layers} public partial class Net;").Files;
}
