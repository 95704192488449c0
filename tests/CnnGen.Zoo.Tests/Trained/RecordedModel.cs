using System;
using System.Collections.Generic;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Text.Json;
using CnnGen.Tests;
using CnnGen.Tests.Onnx;

namespace CnnGen.Zoo.Tests.Trained;

/// <summary>A trained network as it was published: its file of ONNX, its weights, and what was recorded with it.</summary>
/// <param name="Name">Its folder.</param>
internal sealed record RecordedModel(string Name)
{
    /// <summary>The weights in a safetensors file, under PyTorch's names.</summary>
    public string Weights => PathOf("weights.safetensors");

    /// <summary>The model's graph.</summary>
    public string OnnxFile => PathOf("model.onnx");

    /// <summary>Inputs and the outputs that the model gave for them.</summary>
    public IEnumerable<(float[] Input, float[] Output)> Recordings => Directory.EnumerateDirectories(PathOf(), "test_data_set_*").Order(StringComparer.Ordinal)
        .Select(folder => (Recorded(folder, "input_0.pb"), Recorded(folder, "output_0.pb")));

    /// <summary>How many samples of how many were right, as the model's description states it.</summary>
    /// <param name="measure">What it states.</param>
    public (int Correct, int Samples) Accuracy(string measure)
    {
        using JsonDocument about = JsonDocument.Parse(File.ReadAllBytes(PathOf("about.json")));
        JsonElement figures = about.RootElement.GetProperty(measure);
        return (figures[0].GetInt32(), figures[1].GetInt32());
    }

    /// <summary>The graph as it was written.</summary>
    public GraphProto ReadGraph() => ModelProto.Parser.ParseFrom(File.ReadAllBytes(OnnxFile)).Graph;

    /// <summary>Labelled images in CIFAR-10's binary format: a byte, then three planes of 32x32.</summary>
    /// <param name="path">The gzipped file.</param>
    /// <param name="pixel">A channel's pixel, of 255, as the network takes it.</param>
    public static InMemoryDataset ReadCifar10(string path, Func<int, double, double> pixel)
    {
        const int Plane = 32 * 32;
        const int Record = 1 + (3 * Plane);
        using MemoryStream records = new();
        using (GZipStream file = new(File.OpenRead(path), CompressionMode.Decompress))
        {
            file.CopyTo(records);
        }

        byte[][] images = records.ToArray().Chunk(Record).ToArray();
        return new InMemoryDataset(
            images.SelectMany(image => image.Skip(1).Select((value, index) => (float)pixel(index / Plane, value / 255.0))).ToArray(),
            images.Select(image => (int)image[0]).ToArray());
    }

    private static float[] Recorded(string folder, string file) => OnnxTensor.Read(TensorProto.Parser.ParseFrom(File.ReadAllBytes(Path.Combine(folder, file)))).Values;

    private string PathOf(params string[] parts) => Shared.PathOf(["models", Name, .. parts]);
}
