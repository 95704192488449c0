using System;
using System.Collections.Generic;
using System.Linq;
using CnnGen.Tests;
using Xunit;

namespace CnnGen.Generator.Tests;

/// <summary>What an edit makes the generator do again.</summary>
public sealed class IncrementalTests
{
    private const string Networks = """
        using CnnGen;

        [Input(1, 12, 12)]
        [Conv(2, 3, Pad = 1), ReLU, MaxPool(2)]
        [Linear(3)]
        public partial class First
        {
            public int Twice => OutputLength * 2;
        }

        [Input(4)]
        [Linear(2)]
        public partial class Second;
        """;

    private const string Other = "class Other { int Number() => 1; }";

    [Theory]
    [InlineData("using CnnGen;", "using CnnGen;\n// a comment above the class")]
    [InlineData("[Linear(3)]", "[Linear(3)] // a comment between the layers")]
    [InlineData("Pad = 1)", "Pad   = /* same */ 1)")]
    [InlineData("Pad = 1)", "Pad = 2 - 1)")]
    [InlineData("OutputLength * 2", "OutputLength * 3")]
    public void EditThatChangesNoNetwork_RegeneratesNothing(string before, string after) => Steps.NothingIsRegenerated(Start().Edit(before, after));

    [Fact]
    public void EditOfAnotherFile_RegeneratesNothing() => Steps.NothingIsRegenerated(Start().Edit("=> 1", "=> 2", file: 1));

    [Fact]
    public void AddedFile_RegeneratesNothing() => Steps.NothingIsRegenerated(Start().Add("class Added;"));

    [Fact]
    public void EditedArgument_RegeneratesItsNetworkAlone()
    {
        GeneratorRun start = Start();
        GeneratorRun run = start.Edit("Conv(2, 3", "Conv(4, 3");
        Steps.Regenerated(run, networks: 1);
        Assert.NotEqual(start.Files["First.g.cs"], run.Files["First.g.cs"]);
        Assert.Equal(start.Files["Second.g.cs"], run.Files["Second.g.cs"]);
    }

    [Fact]
    public void AddedLayer_RegeneratesItsNetworkAlone() => Steps.Regenerated(Start().Edit("[Linear(3)]", "[Linear(9), ReLU]\n[Linear(3)]"), networks: 1);

    [Fact]
    public void CommentAboveAWrongNetwork_MovesTheErrorAndRegeneratesNothing()
    {
        GeneratorRun start = GeneratorRun.OfParsed(Networks.Replace("MaxPool(2)", "MaxPool(5)"), Other);
        GeneratorRun run = start.Edit("using CnnGen;", "using CnnGen;\n// a comment above the class");
        Steps.NothingIsRegenerated(run);
        int before = Assert.Single(start.Result.Diagnostics).Location.GetLineSpan().StartLinePosition.Line;
        Assert.Equal(before + 1, Assert.Single(run.Result.Diagnostics).Location.GetLineSpan().StartLinePosition.Line);
    }

    [Fact]
    public void MendedNetwork_LosesItsErrorAndItsStubs()
    {
        GeneratorRun run = GeneratorRun.OfParsed(Networks.Replace("MaxPool(2)", "MaxPool(5)"), Other).Edit("MaxPool(5)", "MaxPool(2)");
        Assert.Empty(run.Result.Diagnostics);
        Assert.Equal(Start().Files, run.Files);
    }

    private const string Twins = """
        using CnnGen;

        [Input(4, 12, 12)]
        [Conv(8, 3, Pad = 1), ReLU, MaxPool(2)]
        [Linear(3)]
        public partial class One;

        [Input(4, 12, 12)]
        [Conv(8, 3, Pad = 1), ReLU, MaxPool(2)]
        [Linear(5)]
        public partial class Two;
        """;

    [Fact]
    public void NetworksOfOneStructure_CallTheSameKernels()
    {
        IReadOnlyDictionary<string, string> files = GeneratorRun.OfParsed(Twins).Files;
        string text = string.Concat(files.Where(file => file.Key.StartsWith("Kernels-Vector256.", StringComparison.Ordinal)).Select(file => file.Value));
        string kernel = Assert.Single(Calls(files["One.Programs.g.cs"]), call => call.StartsWith("K.Convolve_", StringComparison.Ordinal));
        Assert.Contains(kernel, Calls(files["Two.Programs.g.cs"]));
        Assert.Equal(2, text.Split($" {kernel[2..]}(").Length);
    }

    [Fact]
    public void EditOfOneOfTwo_LeavesTheOtherAndWhatBothCall()
    {
        GeneratorRun start = GeneratorRun.OfParsed(Twins);
        GeneratorRun run = start.Edit("[Linear(5)]", "[Linear(6)]");
        Steps.Regenerated(run, networks: 1);
        Assert.All(
            start.Texts.Where(file => file.Key.StartsWith("One.", StringComparison.Ordinal) || file.Key.Contains(".Convolve.", StringComparison.Ordinal)),
            file => Assert.Same(file.Value, run.Texts[file.Key]));
    }

    [Fact]
    public void EditThatChangesNoKernel_LeavesTheSharedFiles()
    {
        GeneratorRun start = GeneratorRun.OfParsed(Twins);
        GeneratorRun run = start.Edit("[Linear(5)]", "[Linear(5, Name = \"scores\")]");
        Steps.Regenerated(run, networks: 1);
        Steps.KernelsAreAsBefore(run);
        Assert.All(start.Texts.Where(file => !file.Key.StartsWith("Two.", StringComparison.Ordinal)), file => Assert.Same(file.Value, run.Texts[file.Key]));
    }

    [Fact]
    public void RemovedNetwork_TakesItsKernelsAlone()
    {
        GeneratorRun both = GeneratorRun.OfParsed(Twins);
        GeneratorRun one = both.Edit("[Linear(5)]\npublic partial class Two;", "[Linear(3)]\npublic partial class Two;");
        GeneratorRun alone = GeneratorRun.OfParsed(Twins[..Twins.LastIndexOf("[Input", StringComparison.Ordinal)]);
        Assert.All(alone.Files, file => Assert.Equal(file.Value, one.Files[file.Key]));
        Assert.Equal(alone.Files.Keys.Order(), one.Files.Keys.Where(name => !name.StartsWith("Two.", StringComparison.Ordinal)).Order());
    }

    private static IEnumerable<string> Calls(string text) =>
        text.Split('\n').Select(static line => line.Trim()).Where(static line => line.Contains("(ref ", StringComparison.Ordinal)).Select(static line => line.Split('(')[0]);

    private static GeneratorRun Start() => GeneratorRun.OfParsed(Networks, Other);
}
