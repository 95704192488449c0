using System;
using CnnGen.Tests;
using Xunit;

namespace CnnGen.Generator.Tests;

/// <summary>Who says how a convolution is computed.</summary>
public sealed class AlgorithmTests
{
    private const string Conv = "[Input(16, 14, 14)] [Conv(32, 3, Pad = 1), ReLU]";

    [Fact]
    public void Fastest_IsTheRule() => Assert.Contains("Winograd.TransformInput", TextOf(Conv), StringComparison.Ordinal);

    [Theory]
    [InlineData("[Network(Algorithm = ConvAlgorithm.Direct)] " + Conv)]
    [InlineData("[Network(Algorithm = ConvAlgorithm.Direct)] [Input(16, 14, 14)] [Conv(32, 3, Pad = 1, Algorithm = ConvAlgorithm.Fastest), ReLU]")]
    [InlineData("[Input(16, 14, 14)] [Conv(32, 3, Pad = 1, Algorithm = ConvAlgorithm.Direct), ReLU]")]
    public void Direct_SumsInBothDirections(string declaration) => Assert.DoesNotContain("Winograd", TextOf(declaration), StringComparison.Ordinal);

    private static string TextOf(string declaration) => string.Concat(GeneratorRun.Of(declaration + " public partial class Net;").Files.Values);
}
