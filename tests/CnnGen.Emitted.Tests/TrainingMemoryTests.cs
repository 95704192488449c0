using System;
using System.Reflection;
using CnnGen.Tests;
using Xunit;

namespace CnnGen.Emitted.Tests;

/// <summary>What Info says of memory is what is taken.</summary>
public sealed class TrainingMemoryTests
{
    private const string Block = "[Conv(16, 3, Pad = 1, Bias = false), BatchNorm, ReLU]";

    private static readonly Lazy<Assembly> Compiled = new(() => NetworkCompiler.Compile($$"""
        [Input(3, 32, 32)] {{Block}} [Conv(16, 3, Pad = 1, Bias = false), BatchNorm, Add("relu1"), ReLU] [MaxPool(2), Linear(10)] public partial class Residual;
        [Input(1, 28, 28)] [Conv(20, 5), MaxPool(2)] [Conv(50, 5), MaxPool(2)] [Linear(500), ReLU, Linear(10)] public partial class Classic;
        [Network(Training = false)] [Input(3, 32, 32)] {{Block}} [Linear(10)] public partial class Shipped;
        """));

    [Theory]
    [InlineData("Residual", 1)]
    [InlineData("Residual", 32)]
    [InlineData("Classic", 5)]
    [InlineData("Classic", 64)]
    public void TrainingGraph_TakesWhatInfoSays(string name, int batchSize)
    {
        using NetworkHandle network = NetworkHandle.Create(Compiled.Value, name);
        long stated = network.Info.Memory.Training!.Of(batchSize);

        // Once for what is made with the first graph of all.
        network.CreateTrainingGraph(1).Dispose();
        long before = GC.GetAllocatedBytesForCurrentThread();
        network.CreateTrainingGraph(batchSize).Dispose();
        long taken = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.InRange(taken, stated, (stated * 11 / 10) + 20_000);
    }

    [Theory]
    [InlineData("Residual")]
    [InlineData("Classic")]
    public void Fork_TakesTheWorkspaceThatInfoSays(string name)
    {
        using NetworkHandle network = NetworkHandle.Create(Compiled.Value, name);
        network.Fork().Dispose();
        long before = GC.GetAllocatedBytesForCurrentThread();
        network.Fork().Dispose();
        long taken = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.InRange(taken, network.Info.Memory.Workspace, (network.Info.Memory.Workspace * 11 / 10) + 2_000);
    }

    [Fact]
    public void NetworkThatIsNotTrained_TakesNothingForIt()
    {
        NetworkInfo info = (NetworkInfo)Compiled.Value.GetType("Shipped", throwOnError: true)!.GetProperty("Info")!.GetValue(null)!;
        Assert.Null(info.Memory.Training);
    }
}
