using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using CnnGen.Tests;
using CnnGen.Tests.Onnx;
using Xunit;

namespace CnnGen.Emitted.Tests.Onnx;

/// <summary>ONNX's recorded operator cases that a network can express, forward, at each vector width.</summary>
public sealed class OnnxCaseTests
{
    private const int FewestRun = 200;

    // Eight of float32's units in the last place of the largest number, beside one of the recorded type's. Integers have to be exact.
    private const double ErrorOfNetworks = 8.0 / (1 << 23);

    private static readonly IReadOnlyList<OnnxCase> Cases = OnnxCase.Load();

    private static readonly Dictionary<string, (OnnxCase Case, IReadOnlyList<OnnxNetwork> Networks)> Run = Cases
        .Select(recorded => (Case: recorded, Networks: (IReadOnlyList<OnnxNetwork>)OnnxOperators.NetworksOf(recorded).ToList()))
        .Where(pair => pair.Networks.Count > 0)
        .ToDictionary(pair => pair.Case.Name);

    // Many cases are of one network.
    private static readonly Dictionary<string, string> Classes = Run.Values
        .SelectMany(pair => pair.Networks).Select(Attributes).Distinct().Select((attributes, i) => (attributes, $"Network{i}")).ToDictionary();

    private static readonly Lazy<Assembly> Compiled = new(() => NetworkCompiler.Compile(
        string.Join("\n", Classes.Select(pair => $"{pair.Key} public partial class {pair.Value};")), Widths.ToCompile));

    public static TheoryData<string, int> CasesAndWidths()
    {
        TheoryData<string, int> data = [];
        foreach (string name in Run.Keys)
        {
            foreach (int bits in Widths.Supported)
            {
                data.Add(name, bits);
            }
        }

        if (Run.Count == 0)
        {
            data.Add(Shared.Missing, 0);
        }

        return data;
    }

    [SharedTheory]
    [MemberData(nameof(CasesAndWidths))]
    public void Case_GivesTheRecordedOutputs(string name, int bits)
    {
        using WidthScope scope = new(bits);
        (OnnxCase recorded, IReadOnlyList<OnnxNetwork> networks) = Run[name];
        foreach (OnnxNetwork network in networks)
        {
            AssertClose(recorded.Outputs[network.Output], OutputOf(network), $"{network.Declaration} output {network.Output}");
        }
    }

    [SharedFact]
    public void EveryCase_IsRunOrListedWithItsReason()
    {
        string[] left = Cases.Select(recorded => recorded.Name).Where(name => !Run.ContainsKey(name)).ToArray();
        AssertNone(left.Except(OnnxCoverage.NotRun.Keys), "neither run nor listed");
        AssertNone(OnnxCoverage.NotRun.Keys.Except(left), "listed, but run or not there");
    }

    [SharedFact]
    public void MostCases_AreRun() => Assert.True(Run.Count >= FewestRun, $"{Run.Count} of {Cases.Count} cases are run");

    [SharedFact]
    public void EveryOutput_IsComparedOrListedWithItsReason()
    {
        HashSet<(string, int)> left = [];
        foreach ((OnnxCase recorded, IReadOnlyList<OnnxNetwork> networks) in Run.Values)
        {
            IEnumerable<int> outputs = Enumerable.Range(0, recorded.Outputs.Count).Except(networks.Select(network => network.Output));
            left.UnionWith(outputs.Select(output => (recorded.Signature, output)));
        }

        Assert.Equal(OnnxCoverage.NotCompared.Keys.Order(), left.Order());
    }

    [SharedFact]
    public void PreparedWeights_AreListed()
    {
        IEnumerable<string> prepared = Run.Values.Where(pair => pair.Networks.Any(network => network.HasPreparedWeights)).Select(pair => pair.Case.Signature);
        Assert.Equal(OnnxCoverage.WithPreparedWeights.Keys.ToHashSet(), prepared.ToHashSet());
    }

    private static void AssertNone(IEnumerable<string> names, string what) => Assert.True(!names.Any(), $"{what}: {string.Join(", ", names)}");

    private static string Attributes(OnnxNetwork network) => $"[Network(Training = {Formula.Text(network.IsTraining)})] {network.Declaration}";

    private static float[] OutputOf(OnnxNetwork network)
    {
        using NetworkHandle instance = NetworkHandle.Create(Compiled.Value, Classes[Attributes(network)]);
        Assert.Subset(instance.Parameters.Select(parameter => parameter.Name).ToHashSet(), network.Parameters.Keys.ToHashSet());
        foreach (Parameter parameter in instance.Parameters.Where(parameter => !parameter.Name.EndsWith("num_batches_tracked", StringComparison.Ordinal)))
        {
            parameter.Value = network.Parameters[parameter.Name];
        }

        float[] output = network.IsTraining ? Trained(instance, network.Samples) : instance.Forward(network.Samples);
        return network.Updated is { } name ? instance.Parameters[name].Value : output;
    }

    // A batch goes through, and the running estimates move.
    private static float[] Trained(NetworkHandle network, float[] samples)
    {
        int batch = samples.Length / network.InputLength;
        float[] output = new float[batch * network.OutputLength];
        using TrainingGraph graph = network.CreateTrainingGraph(batch);
        graph.Forward(samples, output);
        graph.Backward(new float[output.Length], new float[samples.Length]);
        return output;
    }

    private static void AssertClose(OnnxTensor recorded, float[] actual, string what)
    {
        float[] expected = recorded.Values;
        Assert.Equal(expected.Length, actual.Length);
        double tolerance = recorded.Precision == 0 ? 0 : (recorded.Precision + ErrorOfNetworks) * expected.Max(Math.Abs);
        for (int i = 0; i < expected.Length; i++)
        {
            double difference = Math.Abs((double)actual[i] - expected[i]);
            Assert.True(difference <= tolerance, $"{what} [{i}]: expected {expected[i]:R}, got {actual[i]:R}; tolerance {tolerance:G3}");
        }
    }
}
