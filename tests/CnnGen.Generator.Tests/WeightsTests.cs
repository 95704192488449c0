using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using CnnGen.CodeFixes;
using CnnGen.Generator.Model.Weights;
using CnnGen.Tests;
using Microsoft.CodeAnalysis;
using Xunit;

namespace CnnGen.Generator.Tests;

/// <summary>What is said of the weights file that a network names, and what an embedded one gives.</summary>
public sealed class WeightsTests
{
    private const string Tensors = """
        F32 [2] bn1.bias
        I64 [] bn1.num_batches_tracked
        F32 [2] bn1.running_mean
        F32 [2] bn1.running_var
        F32 [2] bn1.weight
        F32 [2, 1, 3, 3] conv1.weight
        F32 [3] fc1.bias
        F32 [3, 18] fc1.weight
        """;

    private const string File = "file weights/net.safetensors\n";
    private const string Listing = File + Tensors;
    private const string Embedded = File + "embedded a/net.bin\n" + Tensors;

    private const string Network = """
        using CnnGen;

        [Weights("weights/net.safetensors")]
        [Input(1, 5, 5)]
        [Conv(2, 3, Bias = false), BatchNorm, ReLU]
        [Linear(3)]
        public partial class Net;

        public static class User
        {
            public static int Length => Net.OutputLength;
        }
        """;

    [Fact]
    public void FileOfTheNetwork_IsRight() => Assert.DoesNotContain("Net.Weights.g.cs", DiagnosticAssert.Reports(Source(""), Listing).Files.Keys);

    [Fact]
    public void EmbeddedFile_GivesADefault() => Assert.Contains(
        "public static global::Net Default =>", DiagnosticAssert.Reports(Source("").Replace("Net.OutputLength", "Net.Default.Threads"), Embedded).Files["Net.Weights.g.cs"]);

    [Theory]
    [InlineData("F32 [3] fc1.bias", "F32 [3] fc.bias", "CNN203 CNN204")]
    [InlineData("F32 [3] fc1.bias\n", "", "CNN203")]
    [InlineData("F32 [3] fc1.bias", "F32 [3] fc1.bias\nF32 [3] fc2.bias", "CNN204")]
    [InlineData("F32 [3, 18]", "F32 [18, 3]", "CNN205")]
    [InlineData("F32 [3, 18]", "F32 [54]", "CNN205")]
    [InlineData("F32 [3, 18]", "I32 [3, 18]", "CNN205")]
    [InlineData("F32 [3, 18]", "I64 [3, 18]", "CNN205")]
    [InlineData("F32 [3, 18]", "BF16 [3, 18]", "")]
    [InlineData("F32 [3, 18]", "F64 [3, 18]", "")]
    [InlineData("I64 [] bn1.num_batches_tracked\n", "", "")]
    [InlineData("I64 [] bn1", "F32 [] bn1", "")]
    [InlineData("I64 [] bn1", "I64 [1] bn1", "CNN205")]
    [InlineData("weights/net.safetensors", "net.safetensors", "CNN201")]
    public void FileOfAnotherNetwork_IsReportedAtItsName(string before, string after, string ids)
    {
        GeneratorRun run = Run(Listing.Replace(before, after));
        Assert.Equal(ids.Split(' ', System.StringSplitOptions.RemoveEmptyEntries), run.Result.Diagnostics.Select(static diagnostic => diagnostic.Id));
        Assert.All(run.Result.Diagnostics, static diagnostic => Assert.Equal("\"weights/net.safetensors\"", diagnostic.Location.SourceTree!.GetText().ToString(diagnostic.Location.SourceSpan)));

        // The network is there: a program that trains it anew can be built.
        Assert.Empty(run.CompilerProblems());
    }

    [Fact]
    public void Messages_NameTheTensorsAndTheNearest()
    {
        Assert.Equal(
            [
                "'weights/net.safetensors' lacks a tensor of the network: 'fc1.bias' F32 [3] (the nearest is 'fc.bias')",
                "'weights/net.safetensors' has a tensor that the network has not: 'fc.bias' F32 [3] (the nearest is 'fc1.bias')",
            ],
            Messages(Listing.Replace("fc1.bias", "fc.bias")));
        Assert.Equal(
            ["'weights/net.safetensors' has 2 tensors of another shape or type: 'fc1.weight' is F32 [4, 18] in the file and F32 [3, 18] in the network, 'fc1.bias' is F32 [4] in the file and F32 [3] in the network"],
            Messages(Listing.Replace("[3", "[4")));
    }

    [Fact]
    public void ManyTensors_AreCounted()
    {
        string many = string.Concat(Enumerable.Range(0, 1_000).Select(static index => $"\nF32 [1] extra{index}"));
        string message = Assert.Single(Messages(Listing + many));
        Assert.Contains("has 1,000 tensors that the network has not: 'extra0' F32 [1], ", message);
        Assert.EndsWith(" and 995 more", message);
    }

    [Fact]
    public void NamesWithSomethingInFront_AreSeen()
    {
        string inFront = string.Join("\n", Tensors.Split('\n').Select(static line => line.Replace("] ", "] module.")));
        Assert.Contains("; without 'module.' in front of the file's names all of them are there", Messages(File + inFront)[0]);
    }

    [Theory]
    [InlineData("net.safetensors", "weights/net.safetensors", "'weights/net.safetensors' is there")]
    [InlineData("wights/net.safetensors", "weights/net.safetensors", "'weights/net.safetensors' is there")]
    [InlineData("Weights/Net.safetensors", "weights/net.safetensors", "'weights/net.safetensors' is there")]
    [InlineData("../models/other.safetensors", null, "<CnnGenWeights Include=\"../models/other.safetensors\" />")]
    [InlineData("other.pt", null, "weights are read from .safetensors files alone, which 'cnngen convert' makes of .pt and .pth files")]
    [InlineData("", null, "weights are read from .safetensors files alone, which 'cnngen convert' makes of .pt and .pth files")]
    public void FileThatIsNotThere_MayBeAnother(string path, string? suggestion, string message)
    {
        Diagnostic error = Assert.Single(Run(Listing, Source("").Replace("weights/net.safetensors", path)).Result.Diagnostics);
        Assert.Equal("CNN201", error.Id);
        Assert.EndsWith(message, error.GetMessage(null));
        Assert.Equal(suggestion is null ? null : $"\"{suggestion}\"", error.Properties.GetValueOrDefault("@here"));
    }

    /// <summary>So that a program which has the weights and one which trains them can share the network's file.</summary>
    [Fact]
    public void FileMayBeNamedOnAnotherDeclaration()
    {
        const string Name = "[Weights(\"weights/net.safetensors\")]";
        string source = Source("").Replace(Name, "") + $"\n{Name}\npublic partial class Net;\n";
        Assert.Contains("Net.Weights.g.cs", Run(Embedded, source).Files.Keys);
        Diagnostic error = Assert.Single(Run(Listing.Replace("[3, 18]", "[3, 19]"), source).Result.Diagnostics);
        Assert.Equal(source.LastIndexOf("\"weights/", System.StringComparison.Ordinal), error.Location.SourceSpan.Start);
    }

    [Theory]
    [InlineData("./weights/net.safetensors")]
    [InlineData(@"weights\\net.safetensors")]
    public void Path_HasManyForms(string path) => Assert.Empty(Run(Listing, Source("").Replace("weights/net.safetensors", path)).Result.Diagnostics);

    [Fact]
    public Task FileInAnotherFolder_IsAFix() => FixAssert.FixesAsync(
        new SetArgumentFix(), Listing, Source("").Replace("weights/net", "net"), "Change to \"weights/net.safetensors\"", Source(""));

    [Fact]
    public void UnreadableFile_SaysWhy() => Assert.Equal(
        ["'weights/net.safetensors' cannot be read: the file has 3 bytes"], Messages(File + "problem the file has 3 bytes\n"));

    [Fact]
    public void BuildThatListsNothing_IsNamed() => Assert.Contains(
        "the build has not listed the project's weights files", Assert.Single(GeneratorRun.OfOneWidth(Source("")).Result.Diagnostics).GetMessage(null));

    /// <summary>The file's error is the only one, whatever the program does with Default.</summary>
    [Theory]
    [InlineData("")]
    [InlineData(File + "problem the file has 3 bytes\n")]
    public void DefaultWithoutItsFile_IsNoFurtherError(string listing)
    {
        GeneratorRun run = Run(listing, Source("").Replace("Net.OutputLength", "Net.Default.Threads"));
        Assert.Single(run.Result.Diagnostics);
        Assert.Empty(run.Advice);
        Assert.Empty(run.CompilerProblems());
    }

    [Fact]
    public void WrongNetwork_HasItsOwnErrorAlone()
    {
        GeneratorRun run = Run(Embedded, Source("").Replace("Net.OutputLength", "Net.Default.Threads").Replace("Conv(2, 3,", "Conv(2, 9,"));
        Assert.Equal(["CNN002"], run.Result.Diagnostics.Select(static diagnostic => diagnostic.Id));
        Assert.Empty(run.CompilerProblems());
    }

    [Fact]
    public void DefaultThatIsNotEmbedded_SaysHow()
    {
        GeneratorRun run = Run(Listing, Source("").Replace("Net.OutputLength", "Net.Default.Threads"));
        Diagnostic error = Assert.Single(run.Advice);
        Assert.Equal("CNN206", error.Id);
        Assert.Equal(
            "Net has weights that are not embedded, and so no Default: write <EmbeddedResource Include=\"weights/net.safetensors\" /> in the project file, or Load the file at run time",
            error.GetMessage(null));
    }

    /// <summary>A program that had a Default before the file was embedded keeps it.</summary>
    [Fact]
    public void OwnDefault_Stays()
    {
        GeneratorRun run = Run(Embedded, Source("{ public static Net Default { get; } = Create(1); }").Replace("Net.OutputLength", "Net.Default.Threads"));
        Assert.Empty(run.Result.Diagnostics);
        Assert.Empty(run.CompilerProblems());
        Assert.DoesNotContain("Net.Weights.g.cs", run.Files.Keys);
    }

    [Fact]
    public void HalfTyped_SaysNothing()
    {
        foreach (string typed in (string[])["[Weights]", "[Weights()]", "[Weights(null!)]", "[Weights(\"weights/net.safetensors\", Embed = true)]", "[Weights(nope)]"])
        {
            GeneratorRun run = Run(Listing, Source("").Replace("[Weights(\"weights/net.safetensors\")]", typed));
            DiagnosticAssert.DoesNotCrash(run);
            Assert.Empty(run.Result.Diagnostics);
        }
    }

    [Fact]
    public void EditAboveTheClass_MovesTheErrorAndRegeneratesNothing()
    {
        GeneratorRun start = Run(Listing.Replace("[3, 18]", "[3, 19]"));
        GeneratorRun run = start.Edit("using CnnGen;", "using CnnGen;\n// a comment");
        Steps.NothingIsRegenerated(run);
        Assert.Equal(Line(start) + 1, Line(run));

        static int Line(GeneratorRun run) => Assert.Single(run.Result.Diagnostics).Location.GetLineSpan().StartLinePosition.Line;
    }

    [Fact]
    public void EditOfTheFile_IsSeenAndRegeneratesNoNetwork()
    {
        GeneratorRun start = Run(Listing);
        Assert.Empty(start.Result.Diagnostics);
        GeneratorRun run = start.ReplaceWeights(Listing.Replace("[3, 18]", "[3, 19]"));
        Assert.Single(run.Result.Diagnostics);
        Steps.NothingIsRegenerated(run);
        Assert.Contains("Net.Weights.g.cs", start.ReplaceWeights(Embedded).Files.Keys);
    }

    [Fact]
    public void Listing_IsReadWhateverNamesHold()
    {
        WeightsFile file = Assert.Single(WeightsListing.Parse("F32 [1] before\r\nfile a\\u005cb c\r\nembedded r\r\nF32 [2, 3] two words\\u000a[4] \\u005cu0041\r\nnonsense\r\nF32 [99999999999999999999] large\r\nF32 [-1] negative\r\nF32 ] [x\r\n"));
        Assert.Equal(("a\\b c", "r"), (file.Path, file.Resource));
        Assert.Equal("two words\n[4] \\u0041", Assert.Single(file.Tensors).Name);
    }

    private static string Source(string body) => (body.Length == 0 ? Network : Network.Replace("class Net;", $"class Net\n{body}"));

    private static GeneratorRun Run(string listing, string? source = null) => GeneratorRun.WithWeights(listing, source ?? Source(""));

    private static List<string> Messages(string listing) => [.. Run(listing).Result.Diagnostics.Select(static diagnostic => diagnostic.GetMessage(null))];
}
