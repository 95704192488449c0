using System;
using System.Diagnostics;
using System.Linq;
using System.Reflection;
using System.Threading;
using CnnGen.Tests;
using Xunit;

namespace CnnGen.Emitted.Tests;

/// <summary>Threads that share one Forward give the bits that one thread gives.</summary>
public sealed class SharedForwardTests
{
    // Every kernel that is shared, over each loop that it may be shared by: filters' tiles, rows with some left over, groups, slices, channels.
    private static readonly string[] Declarations =
    [
        "[Input(3, 60, 60)] [Conv(48, 5), ReLU] [MaxPool(2)] [Conv(100, 3, Pad = 1), ReLU] [AvgPool(2)] [Linear(300), ReLU] [Linear(10)]",
        "[Input(16, 61, 61)] [Conv(16, 7, Pad = 3), ReLU] [Conv(16, 3, Stride = 2), ReLU] [Linear(64)]",
        "[Input(64, 24, 24)] [Conv(192, 3, Pad = 1, Groups = 2), ReLU] [Conv(40, 1), ReLU, MaxPool(2)]",
        "[Input(4, 12, 30, 30)] [Conv(20, 3), ReLU] [Conv(20, 3, Pad = 1)] [MaxPool(2)]",
        "[Input(96, 70, 70)] [Conv(96, 5, Pad = 2, Groups = 96), ReLU] [Conv(32, 1)] [BatchNorm, ReLU]",
        "[Input(48, 64, 64)] [GlobalAvgPool, Conv(48, 1), Sigmoid, Multiply(Tensor.Input)] [AdaptiveMaxPool(31, 30), LpPool(2, 3)]",
        "[Input(64, 20, 20)] [ConvTranspose(64, 4, Stride = 2, Pad = 1, Bias = false), BatchNorm, ReLU] [ConvTranspose(64, 5, Stride = 2, Groups = 64), GELU] [ConvTranspose(3, 2, Stride = 3)]",
        "[Input(1, 28, 28)] [Conv(6, 5), ReLU, MaxPool(2)] [Linear(10)]",
        "[Input(32, 40, 40)] [Conv(64, 3, Pad = 1, Name = \"a\")] [SiLU] [Conv(64, 1), Add(\"a\")] [GlobalAvgPool, Multiply(\"a\", Name = \"b\")] [HardSwish] [Max(\"b\"), GELU] [ConvTranspose(64, 3, Stride = 2), Tanh] [Linear(300, Name = \"c\")] [PReLU(PerChannel = true)] [Add(\"c\")]",
        "[Input(32, 40, 40)] [Conv(96, 3, Pad = 1), GELU] [Conv(96, 5, Pad = 2, Groups = 96), SiLU] [Conv(20, 3), Tanh, MaxPool(2)] [Linear(300), Mish]",
    ];

    private const int Calls = 100_000;

    // These are more threads than most machines have processors for.
    private const int CallsBesideForks = 1_000;
    private const int CallsBetweenPauses = 200;
    private const int Forks = 2;

    // Calls take some seconds together; this is for the one that never returns.
    private static readonly TimeSpan Hanging = TimeSpan.FromMinutes(3);

    // Threads that others keep from their processors wait for each other in each call: on a busy machine there are fewer calls.
    private static readonly TimeSpan Enough = TimeSpan.FromSeconds(Campaign.IsFull ? 30 : 4);

    // The smallest matrices that threads share: a call takes as little time as one that meets can.
    private static readonly Lazy<Assembly> Small = new(() => NetworkCompiler.Compile("[Input(256)] [Linear(512), ReLU] [Linear(256)] public partial class Small;", Widths.Widest));

    private static readonly Lazy<Assembly> Networks = new(() => NetworkCompiler.Compile(
        string.Concat(Array.ConvertAll(Declarations, declaration => $"[Network(Fit = Fit.Floor)] {declaration} public partial class Shared{Array.IndexOf(Declarations, declaration)};\n")), Widths.ToCompile));

    public static TheoryData<int> Cases() => new(Enumerable.Range(0, Declarations.Length));

    [Theory]
    [MemberData(nameof(Cases))]
    public void Bits_DoNotDependOnThreads(int index)
    {
        foreach (int bits in Widths.Supported)
        {
            using WidthScope width = new(bits);
            using NetworkHandle network = NetworkHandle.Create(Networks.Value, $"Shared{index}");
            float[] x = LeNet5Tests.RandomValues(5 * network.InputLength, index);
            float[] alone = network.Forward(x);
            foreach (int threads in new[] { 2, 3, 5 })
            {
                network.Threads = threads;
                Assert.Equal(threads, network.Threads);
                for (int run = 0; run < 3; run++)
                {
                    Assert.Equal(alone, network.Forward(x));
                }

                Assert.Equal(alone[..network.OutputLength], network.Forward(x[..network.InputLength]));
            }

            network.Threads = 1;
            Assert.Equal(alone, network.Forward(x));
        }
    }

    /// <summary>Calls close behind each other, whose helper spins, and calls behind a pause, whose helper sleeps.</summary>
    [Fact]
    public void ManyCalls_ReturnAndStayRight()
    {
        using NetworkHandle network = NetworkHandle.Create(Small.Value, "Small");
        Samples samples = new(network);
        network.Threads = 2;
        Returns(() => samples.Check(network, Calls));
    }

    [Fact]
    public void ManyCalls_BesideForks_ReturnAndStayRight()
    {
        using NetworkHandle network = NetworkHandle.Create(Small.Value, "Small");
        Samples samples = new(network);
        NetworkHandle[] all = [network, .. Enumerable.Range(0, Forks).Select(_ => network.Fork())];
        Array.ForEach(all, one => one.Threads = 2);
        Returns(Array.ConvertAll<NetworkHandle, Action>(all, one => () => samples.Check(one, CallsBesideForks)));
        Array.ForEach(all, one => one.Dispose());
    }

    /// <summary>Runs each on a thread of its own, and waits for all of them.</summary>
    private static void Returns(params Action[] actions)
    {
        Exception?[] wrong = new Exception?[actions.Length];
        Thread[] threads = actions.Select((action, index) => new Thread(() => wrong[index] = Record.Exception(action)) { IsBackground = true }).ToArray();
        Array.ForEach(threads, thread => thread.Start());
        Assert.All(threads, thread => Assert.True(thread.Join(Hanging), "a call does not return"));
        Assert.All(wrong, Assert.Null);
    }

    /// <summary>Two samples in turn, so that what the call before left behind is never right, and what one thread makes of them.</summary>
    private sealed class Samples
    {
        private readonly float[][] _inputs;
        private readonly float[][] _outputs;

        public Samples(NetworkHandle alone)
        {
            _inputs = [LeNet5Tests.RandomValues(alone.InputLength, 1), LeNet5Tests.RandomValues(alone.InputLength, 2)];
            _outputs = Array.ConvertAll(_inputs, alone.Forward);
            Assert.NotEqual(_outputs[0], _outputs[1]);
        }

        public void Check(NetworkHandle network, int calls)
        {
            float[] y = new float[network.OutputLength];
            Stopwatch watch = Stopwatch.StartNew();
            for (int call = 0; call < calls; call++)
            {
                if (call % CallsBetweenPauses == 0)
                {
                    if (watch.Elapsed > Enough)
                    {
                        return;
                    }

                    Thread.Sleep(1);
                }

                network.Forward(_inputs[call % 2], y);
                Assert.True(y.AsSpan().SequenceEqual(_outputs[call % 2]), $"call {call} is wrong");
            }
        }
    }
}
