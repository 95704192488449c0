using System;
using System.Collections.Generic;
using System.Linq;
using CnnGen.Generator.Model;
using CnnGen.Tests;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Xunit;

namespace CnnGen.Generator.Tests;

/// <summary>What the user's class has already, and what is generated into it.</summary>
public sealed class MemberClashTests
{
    private const string Layers = "[Input(1, 8, 8), Conv(2, 3), ReLU, Linear(2)]";

    [Theory]
    [InlineData("public const int {|CNN017:InputLength|} = 3;")]
    [InlineData("public static string {|CNN017:Info|} => \"\";")]
    [InlineData("public int {|CNN017:Parameters|} { get; set; }")]
    [InlineData("public void {|CNN017:Parameters|}() { }")]
    [InlineData("public class {|CNN017:CnnGenModel|} { }")]
    [InlineData("public class {|CNN017:CnnGenInfo|} { }")]
    [InlineData("public event System.Action? {|CNN017:Forward|} { add { } remove { } }")]
    [InlineData("public int {|CNN017:_cnnGen|};")]
    [InlineData("public void {|CNN017:Dispose|}() { }")]
    [InlineData("public void {|CNN017:Save|}(string where) { }")]
    [InlineData("public static Net {|CNN017:Create|}(ulong seed) => null!;")]
    [InlineData("public static Net {|CNN017:Load|}(System.IO.Stream stream) => null!;")]
    [InlineData("public void {|CNN017:Forward|}(System.ReadOnlySpan<float> x, System.Span<float> y) { }")]
    [InlineData("public static string {|CNN017:get_Info|}() => \"\";")]
    [InlineData("[System.Runtime.CompilerServices.IndexerName(\"Info\")] public int {|CNN017:this|}[int index] => index;")]
    [InlineData("[System.Runtime.CompilerServices.IndexerName(\"Save\")] public int {|CNN017:this|}[int index] => index;")]
    [InlineData("public bool {|CNN017:Dispose|}(bool disposing) => disposing;")]
    [InlineData("public static void {|CNN017:Dispose|}(bool disposing) { }")]
    [InlineData("public int {|CNN017:InputLength|} => 1; public int {|CNN017:OutputLength|} => 2;")]
    public void AMemberThatIsGenerated_IsTheOnlyError(string member) =>
        DiagnosticAssert.Reports($"using CnnGen; {Layers} public partial class Net {{ {member} }}");

    [Theory]
    [InlineData("Forward")]
    [InlineData("Parameters")]
    [InlineData("CnnGenTraining")]
    public void AClassNamedLikeAMember_IsTheOnlyError(string name) =>
        DiagnosticAssert.Reports($"using CnnGen; {Layers} public partial class {{|CNN017:{name}|}};");

    [Theory]
    [InlineData("public float[] Forward(float[] x) { float[] y = new float[OutputLength]; Forward(x, y); return y; }")]
    [InlineData("public void Forward(in System.ReadOnlySpan<float> x, System.Span<float> y, int times) { }")]
    [InlineData("public static Net Create() => Create(1);")]
    [InlineData("public void Save<T>(string path) { }")]
    [InlineData("public static Net Load(ref string path) => Load(path);")]
    [InlineData("public int Size => ParameterCount; static Net() { }")]
    [InlineData("public override string ToString() => Info.ToString();")]
    [InlineData("public static implicit operator int(Net net) => 1;")]
    [InlineData("public int this[int index] => index;")]
    [InlineData("~Net() { }")]
    [InlineData("protected virtual void Dispose(bool disposing) { }")]
    [InlineData("[System.Runtime.CompilerServices.IndexerName(\"Values\")] public int this[int index] => index;")]
    [InlineData("partial void OnLoaded();")]
    public void OtherMembers_AreWelcome(string member) =>
        DiagnosticAssert.Reports($"using CnnGen; {Layers} public partial class Net {{ {member} }}" + ShapeDiagnosticTests.Use("Net"));

    [Theory]
    [InlineData("static int INetwork<Net>.{|CNN017:InputLength|} => 1;")]
    [InlineData("static NetworkInfo INetwork<Net>.{|CNN017:Info|} => null!;")]
    [InlineData("static Net INetwork<Net>.{|CNN017:Load|}(string path) => null!;")]
    [InlineData("static Net INetwork<Net>.{|CNN017:Load|}(System.ReadOnlySpan<byte> safetensors) => null!;")]
    [InlineData("void INetwork<Net>.{|CNN017:Forward|}(System.ReadOnlySpan<float> input, System.Span<float> output) { }")]
    [InlineData("ParameterCollection INetwork<Net>.{|CNN017:Parameters|} => null!;")]
    public void TheInterfaceOfOnesOwn_IsTheOnlyError(string member) =>
        DiagnosticAssert.Reports($"using CnnGen; {Layers} public partial class Net : INetwork<Net> {{ {member} }}" + ShapeDiagnosticTests.Use("Net"));

    [Theory]
    [InlineData("public class Base { public Base(int a, string b) { } }", "Base", "CNN010")]
    [InlineData("public class Base { protected Base(int a, params int[] b) { } }", "Base", "CNN010")]
    [InlineData("[Input(4), Linear(2)] public partial class Base;", "Base", "CNN010")]
    [InlineData("[Input(4), Linear({|CNN004:0|})] public partial class Base;", "Base", "CNN010")]
    [InlineData("[Input(4), Linear(2)] public class {|CNN006:Base|};", "Base", "CNN010")]
    [InlineData("[Input(4), Linear(2)] public partial class {|CNN010:Base|} { public Base(int size) { } }", "Base", "CNN010")]
    [InlineData("public class Base { private Base() { } public static Base Make() => new(); }", "Base", "CNN010")]
    [InlineData("public class Base { public Base(ref int a, out string b, in int c, dynamic d) => b = \"\"; }", "Base", "CNN010")]
    public void ABaseClassThatCannotBeMade_IsTheOnlyError(string source, string name, string id) =>
        DiagnosticAssert.Reports($"using CnnGen; {source} {Layers} public partial class {{|{id}:Net|}} : {name};" + ShapeDiagnosticTests.Use("Net"));

    [Theory]
    [InlineData("public class Base { }")]
    [InlineData("public abstract class Base { protected Base(int size = 3) { } }")]
    [InlineData("public abstract class Base { private protected Base() { } public void Forward() { } public int Info => 1; }")]
    [InlineData("public class Base : System.IDisposable { public virtual void Dispose() { } }")]
    [InlineData("public class Base { protected Base(int size) { } protected Base(int width = 1, int height = 2) { } }")]
    [InlineData("public abstract class Base { public abstract void Save(string path); public abstract Base Fork(); public abstract TrainingGraph CreateTrainingGraph(int size); }")]
    [InlineData("public abstract class Base : System.IDisposable { public abstract ParameterCollection Parameters { get; } public abstract void Forward(System.ReadOnlySpan<float> x, System.Span<float> y); public abstract void Dispose(); }")]
    [InlineData("public abstract class Root { public abstract void Save(string path); } public abstract class Base : Root { public override abstract void Save(string path); }")]
    [InlineData("public abstract class Root { public abstract int Parameters { get; } } public class Base : Root { public sealed override int Parameters => 1; }")]
    [InlineData("public class Base : System.IDisposable { public void Dispose() { Dispose(true); } protected virtual void Dispose(bool disposing) { } }")]
    [InlineData("public class Base { protected internal virtual int ParameterCount => 1; public static void Create(ulong seed) { } public class Net { } }")]
    [InlineData("public abstract class Base { protected abstract void Dispose(bool disposing); }")]
    public void ABaseClass_IsWelcome(string source) =>
        DiagnosticAssert.Reports($"using CnnGen; {source} {Layers} public partial class Net : Base;" + ShapeDiagnosticTests.Use("Net"));

    [Theory]
    [InlineData("public abstract int Parameters { get; }")]
    [InlineData("public abstract ParameterCollection Parameters { get; set; }")]
    [InlineData("public abstract int InputLength { get; } protected abstract void Save(string path);")]
    [InlineData("public abstract Task Fork(); public class Task { }")]
    [InlineData("public abstract event System.Action Info;")]
    [InlineData("public abstract int Info();")]
    public void AnAbstractMemberThatNothingOverrides_IsTheOnlyError(string members) => DiagnosticAssert.Reports(
        $"using CnnGen; public abstract class Base {{ {members} }} {Layers} public partial class {{|CNN017:Net|}} : Base;");

    [Fact]
    public void DisposePattern_IsKeptWhateverTheClassHas()
    {
        System.Reflection.Assembly assembly = NetworkCompiler.Compile($$"""
            public class Counts : System.IDisposable
            {
                public int Released;
                public void Dispose() { Dispose(true); System.GC.SuppressFinalize(this); }
                protected virtual void Dispose(bool disposing) => Released++;
            }
            public class Plain { public int Released; public virtual void Dispose() => Released++; }
            {{Layers}} public partial class OfPattern : Counts;
            {{Layers}} public partial class OfPatternWithOwn : Counts { protected override void Dispose(bool disposing) { Released++; base.Dispose(disposing); } }
            {{Layers}} public sealed partial class OfVirtual : Plain;
            {{Layers}} public partial class WithOwn { public int Released; protected virtual void Dispose(bool disposing) => Released++; }
            {{Layers}} public partial class Bare { public int Released => 0; }
            """);
        foreach ((string name, int released) in new[] { ("OfPattern", 1), ("OfPatternWithOwn", 2), ("OfVirtual", 1), ("WithOwn", 1), ("Bare", 0) })
        {
            System.Type type = assembly.GetType(name)!;
            IDisposable network = (IDisposable)type.GetMethod("Create")!.Invoke(null, [1ul])!;
            network.Dispose();
            object count = type.GetField("Released")?.GetValue(network) ?? type.GetProperty("Released")!.GetValue(network)!;
            Assert.Equal((name, released), (name, (int)count));
            Action forward = () => type.GetMethod("Forward")!.CreateDelegate<ForwardCall>(network)(new float[64], new float[2]);
            Assert.Throws<ObjectDisposedException>(forward);
        }
    }

    private delegate void ForwardCall(ReadOnlySpan<float> input, Span<float> output);

    [Fact]
    public void PrivateConstructorOfTheClassAround_IsSeen() => DiagnosticAssert.Reports(
        $"using CnnGen; public partial class Base {{ private Base() {{ }} {Layers} public partial class Net : Base; }}");

    [Theory]
    [InlineData("MaxPool(1)")]
    [InlineData("MaxPool({|CNN004:0|})")]
    public void ExplicitDispose_IsWelcome(string layer) => DiagnosticAssert.Reports(
        $"using CnnGen; [Input(1, 8, 8), {layer}] public partial class Net {{ void System.IDisposable.Dispose() {{ }} }}" + ShapeDiagnosticTests.Use("Net"));

    [Theory]
    [InlineData("public partial class Net { public required int {|CNN010:Size|} { get; init; } }")]
    [InlineData("public partial class Net { public required int {|CNN010:Size|}, Other; }")]
    [InlineData("public partial class Net : Base; public class Base { public required int {|CNN010:Size|} { get; init; } }")]
    [InlineData("public partial class Net; partial class Net { public required int {|CNN010:Size|} { get; init; } }")]
    public void RequiredMember_IsTheOnlyError(string classes) =>
        DiagnosticAssert.Reports($"using CnnGen; {Layers} {classes}" + ShapeDiagnosticTests.Use("Net"));

    [Fact]
    public void RequiredMember_OfAnotherProject_IsReportedAtTheClass()
    {
        // A reference to a compilation, as editors have them: its symbols have places in source that is not this project's.
        Compilation library = GeneratorRun.OfParsed("namespace Library; public class Base { public required int Size { get; init; } }").Output;
        Compilation network = GeneratorRun.OfParsed($"using CnnGen; {Layers} public partial class Net : Library.Base;").Output.WithAssemblyName("Network").AddReferences(library.ToMetadataReference());
        network = network.RemoveSyntaxTrees(network.SyntaxTrees.Where(tree => tree.FilePath.EndsWith(".g.cs", StringComparison.Ordinal)));
        GeneratorDriverRunResult result = CSharpGeneratorDriver.Create(new CnnGenerator()).RunGenerators(network).GetRunResult();
        Diagnostic reported = Assert.Single(result.Diagnostics);
        Assert.Equal("CNN010", reported.Id);
        Assert.Equal("Net", reported.Location.SourceTree!.GetText().ToString(reported.Location.SourceSpan));
    }

    [Fact]
    public void InterfacesOfTheUsers_AreWelcome() => DiagnosticAssert.Reports(
        $"using CnnGen; public interface IModel {{ void Forward(System.ReadOnlySpan<float> x, System.Span<float> y); }} {Layers} public partial class Net : IModel, INetwork<Net>;" + ShapeDiagnosticTests.Use("Net"));

    /// <summary>The table that the rules check against holds what is really generated.</summary>
    [Theory]
    [InlineData(Layers)]
    [InlineData("[Input(4), Linear(2), Output(\"aux\"), ReLU, Output(\"scores\"), Linear(2)]", "aux", "scores")]
    public void Table_HoldsWhatIsGenerated(string layers, params string[] furtherOutputs)
    {
        GeneratedMembers members = new(furtherOutputs);
        string source = GeneratorRun.Of($"{layers} public partial class Net;").Files["Net.g.cs"];
        TypeDeclarationSyntax type = CSharpSyntaxTree.ParseText(source).GetRoot().DescendantNodes().OfType<TypeDeclarationSyntax>().First();
        List<string> names = [];
        List<string> methods = [];
        foreach (MemberDeclarationSyntax member in type.Members)
        {
            switch (member)
            {
                case MethodDeclarationSyntax { ExplicitInterfaceSpecifier: null } method:
                    methods.Add($"{method.Identifier}({string.Join(", ", method.ParameterList.Parameters.Select(parameter => parameter.Type!.ToString().Replace("global::", "", StringComparison.Ordinal)))})");
                    break;
                case PropertyDeclarationSyntax { ExplicitInterfaceSpecifier: null } property:
                    names.Add(property.Identifier.Text);
                    break;
                case FieldDeclarationSyntax field:
                    names.AddRange(field.Declaration.Variables.Select(variable => variable.Identifier.Text));
                    break;
                case TypeDeclarationSyntax nested:
                    names.Add(nested.Identifier.Text);
                    break;
            }
        }

        Assert.Equal(names.Order(StringComparer.Ordinal), members.Names.Order(StringComparer.Ordinal));
        Assert.Equal(methods.Order(StringComparer.Ordinal), members.Methods.Order(StringComparer.Ordinal));
    }
}
