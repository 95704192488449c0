using System;
using System.IO;
using System.Linq;
using CnnGen.Onnx.Format;
using CnnGen.Onnx.Graphs;
using CnnGen.Onnx.Reading;
using CnnGen.Tests;
using Xunit;

namespace CnnGen.Tool.Tests;

/// <summary>Recorded tensors, and how near to them a network has to come.</summary>
internal static class Recorded
{
    // What float32 loses between two orders of summing, of the largest output.
    private const double Tolerance = 1e-5;

    public static TensorProto ReadProto(string path) => TensorProto.Parser.ParseFrom(File.ReadAllBytes(path));

    public static Constant Read(string path) => new TensorReader(new ExternalData(null)).Read(ReadProto(path));

    /// <summary>Folders below one of the reference data's, in their order; none where it is missing.</summary>
    public static string[] Folders(params string[] parts) => Shared.Folder is null || !Directory.Exists(Shared.PathOf(parts))
        ? []
        : [.. Directory.EnumerateDirectories(Shared.PathOf(parts)).Order(StringComparer.Ordinal)];

    /// <summary>Fails unless every output is near what was expected.</summary>
    public static void AssertClose(float[] expected, float[] actual, double tolerance = Tolerance)
    {
        Assert.Equal(expected.Length, actual.Length);
        double largest = tolerance * expected.Max(Math.Abs);
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.True(Math.Abs((double)actual[i] - expected[i]) <= largest, $"[{i}]: expected {expected[i]:R}, got {actual[i]:R}; tolerance {largest:G3}");
        }
    }
}
