using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using System.Text;
using CnnGen.Generator.Lowering;
using CnnGen.Generator.Shapes;
using CnnGen.Generator.Tensors;
using CnnGen.Tests;
using Xunit;
using PlannedTensor = CnnGen.Generator.Tensors.Tensor;

namespace CnnGen.Emitted.Tests;

/// <summary>What Info says of memory is what is taken.</summary>
public sealed class TrainingMemoryTests
{
    private const string Block = "[Conv(16, 3, Pad = 1, Bias = false), BatchNorm, ReLU]";

    private static readonly Lazy<Assembly> Compiled = new(() => NetworkCompiler.Compile($$"""
        [Input(3, 32, 32)] {{Block}} [Conv(16, 3, Pad = 1, Bias = false), BatchNorm, Add("relu1"), ReLU] [MaxPool(2), Linear(10)] public partial class Residual;
        [Input(1, 28, 28)] [Conv(20, 5), MaxPool(2)] [Conv(50, 5), MaxPool(2)] [Linear(500), ReLU, Linear(10)] public partial class Classic;
        [Input(3, 32, 32)] [Conv(16, 3, Pad = 1, Frozen = true), BatchNorm(Frozen = true), ReLU] [Conv(16, 3, Pad = 1, Frozen = true), ReLU] [MaxPool(2), Linear(10)] public partial class Transferred;
        [Network(Training = false)] [Input(3, 32, 32)] {{Block}} [Linear(10)] public partial class Shipped;
        """));

    [Theory]
    [InlineData("Residual", 1)]
    [InlineData("Residual", 32)]
    [InlineData("Classic", 5)]
    [InlineData("Classic", 64)]
    [InlineData("Transferred", 32)]
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

    /// <summary>He et al. 2015 on CIFAR-10's images: what is kept of a sample is little more than what its gradients read of its values.</summary>
    [Fact]
    public void ResNet18_TakesWhatInfoSays_AndKeepsLittleMoreThanItMust()
    {
        string declaration = ResNet18Declaration();
        using NetworkHandle network = NetworkHandle.Create(NetworkCompiler.Compile(declaration + " public partial class ResNet18;"), "ResNet18");
        TrainingMemory memory = network.Info.Memory.Training!;
        long before = GC.GetAllocatedBytesForCurrentThread();
        network.CreateTrainingGraph(32).Dispose();
        long taken = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.InRange(taken, memory.Of(32), memory.Of(32) * 11 / 10);

        Program program = MemorySafetyTests.Plan(declaration, MemoryOptions.Dense).Training;
        HashSet<PlannedTensor> values = [.. program.Forward.SelectMany(operation => operation.Writes)];
        long kept = program.Backward.SelectMany(operation => operation.Reads).Where(tensor => tensor.Per == Scope.Sample && values.Contains(tensor)).Distinct()
            .Sum(tensor => (long)tensor.Channels * tensor.Size.Product());
        Assert.InRange(memory.Sample, kept * sizeof(float), kept * sizeof(float) * 115 / 100);
    }

    private static string ResNet18Declaration()
    {
        StringBuilder text = new("[Network(Fit = Fit.Floor)] [Input(3, 32, 32)] [Conv(64, 3, Pad = 1, Bias = false), BatchNorm, ReLU(Name = \"x0\")]");
        (int Filters, int Stride)[] blocks = [(64, 1), (64, 1), (128, 2), (128, 1), (256, 2), (256, 1), (512, 2), (512, 1)];
        for (int block = 0; block < blocks.Length; block++)
        {
            (int filters, int stride) = blocks[block];
            string x = $"x{block}";
            string shortcut = stride == 1 ? x : $"shortcut{block}";
            text.Append(stride == 1 ? "" : $"[Conv({filters}, 1, Stride = {stride}, Bias = false, From = \"{x}\"), BatchNorm(Name = \"{shortcut}\")]");
            text.Append($"[Conv({filters}, 3, Pad = 1, Stride = {stride}, Bias = false, From = \"{x}\"), BatchNorm, ReLU]");
            text.Append($"[Conv({filters}, 3, Pad = 1, Bias = false), BatchNorm, Add(\"{shortcut}\"), ReLU(Name = \"x{block + 1}\")]");
        }

        return text.Append("[AvgPool(4), Linear(10)]").ToString();
    }

    [Fact]
    public void NetworkThatIsNotTrained_TakesNothingForIt()
    {
        NetworkInfo info = (NetworkInfo)Compiled.Value.GetType("Shipped", throwOnError: true)!.GetProperty("Info")!.GetValue(null)!;
        Assert.Null(info.Memory.Training);
    }
}
