using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using CnnGen.Onnx.Naming;
using CnnGen.Tests;
using Xunit;

namespace CnnGen.Tool.Tests;

/// <summary>ONNX's recorded operator cases as files that are imported.</summary>
public sealed class NodeCaseTests
{
    private const int FewestRun = 280;

    // Eight of float32's units in the last place of the largest number, beside one of the recorded type's. Whole numbers have to be exact.
    private const double ErrorOfNetworks = 8.0 / (1 << 23);

    private static readonly IReadOnlyList<NodeCase> Cases = NodeCase.Load();

    private static readonly Dictionary<string, NodeCase> Run = Cases.Where(static one => one.Network is not null).ToDictionary(static one => one.Name);

    private static readonly Lazy<Assembly> Compiled = new(() => CompiledNetwork.Compile(Run.Values.Select(static one => one.Network!)));

    public static TheoryData<string> Names() => Run.Count == 0 ? new TheoryData<string>(Shared.Missing) : new TheoryData<string>(Run.Keys);

    [SharedTheory]
    [MemberData(nameof(Names))]
    public void Case_GivesWhatWasRecorded(string name)
    {
        NodeCase recorded = Run[name];
        using CompiledNetwork network = CompiledNetwork.Load(Compiled.Value, recorded.Network!);
        Dictionary<string, float[]> outputs = network.Forward(recorded.Input);
        double tolerance = recorded.Precision == 0 ? 0 : recorded.Precision + ErrorOfNetworks;
        for (int place = 0; place < outputs.Count; place++)
        {
            float[] output = outputs.Count == 1 ? outputs.Values.Single() : outputs[Identifiers.Camel(recorded.OutputNames[place])];
            Recorded.AssertClose(recorded.ReadOutput(place), output, tolerance);
        }
    }

    [SharedFact]
    public void EveryCase_IsRunOrListedWithItsReason()
    {
        string[] left = [.. Cases.Select(static one => one.Name).Where(static name => !Run.ContainsKey(name))];
        string unlisted = string.Join("\n", Cases.Where(one => left.Contains(one.Name) && !NodeCoverage.NotRun.ContainsKey(one.Name))
            .Select(static one => $"{one.Name}: {string.Join("; ", one.Problems ?? [])}"));
        Assert.True(unlisted.Length == 0, $"{Run.Count} are run; neither run nor listed:\n{unlisted}");
        Assert.Empty(NodeCoverage.NotRun.Keys.Except(left));
        Assert.InRange(Run.Count, FewestRun, Cases.Count);
    }
}
