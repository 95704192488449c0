using System;
using System.Linq;
using System.Reflection;
using CnnGen.Tests;
using Xunit;

namespace CnnGen.Emitted.Tests;

/// <summary>Outputs that are marked, beside what random networks and the saved ones say of their values: the method that users call, threads, gradients that are not there.</summary>
public sealed class MarkedOutputTests
{
    private const int Samples = 5;

    private const string Source = """
        using System;

        [Input(24, 40, 40)]
        [Conv(64, 3, Pad = 1), ReLU(Name = "trunk")]
        [AvgPool(4), Conv(16, 1), ReLU, Linear(300), Output("auxiliary")]
        [Conv(96, 3, Pad = 1, From = "trunk"), Output("class"), ReLU, MaxPool(2)]
        [Linear(300), Output("scores")]
        public partial class Heads;

        public static class Caller
        {
            public static float[][] Forward(Heads net, float[] x, int samples)
            {
                float[][] outputs = [new float[samples * Heads.OutputLength], new float[samples * Heads.AuxiliaryLength], new float[samples * Heads.ClassLength]];
                net.Forward(x, outputs[0], outputs[1], outputs[2]);
                net.Forward(input: x, scores: outputs[0], auxiliary: outputs[1], @class: outputs[2]);
                return outputs;
            }

            public static long Allocated(Heads net, float[] x)
            {
                float[] scores = new float[Heads.OutputLength];
                float[] auxiliary = new float[Heads.AuxiliaryLength];
                net.Forward(x, scores, auxiliary, []);
                long before = GC.GetAllocatedBytesForCurrentThread();
                net.Forward(x, scores, auxiliary, []);
                return GC.GetAllocatedBytesForCurrentThread() - before;
            }
        }
        """;

    private static readonly Lazy<Assembly> Compiled = new(() => NetworkCompiler.Compile(Source, Widths.ToCompile));

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Forward_HandsAllOver_OnAnyNumberOfThreads(int threads)
    {
        foreach (int bits in Widths.Supported)
        {
            using WidthScope width = new(bits);
            using NetworkHandle network = NetworkHandle.Create(Compiled.Value, "Heads");
            float[] x = LeNet5Tests.RandomValues(Samples * network.InputLength, 1);
            float[] alone = network.Forward(x);
            float[][] one = network.Forward(x, _ => true);
            network.Threads = threads;
            Assert.Equal(one, (float[][])Call("Forward", network, x, Samples));
            Assert.Equal(alone, one[0]);
            Assert.Equal(alone, network.Forward(x));
            Assert.Equal(one[2], network.Forward(x, place => place == 1)[2]);
        }
    }

    [Fact]
    public void Forward_AllocatesNothing()
    {
        using NetworkHandle network = NetworkHandle.Create(Compiled.Value, "Heads");
        Assert.Equal(0L, Call("Allocated", network, LeNet5Tests.RandomValues(network.InputLength, 1)));
    }

    /// <summary>A gradient that is not passed is one of zeros, and an output that is not asked for while training changes no other.</summary>
    [Fact]
    public void Gradients_ThatAreNotPassed_AreZeros()
    {
        using NetworkHandle network = NetworkHandle.Create(Compiled.Value, "Heads");
        using TrainingGraph graph = network.CreateTrainingGraph(Samples);
        float[] x = LeNet5Tests.RandomValues(Samples * network.InputLength, 1);
        float[] dy = LeNet5Tests.RandomValues(Samples * network.OutputLength, 2);
        float[] dClass = LeNet5Tests.RandomValues(Samples * graph.Outputs[2].Length, 3);
        float[] zeros = new float[Samples * graph.Outputs[1].Length];
        float[] y = new float[dy.Length];
        float[] without = new float[dy.Length];
        float[] dx = new float[x.Length];
        float[] dxWithout = new float[x.Length];

        graph.Forward(x, y, new float[zeros.Length], new float[dClass.Length]);
        graph.Backward(dy, dx, zeros, dClass);
        float[] gradients = graph.PackedGradients.ToArray();
        graph.Forward(x, without);
        graph.Backward(dy, dxWithout, ReadOnlyMemory<float>.Empty, dClass);
        Assert.Equal(y, without);
        Assert.Equal(dx, dxWithout);
        Assert.Equal(gradients, graph.PackedGradients.ToArray());

        graph.Forward(x, y);
        graph.Backward(dy, dx);
        Assert.NotEqual(dx, dxWithout);
        Assert.All(graph.Gradients.Where(gradient => gradient.Name is "fc1.weight" or "conv2.bias"), gradient => Assert.All(gradient.Value.ToArray(), value => Assert.Equal(0, value)));
    }

    private static object Call(string method, NetworkHandle network, params object[] arguments) =>
        Compiled.Value.GetType("Caller", throwOnError: true)!.GetMethod(method)!.Invoke(null, [network.Instance, .. arguments])!;
}
