using System;
using System.Linq;
using System.Reflection;
using CnnGen.Tests;
using Xunit;

namespace CnnGen.Emitted.Tests;

/// <summary>What docs/transfer-learning.md does, on a smaller body: another head, a frozen block, features without the head.</summary>
public sealed class TransferLearningTests
{

    private const string Start = "[Input(3, 8, 8)] [Conv(8, 3, Pad = 1, Bias = false";

    private static readonly Lazy<Assembly> Compiled = new(() => NetworkCompiler.Compile($$"""
        {{Start}}), BatchNorm, ReLU] [Conv(8, 3, Pad = 1, Bias = false), BatchNorm, ReLU] [GlobalAvgPool, Linear(10, Name = "fc")] public partial class Photographs;
        {{Start}}, Frozen = true), BatchNorm(Frozen = true), ReLU] [Conv(8, 3, Pad = 1, Bias = false), BatchNorm, ReLU] [GlobalAvgPool, Linear(5, Name = "fc")] public partial class Flowers;
        {{Start}}), BatchNorm, ReLU] [Conv(8, 3, Pad = 1, Bias = false), BatchNorm, ReLU, GlobalAvgPool(Name = "pool"), Output("features")] [Linear(10, Name = "fc")] public partial class Both;
        [Network(Training = false)] {{Start}}), BatchNorm, ReLU] [Conv(8, 3, Pad = 1, Bias = false), BatchNorm, ReLU] [GlobalAvgPool] public partial class Features;
        """));

    [Fact]
    public void BodyOfACheckpoint_IsLoadedUnderAnotherHead_AndTheRestIsTrained()
    {
        using TemporaryFolder folder = new();
        string file = Saved(folder);
        using NetworkHandle flowers = NetworkHandle.Create(Compiled.Value, "Flowers", seed: 2);
        LoadReport report = flowers.Parameters.Load(file, new LoadOptions { MayDiffer = IsOfHead });
        Assert.Equal((12, 2), (report.Loaded.Count, report.Differing.Count));

        float[][] before = [.. flowers.Parameters.Select(parameter => parameter.Value.ToArray())];
        using TrainingGraph graph = flowers.CreateTrainingGraph(4);
        graph.Freeze("bn2");
        float[] x = LeNet5Tests.RandomValues(4 * flowers.InputLength, seed: 3);
        float[] y = new float[4 * flowers.OutputLength];
        graph.Forward(x, y);
        Loss.SoftmaxCrossEntropy.Compute(y, [0, 1, 2, 3], flowers.OutputLength, y);
        graph.Backward(y, []);
        Step(graph);
        string[] changed = [.. flowers.Parameters.Where((parameter, index) => !before[index].SequenceEqual(parameter.Value.ToArray())).Select(parameter => parameter.Name)];
        Assert.Equal(["conv2.weight", "fc.weight", "fc.bias"], changed.Where(name => !name.StartsWith("bn", StringComparison.Ordinal)));
        Assert.DoesNotContain(changed, name => name is "bn1.weight" or "bn1.bias" or "bn2.weight" or "bn2.bias");
        Assert.Contains("bn1.running_mean", changed);
    }

    [Fact]
    public void Features_AreThoseOfTheMarkedOutput()
    {
        using TemporaryFolder folder = new();
        string file = Saved(folder);
        using NetworkHandle body = NetworkHandle.Create(Compiled.Value, "Features");
        body.Parameters.Load(file, new LoadOptions { MayBeLeftOver = IsOfHead });
        using NetworkHandle both = NetworkHandle.Create(Compiled.Value, "Both");
        both.Parameters.Load(file, new LoadOptions());
        float[] x = LeNet5Tests.RandomValues(3 * body.InputLength, seed: 3);
        Assert.Equal(body.Forward(x), both.Forward(x, static _ => true)[1]);
    }

    private static void Step(TrainingGraph graph)
    {
        foreach (ParameterSegment segment in graph.Segments.ToArray().Where(static segment => segment.Trainable))
        {
            for (int i = segment.Offset; i < segment.Offset + segment.Length; i++)
            {
                graph.PackedWeights[i] -= 0.1f * graph.PackedGradients[i];
            }
        }

        graph.WeightsChanged();
    }

    private static bool IsOfHead(string name) => name.StartsWith("fc.", StringComparison.Ordinal);

    private static string Saved(TemporaryFolder folder)
    {
        string file = folder["photographs.safetensors"];
        using NetworkHandle photographs = NetworkHandle.Create(Compiled.Value, "Photographs", seed: 7);
        photographs.Save(file);
        return file;
    }
}
