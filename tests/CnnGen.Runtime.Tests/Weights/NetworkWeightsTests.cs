using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using CnnGen.Tests;
using Xunit;

namespace CnnGen.Runtime.Tests;

/// <summary>Loading, saving and first values.</summary>
public sealed class NetworkWeightsTests
{
    [Fact]
    public void SavedWeights_LoadTheSame_FromFileStreamAndMemory()
    {
        using TemporaryFolder folder = new();
        WeightLayout layout = Layouts.Small();
        NetworkWeights weights = NetworkWeights.Create(layout, 7);
        weights.Parameters["conv1.bias"].Value = [1, 2, 3, 4, 5, float.NaN];
        weights.Save(folder["w.safetensors"]);
        byte[] bytes = File.ReadAllBytes(folder["w.safetensors"]);

        AssertSame(weights, NetworkWeights.Load(layout, folder["w.safetensors"]));
        AssertSame(weights, NetworkWeights.Load(layout, bytes));
        AssertSame(weights, NetworkWeights.Load(layout, new MemoryStream(bytes)));
        AssertSame(weights, NetworkWeights.Load(layout, new ForwardOnlyStream(bytes)));
        Assert.Equal(["w.safetensors"], folder.Names);
    }

    [Fact]
    public void StreamThatBeginsElsewhere_IsReadFromWhereItStands()
    {
        WeightLayout layout = Layouts.Small();
        NetworkWeights weights = NetworkWeights.Create(layout, 3);
        using MemoryStream stream = new();
        stream.Write([1, 2, 3]);
        weights.Save(stream);
        stream.Position = 3;
        AssertSame(weights, NetworkWeights.Load(layout, stream));
    }

    [Fact]
    public void SavedBytes_AreTheFormat()
    {
        NetworkWeights weights = new(Layouts.Pair());
        weights.Parameters["a"].Value = [1f, -2f];
        using MemoryStream stream = new();
        weights.Save(stream);

        string header = """{"__metadata__":{"format":"pt"},"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""";
        header = header.PadRight((header.Length + 7) / 8 * 8);
        byte[] expected = SafetensorsBytes.File(Encoding.UTF8.GetBytes(header), [0, 0, 0x80, 0x3f, 0, 0, 0, 0xc0]);
        Assert.Equal(expected, stream.ToArray());
        Assert.Equal(0, (8 + header.Length) % 8);
    }

    [Theory]
    [InlineData("F32", new byte[] { 0, 0, 0xc0, 0x3f, 0, 0, 0, 0xc0 })]
    [InlineData("F64", new byte[] { 0, 0, 0, 0, 0, 0, 0xf8, 0x3f, 0, 0, 0, 0, 0, 0, 0, 0xc0 })]
    [InlineData("F16", new byte[] { 0x00, 0x3e, 0x00, 0xc0 })]
    [InlineData("BF16", new byte[] { 0xc0, 0x3f, 0x00, 0xc0 })]
    public void OtherPrecisions_Convert(string type, byte[] data)
    {
        string header = $$$"""{"a":{"dtype":"{{{type}}}","shape":[2],"data_offsets":[0,{{{data.Length}}}]}}""";
        byte[] file = SafetensorsBytes.File(Encoding.UTF8.GetBytes(header), data);
        Assert.Equal([1.5f, -2f], NetworkWeights.Load(Layouts.Pair(), file).Parameters["a"].Value);
    }

    [Fact]
    public void TensorsInAnotherOrder_Load()
    {
        WeightLayout layout = Layouts.Layout(
            Layouts.Weight("a", [1], new WeightPack(1, 1, 1, 1, 1), Initialization.Zeros, 1),
            Layouts.Weight("b", [1], new WeightPack(1, 1, 1, 1, 1), Initialization.Zeros, 1));
        string header = """{"a":{"data_offsets":[4,8],"shape":[1],"dtype":"F32"},"b":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""";
        byte[] file = SafetensorsBytes.File(Encoding.UTF8.GetBytes(header), [0, 0, 0x80, 0x3f, 0, 0, 0, 0x40]);
        foreach (NetworkWeights weights in new[] { NetworkWeights.Load(layout, file), NetworkWeights.Load(layout, new ForwardOnlyStream(file)) })
        {
            Assert.Equal([2f], weights.Parameters["a"].Value);
            Assert.Equal([1f], weights.Parameters["b"].Value);
        }
    }

    /// <summary>Whatever else is drawn: padding floats stay zero.</summary>
    [Fact]
    public void Ones_AreOnesWhereTheParameterIs()
    {
        WeightLayout layout = Layouts.Layout(Layouts.Weight("a", [5], new WeightPack(1, 5, 1, 1, 16), Initialization.Ones, 0));
        NetworkWeights weights = NetworkWeights.Create(layout, 7);
        Assert.Equal([1f, 1f, 1f, 1f, 1f], weights.Parameters["a"].Value);
        Assert.Equal(5f, weights.Memory.Span.ToArray().Sum());
    }

    [Fact]
    public void LargeTensor_IsReadInPieces()
    {
        // Many pieces of several rows, the last one shorter, and rows wider than a piece.
        WeightLayout layout = Layouts.Layout(
            Layouts.Weight("tall", [1000, 3, 7, 7], new WeightPack(1, 1000, 3, 49, 32), Initialization.HeNormal, 147),
            Layouts.Weight("wide", [3, 40000], new WeightPack(1, 3, 40000, 1, 16), Initialization.HeNormal, 40000),
            Layouts.Weight("grouped", [30, 20, 3, 3], new WeightPack(3, 10, 20, 9, 16), Initialization.HeNormal, 180));
        NetworkWeights weights = NetworkWeights.Create(layout, 5);
        using MemoryStream stream = new();
        weights.Save(stream);
        IReadOnlyDictionary<string, SafetensorsTensor> tensors = Safetensors.Read(new MemoryStream(stream.ToArray()));
        Assert.All(weights.Parameters, parameter => Assert.Equal(parameter.Value, tensors[parameter.Name].Values));
        AssertSame(weights, NetworkWeights.Load(layout, stream.ToArray()));
    }

    [Fact]
    public void BrokenFile_IsNamedInTheMessage()
    {
        using TemporaryFolder folder = new();
        File.WriteAllBytes(folder["broken.safetensors"], [1, 2, 3]);
        InvalidDataException exception = Assert.Throws<InvalidDataException>(
            () => NetworkWeights.Load(Layouts.Small(), folder["broken.safetensors"]));
        Assert.StartsWith("broken.safetensors: the file has 3 bytes", exception.Message, StringComparison.Ordinal);
        Assert.Throws<FileNotFoundException>(() => NetworkWeights.Load(Layouts.Small(), folder["none.safetensors"]));
    }

    [Fact]
    public void SameSeed_SameBits_OtherSeed_OtherWeights()
    {
        NetworkWeights weights = NetworkWeights.Create(Layouts.Small(), 1);
        AssertSame(weights, NetworkWeights.Create(Layouts.Small(), 1));
        Assert.NotEqual(weights.Memory.Span.ToArray(), NetworkWeights.Create(Layouts.Small(), 2).Memory.Span.ToArray());

        // Derived with an implementation in another language, one element at a time: the same bits whatever this machine's vectors. A
        // change would change the outcome of everybody's training runs.
        ParameterValue normal = weights.Parameters["conv1.weight"].Value;
        Assert.Equal(PinnedNormals, PinnedPlaces.Select(place => BitConverter.SingleToInt32Bits(normal[place])));
        ParameterValue uniform = weights.Parameters["fc1.weight"].Value;
        Assert.Equal(PinnedUniforms, new[] { 0, 17, 239 }.Select(place => BitConverter.SingleToInt32Bits(uniform[place])));
    }

    private static readonly int[] PinnedPlaces = [0, 1, 2, 16, 31, 149];
    private static readonly int[] PinnedNormals = [1037496865, -1087142210, -1094817687, -1120956886, -1109024167, 1037331097];
    private static readonly int[] PinnedUniforms = [-1115952161, 1043440390, -1138764286];

    [Fact]
    public void FirstValues_DoNotDependOnThePacking()
    {
        float[][] values = new[] { 1, 16, 32 }.Select(tile => NetworkWeights.Create(
            Layouts.Layout(Layouts.Weight("w", [20, 18, 3, 3], new WeightPack(1, 20, 18, 9, tile), Initialization.HeNormal, 162)), 9)
            .Parameters["w"].Value.ToArray()).ToArray();
        Assert.Equal(values[0], values[1]);
        Assert.Equal(values[0], values[2]);
    }

    [Fact]
    public void HeNormal_HasItsMeanVarianceAndTails()
    {
        const int FanIn = 50;
        float[] values = Draw(Initialization.HeNormal, FanIn);
        double deviation = Math.Sqrt(2.0 / FanIn);
        double mean = values.Average(value => (double)value);
        double variance = values.Average(value => (value - mean) * (value - mean));

        // Five standard errors: sigma / sqrt(n) for the mean, variance * sqrt(2 / n) for the variance.
        Assert.InRange(mean, -5 * deviation / Math.Sqrt(values.Length), 5 * deviation / Math.Sqrt(values.Length));
        Assert.InRange(variance / (deviation * deviation), 1 - (5 * Math.Sqrt(2.0 / values.Length)), 1 + (5 * Math.Sqrt(2.0 / values.Length)));

        // 31.73 % of a normal lies beyond one deviation, 0.27 % beyond three.
        Assert.InRange(values.Average(value => Math.Abs(value) > deviation ? 1.0 : 0.0), 0.312, 0.322);
        Assert.InRange(values.Average(value => Math.Abs(value) > 3 * deviation ? 1.0 : 0.0), 0.0021, 0.0033);
    }

    [Fact]
    public void FanInUniform_HasItsBoundMeanAndVariance()
    {
        const int FanIn = 50;
        float[] values = Draw(Initialization.FanInUniform, FanIn);
        double bound = 1.0 / Math.Sqrt(FanIn);
        double mean = values.Average(value => (double)value);
        double variance = values.Average(value => (double)value * value);
        Assert.All(values, value => Assert.InRange(value, (float)-bound, (float)bound));
        Assert.InRange(mean, -5 * bound / Math.Sqrt(3.0 * values.Length), 5 * bound / Math.Sqrt(3.0 * values.Length));
        Assert.InRange(variance, bound * bound / 3 * 0.985, bound * bound / 3 * 1.015);
    }

    [Fact]
    public void Zeros_AndPadding_AreZero()
    {
        NetworkWeights weights = NetworkWeights.Create(Layouts.Small(), 4);
        Assert.All(weights.Parameters["conv1.bias"].Value, value => Assert.Equal(0f, value));
        int nonZero = weights.Memory.Span.ToArray().Count(value => value != 0f);
        Assert.Equal((6 * 25) + (10 * 24), nonZero);
    }

    [Fact]
    public void ParametersOfEqualShape_DifferFromEachOther_AndAcrossNeighbouringSeeds()
    {
        WeightLayout layout = Layouts.Layout(
            Layouts.Weight("a", [4], new WeightPack(1, 4, 1, 1, 1), Initialization.HeNormal, 1),
            Layouts.Weight("b", [4], new WeightPack(1, 4, 1, 1, 1), Initialization.HeNormal, 1));
        HashSet<float> seen = [];
        for (ulong seed = 0; seed < 50; seed++)
        {
            NetworkWeights weights = NetworkWeights.Create(layout, seed);
            Assert.True(seen.Add(weights.Parameters["a"].Value[0]));
            Assert.True(seen.Add(weights.Parameters["b"].Value[0]));
        }
    }

    private static float[] Draw(Initialization initialization, int fanIn) => NetworkWeights.Create(
        Layouts.Layout(Layouts.Weight("w", [400, 500], new WeightPack(1, 400, 500, 1, 16), initialization, fanIn)), 11).Parameters["w"].Value;

    private static void AssertSame(NetworkWeights expected, NetworkWeights actual)
    {
        Assert.Equal(
            expected.Memory.Span.ToArray().Select(BitConverter.SingleToInt32Bits),
            actual.Memory.Span.ToArray().Select(BitConverter.SingleToInt32Bits));
    }
}
