using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using CnnGen.Tests;
using Xunit;

namespace CnnGen.Emitted.Tests;

/// <summary>A reference result made with PyTorch in double precision: its configuration, tensors and PyTorch's own float32 error.</summary>
internal sealed class GoldenCase
{
    // What direct float32 code reaches: eight times PyTorch's own float32 error, or eight units in the last place of the largest value.
    private const double ErrorFactor = 8;
    private const string State = "state.";
    private const double UnitInLastPlace = 1.0 / (1 << 23);

    private readonly JsonElement _case;
    private readonly Lazy<IReadOnlyDictionary<string, SafetensorsTensor>> _tensors;

    private GoldenCase(JsonElement element)
    {
        _case = element;
        _tensors = new(() => Safetensors.Read(Shared.PathOf("golden", element.GetProperty("file").GetString()!)));
    }

    public string Kind => _case.GetProperty("kind").GetString()!;

    /// <summary>Kind and name as a C# identifier.</summary>
    public string Name => $"{Kind}_{_case.GetProperty("name").GetString()}".Replace('.', '_').Replace('-', '_');

    public JsonElement Config => _case.GetProperty("config");

    /// <summary>The cases of an index, or none where the reference data is missing.</summary>
    public static IReadOnlyList<GoldenCase> Load(string index, params string[] kinds)
    {
        if (Shared.Folder is null)
        {
            return [];
        }

        using FileStream stream = File.OpenRead(Shared.PathOf("golden", index));
        using JsonDocument document = JsonDocument.Parse(stream);
        return document.RootElement.GetProperty("cases").Clone().EnumerateArray()
            .Where(element => kinds.Contains(element.GetProperty("kind").GetString()))
            .Select(element => new GoldenCase(element)).ToList();
    }

    public bool Has(string tensor) => _tensors.Value.ContainsKey(tensor);

    public IEnumerable<string> Tensors => _tensors.Value.Keys;

    /// <summary>A network's parameters and running estimates.</summary>
    public IEnumerable<string> Parameters => Tensors.Where(tensor => tensor.StartsWith(State, StringComparison.Ordinal)).Select(tensor => tensor[State.Length..]);

    /// <summary>Whether a network was trained with the mean squared error; otherwise with cross entropy.</summary>
    public bool IsRegression => Config.GetProperty("loss").GetString() == "mse";

    /// <summary>What took a network's step.</summary>
    public Sgd Optimizer
    {
        get
        {
            JsonElement step = Config.GetProperty("step");
            return new Sgd(Number("lr"), Number("momentum"), weightDecay: Number("weight_decay"));

            double Number(string name) => step.GetProperty(name).GetDouble();
        }
    }

    public float[] Values(string tensor) => _tensors.Value[tensor].Values;

    public int[] Shape(string tensor) => _tensors.Value[tensor].Shape.Select(size => (int)size).ToArray();

    public int[] Pair(string name) => Config.GetProperty(name).EnumerateArray().Select(element => element.GetInt32()).ToArray();

    /// <summary>Fails unless every element agrees within the tolerance that the index gives.</summary>
    /// <param name="tensor">The reference tensor.</param>
    /// <param name="actual">What was computed.</param>
    /// <param name="floor">A tolerance below which no difference counts.</param>
    public void AssertClose(string tensor, ReadOnlySpan<float> actual, double floor = 0)
    {
        float[] expected = Values(tensor);
        Assert.Equal(expected.Length, actual.Length);
        JsonElement error = _case.GetProperty("error").GetProperty(tensor);
        double tolerance = Math.Max(floor, ErrorFactor * Math.Max(
            error.GetProperty("f32_max_abs_err").GetDouble(), UnitInLastPlace * error.GetProperty("max_abs").GetDouble()));
        for (int i = 0; i < expected.Length; i++)
        {
            double difference = Math.Abs((double)actual[i] - expected[i]);
            Assert.True(difference <= tolerance, $"{Name} {tensor}[{i}]: expected {expected[i]:R}, got {actual[i]:R}; tolerance {tolerance:G3}");
        }
    }
}
