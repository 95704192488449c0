using System.Collections.Immutable;
using System.Linq;
using CnnGen.Tests;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace CnnGen.Generator.Tests;

/// <summary>Classes that cannot be networks.</summary>
public sealed class ClassDiagnosticTests
{
    private const string Layers = "[Input(1, 8, 8), Conv(2, 3), ReLU, Linear(2)]";

    /// <summary>What a base class of another project lacks has no place here.</summary>
    [Fact]
    public void AbstractMemberOfAnotherProject_IsAnErrorOfTheClass()
    {
        CSharpCompilation project = NetworkCompiler.Empty.WithAssemblyName("Base").AddSyntaxTrees(CSharpSyntaxTree.ParseText("public abstract class Base { public abstract int Info { get; } }", NetworkCompiler.ParseOptions, "Base.cs"));
        GeneratorRun run = GeneratorRun.Over(
            NetworkCompiler.Empty.AddReferences(project.ToMetadataReference()).AddSyntaxTrees(CSharpSyntaxTree.ParseText($"using CnnGen; {Layers} public partial class Net : Base;", NetworkCompiler.ParseOptions, "File0.cs")),
            GeneratorRun.OneWidth);
        DiagnosticAssert.DoesNotCrash(run);
        Assert.Equal("CNN017", run.Result.Diagnostics.Single().Id);
    }

    [Theory]
    [InlineData($"{Layers} public class {{|CNN006:Wrong|}};")]
    [InlineData($"class {{|CNN006:Outer|}} {{ {Layers} public partial class Inner; }}")]
    [InlineData($"class {{|CNN006:Outer|}} {{ {Layers} public class {{|CNN006:Inner|}}; }}")]
    [InlineData($"partial class {{|CNN010:Outer|}}<T> {{ {Layers} public partial class Inner; }}")]
    [InlineData($"partial class {{|CNN010:Outer|}}<T> {{ partial class Middle {{ {Layers} public partial class Inner; }} }}")]
    [InlineData($"{Layers} public static partial class {{|CNN010:Wrong|}};")]
    [InlineData($"{Layers} public partial class {{|CNN010:Wrong|}}<T>;")]
    [InlineData($"{Layers} public partial record {{|CNN010:Wrong|}};")]
    [InlineData($"{Layers} public abstract partial class {{|CNN010:Wrong|}};")]
    [InlineData($"[System.Runtime.InteropServices.StructLayout(System.Runtime.InteropServices.LayoutKind.Explicit)] {Layers} public partial class {{|CNN010:Wrong|}};")]
    [InlineData($"[System.Runtime.InteropServices.ComImport, System.Runtime.InteropServices.Guid(\"5e0b3f83-5f0c-4d1c-9d3a-3d6d5a0a6b11\")] {Layers} public partial class {{|CNN010:Wrong|}};")]
    [InlineData($"{Layers} file partial class {{|CNN010:Wrong|}};")]
    [InlineData($"{Layers} public partial class {{|CNN010:Wrong|}}(int size) {{ public int Size => size; }}")]
    [InlineData("[{|CNN007:Conv|}(2, 3), ReLU] public partial class Wrong;")]
    [InlineData("[Input(1, 8, 8), {|CNN008:Input|}(1, 9, 9), ReLU] public partial class Wrong;")]
    [InlineData("[Input(1, 8, 8), ReLU] public partial class Wrong; [{|CNN008:Linear|}(2)] partial class Wrong;")]
    [InlineData("[Input(1, 8, 8), ReLU] public partial class Wrong; [{|CNN008:Input|}(4), Linear(2), ReLU] partial class Wrong;")]
    [InlineData("[Input(1, 8, 8), ReLU] public partial class Wrong; [{|CNN008:Input|}(4)] partial class Wrong; [{|CNN008:Linear|}(2)] partial class Wrong;")]
    public void WrongClass_IsReported(string source) => DiagnosticAssert.Reports("using CnnGen; " + source);

    [Theory]
    [InlineData("[{|CNN007:Conv|}(2, 3), ReLU] public partial class Wrong;")]
    [InlineData("[Input(1, 8, 8), {|CNN008:Input|}(1, 9, 9), ReLU] public partial class Wrong;")]
    [InlineData($"{Layers} public partial record {{|CNN010:Wrong|}};")]
    [InlineData($"{Layers} public abstract partial class {{|CNN010:Wrong|}};")]
    [InlineData($"{Layers} public partial class {{|CNN010:Wrong|}}(int size) {{ public int Size => size; }}")]
    public void WrongClass_StillHasItsMembers(string source) => DiagnosticAssert.Reports("using CnnGen; " + source + ShapeDiagnosticTests.Use("Wrong"));

    [Fact]
    public void GenericClass_StillHasItsMembers() =>
        DiagnosticAssert.Reports($"using CnnGen; {Layers} public partial class {{|CNN010:Wrong|}}<T>;" + ShapeDiagnosticTests.Use("Wrong<int>"));

    [Fact]
    public void ClassInAGenericOne_StillHasItsMembers() => DiagnosticAssert.Reports(
        $"using CnnGen; public partial class {{|CNN010:Outer|}}<T> where T : struct {{ {Layers} public partial class Inner; }}" + ShapeDiagnosticTests.Use("Outer<int>.Inner"));

    [Theory]
    [InlineData("[Input(1, 8, 8), ReLU] public partial class Wrong;", "[Input(1, 9, 9)] partial class Wrong;", "CNN008")]
    [InlineData("[Input(1, 8, 8), ReLU] public partial class Wrong;", "[ReLU] partial class Wrong;", "CNN008")]
    [InlineData("[ReLU] partial class Wrong;", "[Input(1, 8, 8), ReLU] public partial class Wrong;", "CNN008")]
    [InlineData("[Input(1, 8, 8), ReLU] public partial class Wrong;", "[Input(1, 9, 9), ReLU] partial class Wrong;", "CNN008")]
    [InlineData("[Input(1, 8, 8)] public partial class Wrong;", "[Input(1, 9, 9), Input(1, 7, 7), ReLU] partial class Wrong;", "CNN008")]
    [InlineData("[ReLU] public partial class Wrong;", "[ReLU] partial class Wrong;", "CNN007")]
    public void TwoDeclarations_AreReportedOnce(string first, string second, string id)
    {
        GeneratorRun run = GeneratorRun.Of(first, second);
        DiagnosticAssert.DoesNotCrash(run);
        Diagnostic reported = Assert.Single(run.Result.Diagnostics);
        Assert.Equal(id, reported.Id);
        Assert.Empty(run.CompilerProblems());
        if (id == "CNN008")
        {
            Location other = Assert.Single(reported.AdditionalLocations);
            Assert.NotEqual(reported.Location.SourceTree, other.SourceTree);
        }
    }

    [Fact]
    public void LayersOnADerivedNetwork_AreOneError() => DiagnosticAssert.Reports(
        $"using CnnGen; {Layers} public partial class Right; [Linear(2)] public partial class {{|CNN010:Wrong|}} : Right;" + ShapeDiagnosticTests.Use("Wrong"));

    [Fact]
    public void OtherAttributes_AreLeftAlone() => DiagnosticAssert.Reports(
        $"using CnnGen; [System.Serializable] {Layers} [System.ComponentModel.Description(\"a\")] public partial class Right;" + ShapeDiagnosticTests.Use("Right"));

    [Fact]
    public void InputAlone_OnOneDeclaration_AndMembersOnAnother_AreANetwork() => DiagnosticAssert.Reports(
        $"using CnnGen; {Layers} public partial class Right; partial class Right {{ public int More => InputLength; }}" + ShapeDiagnosticTests.Use("Right"));

    [Fact]
    public void StructOrInterface_IsTheCompilersMatter()
    {
        DiagnosticAssert.ReportsAmongOthers($"using CnnGen; {Layers} public partial struct Wrong;");
        DiagnosticAssert.ReportsAmongOthers($"using CnnGen; {Layers} public partial interface Wrong;");
        DiagnosticAssert.ReportsAmongOthers($"using CnnGen; {Layers} public enum Wrong {{ A }}");
    }

    [Fact]
    public void NotPartial_SaysWhatToWrite()
    {
        Diagnostic reported = GeneratorRun.Of($"{Layers} public class Wrong;").Result.Diagnostics.Single();
        Assert.Contains("partial class Wrong", reported.GetMessage(null), System.StringComparison.Ordinal);
    }

    /// <summary>As the compiler prints them: the driver hands over what no attribute has suppressed.</summary>
    [Theory]
    [InlineData("", "[SuppressMessage(\"CnnGen.Shapes\", \"CNN001\")]")]
    [InlineData("[assembly: SuppressMessage(\"CnnGen.Shapes\", \"CNN001\")]", "")]
    [InlineData("[assembly: SuppressMessage(\"CnnGen.Shapes\", \"CNN001:The stride does not fit\", Scope = \"type\", Target = \"~T:Wrong\")]", "")]
    [InlineData("[assembly: SuppressMessage(\"CnnGen.Shapes\", \"CNN001\", Scope = \"module\")]", "[UnconditionalSuppressMessage(\"CnnGen.Shapes\", \"CNN001\")]")]
    public void Errors_CannotBeSuppressed(string above, string attribute)
    {
        string source = $"using CnnGen; using System.Diagnostics.CodeAnalysis; {above} {attribute} [Input(1, 7, 7), MaxPool(2)] partial class Wrong;";
        CSharpParseOptions options = new(LanguageVersion.CSharp13);
        CSharpCompilation compilation = CSharpCompilation.Create(
            "Networks", [CSharpSyntaxTree.ParseText(source, options)], NetworkCompiler.References, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        CSharpGeneratorDriver.Create([new CnnGenerator().AsSourceGenerator()], parseOptions: options).RunGeneratorsAndUpdateCompilation(compilation, out _, out ImmutableArray<Diagnostic> diagnostics);
        Diagnostic reported = Assert.Single(diagnostics);
        Assert.Equal(("CNN001", false), (reported.Id, reported.IsSuppressed));
    }

    [Fact]
    public void Errors_CannotBeSwitchedOff() => Assert.NotEmpty(
        GeneratorRun.Of($"\n#pragma warning disable CNN001\n[Input(1, 7, 7), MaxPool(2)] partial class Wrong;").Result.Diagnostics);
}
