using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;
using System.Text.Json;
using CnnGen.Tests;
using Xunit;

namespace CnnGen.Training.Tests;

/// <summary>One reference result of golden/losses-optim: its tensors as doubles, its configuration, the errors of PyTorch's float32.</summary>
/// <remarks>The runtime's reader gives float32; schedules are kept as float64, so this reads the files itself.</remarks>
internal sealed class GoldenCase
{
    private static readonly Lazy<JsonDocument> Index = new(() => JsonDocument.Parse(File.ReadAllText(Folder("index-losses-optim.json"))));

    private readonly Dictionary<string, double[]> _tensors = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (string Type, int[] Shape)> _layouts = new(StringComparer.Ordinal);
    private readonly JsonElement _errors;

    public GoldenCase(string kind, string name)
    {
        string file = $"losses-optim/{kind}/{name}.safetensors";
        JsonElement entry = Index.Value.RootElement.GetProperty("cases").EnumerateArray().Single(c => c.GetProperty("file").GetString() == file);
        Config = entry.GetProperty("config");
        _errors = entry.GetProperty("error");
        byte[] bytes = File.ReadAllBytes(Folder(file));
        int header = (int)BinaryPrimitives.ReadUInt64LittleEndian(bytes);
        using JsonDocument tensors = JsonDocument.Parse(bytes.AsMemory(sizeof(ulong), header));
        foreach (JsonProperty tensor in tensors.RootElement.EnumerateObject().Where(t => t.Name != "__metadata__"))
        {
            JsonElement offsets = tensor.Value.GetProperty("data_offsets");
            ReadOnlySpan<byte> data = bytes.AsSpan((sizeof(ulong) + header + offsets[0].GetInt32())..(sizeof(ulong) + header + offsets[1].GetInt32()));
            string type = tensor.Value.GetProperty("dtype").GetString()!;
            _layouts.Add(tensor.Name, (type, [.. tensor.Value.GetProperty("shape").EnumerateArray().Select(static size => size.GetInt32())]));
            _tensors.Add(tensor.Name, ToDouble(type, data));
        }
    }

    public JsonElement Config { get; }

    public double[] this[string tensor] => _tensors[tensor];

    public int[] Shape(string tensor) => _layouts[tensor].Shape;

    public bool Has(string tensor) => _tensors.ContainsKey(tensor);

    public string Type(string tensor) => _layouts[tensor].Type;

    public static TheoryData<string, string> Cases(params string[] kinds) => Cases(static _ => true, kinds);

    public static TheoryData<string, string> Cases(Func<GoldenCase, bool> isWanted, params string[] kinds)
    {
        TheoryData<string, string> cases = [];
        foreach (string kind in kinds)
        {
            IEnumerable<string> files = Shared.Folder is null ? [] : Directory.EnumerateFiles(Folder("losses-optim", kind), "*.safetensors");
            foreach (string file in files.Order(StringComparer.Ordinal))
            {
                string name = Path.GetFileNameWithoutExtension(file);
                if (isWanted(new GoldenCase(kind, name)))
                {
                    cases.Add(kind, name);
                }
            }
        }

        // xunit fails a theory without data even where it is skipped.
        if (cases.Count == 0)
        {
            cases.Add("none", "none");
        }

        return cases;
    }

    public float[] Floats(string tensor) => Array.ConvertAll(_tensors[tensor], value => (float)value);

    public double Number(string name, double otherwise = 0) => Config.TryGetProperty(name, out JsonElement value) ? value.GetDouble() : otherwise;

    public bool Flag(string name) => Config.TryGetProperty(name, out JsonElement value) && value.GetBoolean();

    /// <summary>Compares with the tolerance of the reference results: 8 * max(PyTorch's own float32 error, 2^-23 * the largest element).</summary>
    public void AssertClose(string tensor, ReadOnlySpan<float> actual)
    {
        double[] expected = _tensors[tensor];
        JsonElement error = _errors.GetProperty(tensor);
        double tolerance = 8 * Math.Max(error.GetProperty("f32_max_abs_err").GetDouble(), Math.Pow(2, -23) * error.GetProperty("max_abs").GetDouble());
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.True(Math.Abs(actual[i] - expected[i]) <= tolerance, $"{tensor}[{i}] is {actual[i]:R}; expected {expected[i]:R} +- {tolerance:R}");
        }
    }

    private static string Folder(params string[] parts) => Path.Combine([Shared.Folder!, "golden", .. parts]);

    private static double[] ToDouble(string type, ReadOnlySpan<byte> data) => type switch
    {
        "F32" => Array.ConvertAll(MemoryMarshal.Cast<byte, float>(data).ToArray(), value => (double)value),
        "F64" => MemoryMarshal.Cast<byte, double>(data).ToArray(),
        "I64" => Array.ConvertAll(MemoryMarshal.Cast<byte, long>(data).ToArray(), value => (double)value),
        _ => throw new InvalidDataException(type),
    };
}
