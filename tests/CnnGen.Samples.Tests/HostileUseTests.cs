using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Digits;
using Xunit;

namespace CnnGen.Samples.Tests;

/// <summary>A generated network in the hands of somebody who reads no documentation.</summary>
public sealed class HostileUseTests
{
    private static readonly float[] Image = [.. Enumerable.Range(0, LeNet5.InputLength).Select(i => MathF.Sin(i * 0.37f))];
    private static readonly float[] NaNs = [.. Enumerable.Repeat(float.NaN, LeNet5.InputLength)];

    [Fact]
    public void NaNInput_GivesNaN_AndIsForgotten()
    {
        using LeNet5 network = LeNet5.Create(1);
        float[] expected = Run(network, Image);
        Assert.All(Run(network, NaNs), score => Assert.True(float.IsNaN(score)));
        Assert.Equal(expected, Run(network, Image));
    }

    [Fact]
    public void NaNBatch_IsForgottenByTheNext()
    {
        using LeNet5 network = LeNet5.Create(1);
        using TrainingGraph graph = network.CreateTrainingGraph(2);
        (float[] outputs, float[] gradients, float[] inputGradient) = RunBackward(graph, [.. Image, .. Image]);
        RunBackward(graph, [.. NaNs, .. NaNs]);
        (float[] outputsAgain, float[] gradientsAgain, float[] inputGradientAgain) = RunBackward(graph, [.. Image, .. Image]);
        Assert.Equal(outputs, outputsAgain);
        Assert.Equal(gradients, gradientsAgain);
        Assert.Equal(inputGradient, inputGradientAgain);
    }

    [Fact]
    public void WeightsThatBecameNaN_AreMendedByNewValues()
    {
        using LeNet5 network = LeNet5.Create(1);
        float[] expected = Run(network, Image);
        using TrainingGraph fresh = network.CreateTrainingGraph(2);
        (_, float[] gradients, float[] inputGradient) = RunBackward(fresh, [.. Image, .. Image]);
        float[][] values = [.. network.Parameters.Select(parameter => parameter.Value)];
        using (Trainer<LeNet5> trainer = new(network, new TrainerOptions { BatchSize = 2, Optimizer = new Sgd(0.1, momentum: 0.9), Threads = 1 }))
        {
            Assert.True(double.IsNaN(trainer.Step([.. NaNs, .. Image], [1, 2])));
        }

        Assert.All(Run(network, Image), score => Assert.True(float.IsNaN(score)));
        for (int i = 0; i < values.Length; i++)
        {
            network.Parameters[i].Value = values[i];
        }

        Assert.Equal(expected, Run(network, Image));
        using TrainingGraph graph = network.CreateTrainingGraph(2);
        (_, float[] gradientsAgain, float[] inputGradientAgain) = RunBackward(graph, [.. Image, .. Image]);
        Assert.Equal(gradients, gradientsAgain);
        Assert.Equal(inputGradient, inputGradientAgain);
        Assert.Equal(expected, Run(network, Image));
    }

    [Fact]
    public void InfiniteWeights_SaveAndLoad()
    {
        using LeNet5 network = LeNet5.Create(1);
        float[] bias = [float.NaN, float.PositiveInfinity, float.NegativeInfinity, -0f, float.Epsilon, float.MaxValue];
        network.Parameters["conv1.bias"].Value = bias;
        string path = Path.GetTempFileName();
        network.Save(path);
        using LeNet5 loaded = LeNet5.Load(path);
        File.Delete(path);
        Assert.Equal(bias, loaded.Parameters["conv1.bias"].Value);
    }

    [Fact]
    public void DisposedNetwork_DoesNotRun_ButItsForksDo()
    {
        LeNet5 network = LeNet5.Create(1);
        LeNet5 fork = network.Fork();
        float[] expected = Run(network, Image);
        network.Dispose();
        network.Dispose();
        Assert.Equal(typeof(LeNet5).FullName, Assert.Throws<ObjectDisposedException>(() => Run(network, Image)).ObjectName);
        Assert.Equal(expected, Run(fork, Image));
        using LeNet5 late = network.Fork();
        Assert.Equal(expected, Run(late, Image));
        fork.Dispose();
        Assert.Throws<ObjectDisposedException>(() => fork.Forward([], []));
    }

    [Theory]
    [InlineData(LeNet5.InputLength - 1, LeNet5.OutputLength)]
    [InlineData(LeNet5.InputLength + 1, LeNet5.OutputLength)]
    [InlineData(LeNet5.InputLength, LeNet5.OutputLength - 1)]
    [InlineData(2 * LeNet5.InputLength, LeNet5.OutputLength)]
    [InlineData(LeNet5.InputLength, 0)]
    [InlineData(0, LeNet5.OutputLength)]
    public void OtherLengths_AreBothNamed_AndNothingIsWritten(int input, int output)
    {
        using LeNet5 network = LeNet5.Create(1);
        float[] scores = new float[output];
        ArgumentException exception = Assert.Throws<ArgumentException>(() => network.Forward(new float[input], scores));
        Assert.Contains($"input has {input} elements and output has {output}", exception.Message, StringComparison.Ordinal);
        Assert.All(scores, score => Assert.Equal(0, score));
    }

    [Fact]
    public void Forks_RunAtOnce()
    {
        using LeNet5 network = LeNet5.Create(1);
        float[] expected = Run(network, Image);
        Parallel.For(0, 8, _ =>
        {
            using LeNet5 fork = network.Fork();
            for (int i = 0; i < 50; i++)
            {
                Assert.Equal(expected, Run(fork, Image));
            }
        });
    }

    [Fact]
    public void FilesThatAreNone_AreTold()
    {
        string folder = Directory.CreateTempSubdirectory("digits").FullName;
        string file = Path.Combine(folder, "w");
        try
        {
            Assert.Throws<FileNotFoundException>(() => LeNet5.Load(file));
            Assert.ThrowsAny<Exception>(() => LeNet5.Load(folder));
            Assert.Throws<ArgumentNullException>(() => LeNet5.Load((string)null!));
            Assert.Throws<ArgumentNullException>(() => LeNet5.Load((Stream)null!));
            Assert.Throws<InvalidDataException>(() => LeNet5.Load(ReadOnlySpan<byte>.Empty));
            using LeNet5 network = LeNet5.Create(1);
            network.Save(file);
            byte[] whole = File.ReadAllBytes(file);
            foreach (int length in new[] { 0, 1, 8, 100, whole.Length / 2, whole.Length - 1 })
            {
                File.WriteAllBytes(file, whole[..length]);
                InvalidDataException exception = Assert.Throws<InvalidDataException>(() => LeNet5.Load(file));
                Assert.StartsWith("w: ", exception.Message, StringComparison.Ordinal);
            }

            File.WriteAllBytes(file, [.. whole, 0]);
            Assert.Throws<InvalidDataException>(() => LeNet5.Load(file));
            using LinearClassifier other = LinearClassifier.Create(1);
            other.Save(file);
            Assert.Contains("conv1.weight", Assert.Throws<InvalidDataException>(() => LeNet5.Load(file)).Message, StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static float[] Run(LeNet5 network, float[] image)
    {
        float[] scores = new float[LeNet5.OutputLength];
        network.Forward(image, scores);
        return scores;
    }

    private static (float[] Outputs, float[] Gradients, float[] InputGradient) RunBackward(TrainingGraph graph, float[] x)
    {
        float[] y = new float[2 * LeNet5.OutputLength];
        graph.Forward(x, y);
        float[] dx = new float[x.Length];
        graph.Backward([.. Enumerable.Range(0, y.Length).Select(i => MathF.Cos(i))], dx);
        return (y, graph.PackedGradients.ToArray(), dx);
    }
}
