using System;
using System.Collections.Concurrent;
using System.Linq;
using System.Reflection;
using System.Threading;
using CnnGen.Tests;
using Xunit;

namespace CnnGen.Emitted.Tests;

/// <summary>What a whole network promises, on LeNet-5: lengths, forks, allocation, method sizes, determinism.</summary>
public sealed class LeNet5Tests
{
    private const string Source = """
        [Input(1, 28, 28)]
        [Conv(6, 5, Pad = 2), ReLU, MaxPool(2)]
        [Conv(16, 5), ReLU, MaxPool(2)]
        [Linear(120), ReLU]
        [Linear(84), ReLU]
        [Dropout(0.25), Linear(10), Softmax]
        public partial class LeNet5;
        """;

    private static readonly Lazy<Assembly> Networks = new(() => NetworkCompiler.Compile(Source));

    [Fact]
    public void Counts_AreTheLectures()
    {
        using NetworkHandle network = Create();
        Assert.Equal(61706, network.Info.Layers.Sum(layer => layer.Parameters));
        Assert.Equal(416520, network.Info.Layers.Sum(layer => layer.MultiplyAdds));
        Assert.Equal(61706, network.Parameters.Sum(parameter => parameter.Length));
    }

    [Fact]
    public void Forward_OfSeveralSamples_IsForwardOfEach()
    {
        using NetworkHandle network = Create();
        float[] input = RandomValues(5 * network.InputLength, 3);
        float[] together = network.Forward(input);
        for (int sample = 0; sample < 5; sample++)
        {
            float[] alone = network.Forward(input[(sample * network.InputLength)..((sample + 1) * network.InputLength)]);
            Assert.Equal(alone, together[(sample * network.OutputLength)..((sample + 1) * network.OutputLength)]);
        }
    }

    [Theory]
    [InlineData(783, 10)]
    [InlineData(784, 9)]
    [InlineData(784, 20)]
    [InlineData(0, 10)]
    public void Forward_OfWrongLengths_NamesThem(int input, int output)
    {
        using NetworkHandle network = Create();
        ArgumentException exception = Assert.Throws<ArgumentException>(() => network.Forward(new float[input], new float[output]));
        Assert.Contains($"{input}", exception.Message, StringComparison.Ordinal);
        Assert.Contains($"{output}", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Forward_AllocatesNothing()
    {
        using NetworkHandle network = Create();
        float[] input = RandomValues(2 * network.InputLength, 3);
        float[] output = new float[2 * network.OutputLength];
        network.Forward(input, output);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 100; i++)
        {
            network.Forward(input, output);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void TrainingStep_AllocatesNothing(int threads)
    {
        using NetworkHandle network = Create();
        using TrainingGraph graph = network.CreateTrainingGraph(16);
        graph.Threads = threads;
        float[] input = RandomValues(16 * network.InputLength, 3);
        float[] output = new float[16 * network.OutputLength];
        float[] gradient = RandomValues(output.Length, 4);
        Assert.Equal(0, Allocations.Of(() =>
        {
            graph.Forward(input, output);
            graph.Backward(gradient, []);
        }));
    }

    [Fact]
    public void Gradients_AreTheSameBits_OnAnyNumberOfThreads()
    {
        float[][] all = new[] { 1, 2, 3, 5 }.Select(threads =>
        {
            using NetworkHandle network = Create();
            using TrainingGraph graph = network.CreateTrainingGraph(21);
            graph.Threads = threads;
            graph.DropoutSeed = 9;
            graph.Step = 4;
            float[] input = RandomValues(21 * network.InputLength, 3);
            float[] output = new float[21 * network.OutputLength];
            graph.Forward(input, output);
            graph.Backward(RandomValues(output.Length, 4), []);
            return graph.PackedGradients.ToArray();
        }).ToArray();
        Assert.All(all, gradients => Assert.Equal(all[0], gradients));
    }

    [Fact]
    public void SmallerBatch_IsNotTouchedByTheOneBefore()
    {
        using NetworkHandle network = Create();
        using TrainingGraph used = network.CreateTrainingGraph(8);
        using TrainingGraph fresh = network.CreateTrainingGraph(8);
        float[] large = RandomValues(8 * network.InputLength, 1);
        float[] y = new float[8 * network.OutputLength];
        used.Forward(large, y);
        used.Backward(RandomValues(y.Length, 2), []);

        float[] small = RandomValues(3 * network.InputLength, 5);
        float[] dy = RandomValues(3 * network.OutputLength, 6);
        foreach (TrainingGraph graph in new[] { used, fresh })
        {
            graph.Forward(small, y.AsSpan(0, dy.Length));
            graph.Backward(dy, []);
        }

        Assert.Equal(fresh.PackedGradients.ToArray(), used.PackedGradients.ToArray());
    }

    [Fact]
    public void Fork_SharesWeights_AndWorksBesideTheOriginal()
    {
        using NetworkHandle network = Create();
        using NetworkHandle fork = network.Fork();
        float[] input = RandomValues(network.InputLength, 3);
        float[] before = network.Forward(input);
        Assert.Equal(before, fork.Forward(input));
        network.Parameters["fc3.bias"].Value = RandomValues(10, 8);
        Assert.NotEqual(before, fork.Forward(input));
        Assert.Equal(network.Forward(input), fork.Forward(input));
    }

    [Fact]
    public void DisposedNetwork_SaysSo_AndItsForkGoesOn()
    {
        NetworkHandle network = Create();
        using NetworkHandle fork = network.Fork();
        network.Dispose();
        Assert.Throws<ObjectDisposedException>(() => network.Forward(new float[network.InputLength]));
        Assert.Equal(network.OutputLength, fork.Forward(new float[network.InputLength]).Length);
    }

    [Fact]
    public void SeveralThreads_OnOneInstance_AreRightOrRefused()
    {
        using NetworkHandle network = Create();
        float[] input = RandomValues(4 * network.InputLength, 3);
        float[] expected = network.Forward(input);
        Exception[] faults = FaultsOf(4, () =>
        {
            float[] output = new float[expected.Length];
            for (int call = 0; call < 500; call++)
            {
                try
                {
                    network.Forward(input, output);
                    Assert.Equal(expected, output);
                }
                catch (InvalidOperationException exception) when (exception.Message.Contains("Fork()", StringComparison.Ordinal))
                {
                }
            }
        });
        Assert.Empty(faults);
        Assert.Equal(expected, network.Forward(input));
    }

    [Fact]
    public void Forward_BesideDispose_EndsAsItWouldHave_OrSaysSo()
    {
        float[] expected;
        float[] input;
        using (NetworkHandle network = Create())
        {
            input = RandomValues(2 * network.InputLength, 3);
            expected = network.Forward(input);
        }

        for (int round = 0; round < 100; round++)
        {
            NetworkHandle network = Create();
            using ManualResetEventSlim runs = new();
            Thread disposer = new(() =>
            {
                runs.Wait();
                Thread.SpinWait(20 * round);
                network.Dispose();
            });
            disposer.Start();
            float[] output = new float[expected.Length];
            Action forward = () =>
            {
                while (true)
                {
                    network.Forward(input, output);
                    runs.Set();
                    Assert.Equal(expected, output);
                }
            };
            Assert.Throws<ObjectDisposedException>(forward);
            disposer.Join();
        }
    }

    [Fact]
    public void Forward_ThatThrew_LeavesTheInstanceUsable()
    {
        using NetworkHandle network = Create();
        float[] input = RandomValues(network.InputLength, 3);
        float[] expected = network.Forward(input);
        Assert.Throws<ArgumentException>(() => network.Forward(input, new float[3]));
        Assert.Throws<ArgumentException>(() => network.Forward(input, input));
        Assert.Equal(expected, network.Forward(input));
    }

    [Fact]
    public void EveryMethod_StaysWithinTheJitsBudget() => MethodBudget.AssertKept(Networks.Value);

    internal static float[] RandomValues(int count, int seed)
    {
        Random random = new(seed);
        return Enumerable.Range(0, count).Select(_ => (random.NextSingle() * 2) - 1).ToArray();
    }

    /// <summary>What threads that do the same at once throw.</summary>
    private static Exception[] FaultsOf(int threads, Action work)
    {
        ConcurrentBag<Exception> faults = [];
        Thread[] all = Enumerable.Range(0, threads).Select(_ => new Thread(() =>
        {
            try
            {
                work();
            }
            catch (Exception exception)
            {
                faults.Add(exception);
            }
        })).ToArray();
        Array.ForEach(all, thread => thread.Start());
        Array.ForEach(all, thread => thread.Join());
        return [.. faults];
    }

    private static NetworkHandle Create() => NetworkHandle.Create(Networks.Value, "LeNet5");
}
