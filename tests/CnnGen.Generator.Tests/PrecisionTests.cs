using System;
using CnnGen.Tests;
using Xunit;

namespace CnnGen.Generator.Tests;

/// <summary>Who says how precisely weights are read, and what is no precision.</summary>
public sealed class PrecisionTests
{
    [Theory]
    [InlineData("[Input(8)] [Linear(4)]", false)]
    [InlineData("[Input(8)] [Linear(4, Weights = Precision.Single)]", false)]
    [InlineData("[Input(8)] [Linear(4, Weights = Precision.BFloat16)]", true)]
    [InlineData("[Network(Weights = Precision.BFloat16)] [Input(8)] [Linear(4)]", true)]
    [InlineData("[Network(Weights = Precision.BFloat16)] [Input(8)] [Linear(4, Weights = Precision.Single)]", false)]
    [InlineData("[Network(Weights = Precision.BFloat16)] [Input(8, 4, 4)] [Conv(4, 4)]", false)]
    public void Weights_AreReadAsTheLayerOrTheNetworkSays(string declaration, bool isNarrow) => Assert.Equal(
        isNarrow, string.Concat(GeneratorRun.Of(declaration + " public partial class Net;").Files.Values).Contains("Product.MultiplyBFloat16(", StringComparison.Ordinal));

    [Theory]
    [InlineData("[Input(8)] [Linear(4, Weights = {|CNN004:(Precision)7|})] public partial class Net;")]
    [InlineData("[Network(Weights = {|CNN004:(Precision)(-1)|})] [Input(8)] [Linear(4)] public partial class Net;")]
    public void OtherNumbers_AreErrors(string source) => DiagnosticAssert.Reports("using CnnGen; " + source);
}
