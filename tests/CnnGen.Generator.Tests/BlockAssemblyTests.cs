using System;
using System.IO;
using System.Linq;
using CnnGen.Tests;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace CnnGen.Generator.Tests;

/// <summary>A block of another assembly is what it is there: in a package, and in a project that an editor has open beside this one.</summary>
public sealed class BlockAssemblyTests
{
    /// <summary>How one assembly may see another.</summary>
    public enum Reference
    {
        /// <summary>As a file, whose classes have no source.</summary>
        Image,

        /// <summary>As an editor sees another project: its classes have source, which is none of this compilation.</summary>
        Project,
    }

    /// <summary>Blocks with private constants and first values of properties, which an assembly's metadata does not hold.</summary>
    [Theory]
    [InlineData(Reference.Image)]
    [InlineData(Reference.Project)]
    public void BlockOfAnotherAssembly_IsWhatItIsThere(Reference reference)
    {
        const string blocks = """
            namespace Library;
            public enum Last { None, ReLU, Tanh }
            [Let("width", "filters * Expansion")]
            [Layers("Inner(width), last == Last.Tanh ? Tanh : ReLU"), Dropout(0.5)]
            public sealed class OuterAttribute(int filters, Last last = Last.Tanh) : BlockAttribute { private const int Expansion = 4; public int Pad { get; set; } = 3; public int Other { get; set; } }
            [Layers("Conv(width, 3, Pad = Pad)")]
            internal sealed class InnerAttribute(int width) : BlockAttribute { public int Pad { get; set; } = 2; }
            """;
        GeneratorRun run = Over("using Library; [Input(3, 8, 8)] [Outer(2), Conv(4, 1)] public partial class Net;", Library(blocks, reference));
        Assert.Empty(run.CompilerProblems());
        Assert.Contains("outer1.inner1.conv1", run.Files["Net.g.cs"], StringComparison.Ordinal);
        Assert.Contains("Conv(8, 3, Pad = 2)", run.Files["Net.g.cs"], StringComparison.Ordinal);
        Assert.Contains("outer1.tanh1", run.Files["Net.g.cs"], StringComparison.Ordinal);
    }

    /// <summary>What is wrong with a block of another assembly, or in one, has no place here but the use.</summary>
    [Theory]
    [InlineData(Reference.Image)]
    [InlineData(Reference.Project)]
    public void ErrorInABlockOfAnotherAssembly_IsAtTheUse(Reference reference)
    {
        const string blocks = "namespace Library; [Layers(\"Conv(filters, 9)\")] public sealed class StepAttribute(int filters) : BlockAttribute { public int Width { get; set; } = System.Math.Max(1, 2); }";
        GeneratorRun run = Over("using Library; [Input(3, 8, 8)] [Step(2)] public partial class Net;", Library(blocks.Replace(" = System.Math.Max(1, 2);", ""), reference));
        AssertOne(run, "CNN002", "in Step: Conv(filters, 9)");

        run = Over("using Library; [Input(3, 8, 8)] [Step(2)] public partial class Net;", Library(blocks, reference));
        AssertOne(run, "CNN024", "Step");
    }

    /// <summary>Blocks of one full name in two assemblies are two blocks.</summary>
    [Theory]
    [InlineData(Reference.Image)]
    [InlineData(Reference.Project)]
    public void BlocksOfOneFullName_AreTwo(Reference reference)
    {
        const string inner = "[Layers(\"Conv(FILTERS, 1)\")] SCOPE sealed class StepAttribute : BlockAttribute;";
        const string outer = "[Layers(\"Step\")] public sealed class FirstAttribute : BlockAttribute;";
        MetadataReference one = Library("namespace Shared;" + inner.Replace("FILTERS", "5").Replace("SCOPE", "internal") + outer, reference, "One");
        MetadataReference two = Library("namespace Shared;" + inner.Replace("FILTERS", "6").Replace("SCOPE", "public"), reference, "Two");
        GeneratorRun run = Over("using Shared; [Input(3, 8, 8)] [First, Step, Linear(2)] public partial class Net;", one, two);
        Assert.Empty(run.CompilerProblems());
        Assert.Contains("Conv(5, 1)", run.Files["Net.g.cs"], StringComparison.Ordinal);
        Assert.Contains("Conv(6, 1)", run.Files["Net.g.cs"], StringComparison.Ordinal);
    }

    /// <summary>A name in text that two other assemblies have is neither's, as in C#.</summary>
    [Theory]
    [InlineData(Reference.Image)]
    [InlineData(Reference.Project)]
    public void NameThatTwoAssembliesHave_IsAnError(Reference reference)
    {
        const string step = "[Layers(\"Conv(2, 1)\")] public sealed class StepAttribute : BlockAttribute;";
        GeneratorRun run = Over("[Layers(\"Step\")] public sealed class OuterAttribute : BlockAttribute;", Library(step, reference, "One"), Library(step, reference, "Two"));
        AssertOne(run, "CNN012", "'Step' may be several layers: there is one in each of One and Two");
        Assert.Empty(run.CompilerProblems());
    }

    /// <summary>Text in a library means what it means there, whatever is around the network.</summary>
    [Theory]
    [InlineData(Reference.Image)]
    [InlineData(Reference.Project)]
    public void NamesInALibrary_AreItsOwn(Reference reference)
    {
        MetadataReference other = Library("namespace Other { [Layers(\"Conv(7, 1)\")] public sealed class StepAttribute : BlockAttribute; }", reference, "Other");
        MetadataReference library = Library("namespace Library { [Layers(\"Conv(5, 1), Other.Step\")] public sealed class OuterAttribute : BlockAttribute; }", reference, "Library", other);
        GeneratorRun run = Over(
            """
            [Input(3, 8, 8)] [Library.Outer, Linear(2)] public partial class Net;
            [Prefix("taken"), CnnGen.Conv(8, 1)] public sealed class ConvAttribute(int filters, int kernel) : BlockAttribute;
            namespace Library { namespace Other { [Layers("CnnGen.Conv(9, 1)")] public sealed class StepAttribute : BlockAttribute; } }
            """,
            library,
            other);
        Assert.Empty(run.CompilerProblems());
        Assert.Empty(run.Result.Diagnostics);
        Assert.Contains("outer1.conv1.weight", run.Files["Net.g.cs"], StringComparison.Ordinal);
        Assert.Contains("Conv(7, 1)", run.Files["Net.g.cs"], StringComparison.Ordinal);
    }

    /// <summary>A constant's type is its own where the constant cannot be seen.</summary>
    [Theory]
    [InlineData(Reference.Image)]
    [InlineData(Reference.Project)]
    public void PrivateConstantOfAnEnum_IsOne(Reference reference)
    {
        const string blocks = """
            public enum Size : ulong { Small = 1, Large = ulong.MaxValue }
            [Layers("Conv(Most == Size.Large ? 5 : 6, 3, Pad = 1, PadMode = Mode)")]
            public sealed class StepAttribute(Size size = Size.Small) : BlockAttribute { private const PadMode Mode = PadMode.Reflect; private const Size Most = Size.Large; }
            """;
        GeneratorRun run = Over("[Input(3, 8, 8)] [Step, Linear(2)] public partial class Net;", Library(blocks, reference));
        Assert.Empty(run.CompilerProblems());
        Assert.Contains("Conv(5, 3, Pad = 1, PadMode = PadMode.Reflect)", run.Files["Net.g.cs"], StringComparison.Ordinal);
    }

    /// <summary>What a base class of a library begins with is known to blocks that derive from it here.</summary>
    [Theory]
    [InlineData(Reference.Image)]
    [InlineData(Reference.Project)]
    public void PropertyOfABaseInALibrary_HasItsFirstValue(Reference reference)
    {
        const string blocks = "public abstract class StepBaseAttribute : BlockAttribute { protected const int Most = 2; public int Width { get; set; } = 5; }";
        GeneratorRun run = Over(
            "[Input(3, 8, 8)] [Step, Linear(2)] public partial class Net; [Layers(\"Conv(Width + Most, 1)\")] public sealed class StepAttribute : StepBaseAttribute;", Library(blocks, reference));
        Assert.Empty(run.CompilerProblems());
        Assert.Contains("Conv(7, 1)", run.Files["Net.g.cs"], StringComparison.Ordinal);
    }

    /// <summary>An assembly that was built without the generator is what is named.</summary>
    [Theory]
    [InlineData(Reference.Image)]
    [InlineData(Reference.Project)]
    public void LibraryWithoutTheGenerator_IsSaidToBe(Reference reference)
    {
        const string block = "using CnnGen; [Layers(\"Conv(Width, 1)\")] public sealed class StepAttribute : BlockAttribute { public int Width { get; set; } = 5; }";
        CSharpCompilation library = NetworkCompiler.Empty.WithAssemblyName("Plain").AddSyntaxTrees(CSharpSyntaxTree.ParseText(block, NetworkCompiler.ParseOptions, "File0.cs"));
        AssertOne(
            Over("[Input(3, 8, 8)] [Step] public partial class Net;", ReferenceTo(library, reference)),
            "CNN024",
            "the block Step of Plain cannot be used: what its property Width begins with is not recorded in Plain, which was built without CnnGen's generator");
    }

    private static void AssertOne(GeneratorRun run, string id, string message)
    {
        DiagnosticAssert.DoesNotCrash(run);
        Diagnostic error = run.Result.Diagnostics.Single();
        Assert.Equal(id, error.Id);
        Assert.Equal("File0.cs", error.Location.SourceTree!.FilePath);
        Assert.Contains(message, error.GetMessage(), StringComparison.Ordinal);
        Assert.All(error.AdditionalLocations, place => Assert.True(run.Output.ContainsSyntaxTree(place.SourceTree!)));
    }

    /// <summary>An assembly with blocks, built with the generator.</summary>
    private static MetadataReference Library(string source, Reference reference, string name = "Library", params MetadataReference[] references) =>
        ReferenceTo(Over(source, NetworkCompiler.Empty.WithAssemblyName(name), references).Output, reference);

    private static MetadataReference ReferenceTo(Compilation compilation, Reference reference)
    {
        if (reference == Reference.Project)
        {
            return compilation.ToMetadataReference();
        }

        using MemoryStream assembly = new();
        Assert.Empty(compilation.Emit(assembly).Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));
        return MetadataReference.CreateFromImage(assembly.ToArray());
    }

    private static GeneratorRun Over(string source, params MetadataReference[] references) => Over(source, NetworkCompiler.Empty, references);

    private static GeneratorRun Over(string source, CSharpCompilation empty, MetadataReference[] references) => GeneratorRun.Over(
        empty.AddReferences(references).AddSyntaxTrees(CSharpSyntaxTree.ParseText("using CnnGen; " + source, NetworkCompiler.ParseOptions, "File0.cs")), GeneratorRun.OneWidth);
}
