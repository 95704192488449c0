using System;
using System.Collections.Generic;
using System.Linq;
using CnnGen.Tests;
using Microsoft.CodeAnalysis;
using Xunit;

namespace CnnGen.Generator.Tests;

/// <summary><c>[Network(Inspect = true)]</c>: a further program, and nothing else changes.</summary>
public sealed class InspectedNetworkTests
{
    private const string Body = "[Input(1, 8, 8)] [Conv(4, 3, Bias = false), BatchNorm, ReLU(Name = \"features\"), MaxPool(2), Output(\"pooled\")] [Dropout(0.5), Linear(3)] public partial class Net;";
    private const string Inspected = "[Network(Inspect = true)] " + Body;

    [Fact]
    public void OtherPrograms_StayTheSameBytes()
    {
        IReadOnlyDictionary<string, string> plain = GeneratorRun.Of(Body).Files;
        IReadOnlyDictionary<string, string> inspected = GeneratorRun.Of(Inspected).Files;
        Assert.Contains("Net.Inspection.g.cs", inspected.Keys);
        Assert.All(plain.Keys.Where(name => name.StartsWith("Net.", StringComparison.Ordinal) && name != "Net.g.cs"), name => Assert.Equal(plain[name], inspected[name]));

        // The class has members more, and each of its lines is still there.
        HashSet<string> lines = [.. inspected["Net.g.cs"].Split('\n')];
        Assert.All(plain["Net.g.cs"].Split('\n').Where(line => !line.Contains("partial class", StringComparison.Ordinal)), line => Assert.Contains(line, lines));
    }

    [Fact]
    public void NetworkThatDoesNotSaySo_HasNothingOfIt()
    {
        Assert.Equal(GeneratorRun.Of(Body).Files, GeneratorRun.Of("[Network(Inspect = false)] " + Body).Files);
        Assert.DoesNotContain(GeneratorRun.Of(Body).Files.Values, text => text.Contains("nspect", StringComparison.Ordinal) || text.Contains("LayerOutput", StringComparison.Ordinal));
    }

    [Fact]
    public void InspectionNeedsNoTraining()
    {
        IReadOnlyDictionary<string, string> files = GeneratorRun.Of("[Network(Inspect = true, Training = false)] " + Body).Files;
        Assert.Contains("Net.Inspection.g.cs", files.Keys);
        Assert.DoesNotContain("Net.Training.g.cs", files.Keys);
    }

    [Fact]
    public void NetworkWithErrors_HasTheMembersToo() => DiagnosticAssert.Reports(
        """
        using CnnGen;
        [Input(1, 7, 7), Network(Inspect = true)] [MaxPool({|CNN001:2|})] public partial class Net;
        class Use
        {
            static float First(Net net) => net.Outputs["maxpool1"].Values[0];
            static NetworkOutputs Any<T>(T net) where T : class, IInspectedNetwork<T> => net.Outputs;
            static NetworkOutputs Any() => Any(Net.Create(1));
        }
        """);

    [Theory]
    [InlineData("_ = net.{|CNN025:Outputs|}[\"features\"];")]
    [InlineData("net?.{|CNN025:Outputs|}.Compute([]);")]
    [InlineData("Own.Look<{|CNN025:Net|}>(net);")]
    public void WhoWantsALayersOutput_IsToldWhatToWrite(string statement)
    {
        Says(Body, statement);
        Says("[Network(Fit = Fit.Floor)] " + Body, statement);
        Says(Inspected, statement.Replace("{|CNN025:", "", StringComparison.Ordinal).Replace("|}", "", StringComparison.Ordinal));
    }

    private static void Says(string network, string statement)
    {
        Markup markup = Markup.Parse($"using CnnGen; {network} static class Own {{ public static void Look<T>(T net) where T : class, IInspectedNetwork<T> {{ }} }} class Use {{ void All(Net net) {{ {statement} }} }}");
        Assert.Equal(
            markup.Expected.Select(static one => (one.Id, one.Span)),
            GeneratorRun.OfParsed(markup.Source).Advice.Where(static one => one.Severity == DiagnosticSeverity.Error).Select(static one => (one.Id, one.Location.SourceSpan)));
    }

    [Fact]
    public void MemberOfThatName_Clashes_WhereThereIsOneGenerated()
    {
        const string User = "using CnnGen; [Input(4){0}] [Linear(2)] public partial class Net {{ public int {1} => 1; }}";
        DiagnosticAssert.Reports(string.Format(System.Globalization.CultureInfo.InvariantCulture, User, "", "Outputs"));
        DiagnosticAssert.Reports(string.Format(System.Globalization.CultureInfo.InvariantCulture, User, ", Network(Inspect = true)", "{|CNN017:Outputs|}"));
    }

    [Fact]
    public void Inspection_IsAsInTheSnapshot() => Snapshot.Matches("SmallNetwork.Inspection.txt", GeneratorRun.Of(Inspected).Files["Net.Inspection.g.cs"]);
}
