using CnnGen.Onnx;
using Xunit;

namespace CnnGen.Tool.Tests;

/// <summary>What exporters write in many nodes and a person in one layer, rule by rule.</summary>
public sealed class FoldingTests
{
    [Fact]
    public void ShapeGatherConcatReshape_IsALinearLayersOwn() => Assert.Equal("[Linear(5, Bias = false)]", new ModelBuilder(13, 0, 2, 3, 4).Weights("w", [24, 5])
        .Node("s = Shape x").Integers("zero", [], 0).Node("n = Gather s zero", ("axis", 0)).Integers("axes", null, 0).Node("u = Unsqueeze n axes")
        .Integers("rest", null, -1).Node("t = Concat u rest", ("axis", 0)).Node("f = Reshape x t").Node("y = MatMul f w").Attributes());

    [Fact]
    public void ShuffleOfChannels_IsOneLayer() => Assert.Equal("[ChannelShuffle(2)]", new ModelBuilder(13, 1, 6, 4, 4)
        .Integers("split", null, 1, 2, 3, 4, 4).Node("a = Reshape x split").Node("b = Transpose a", ("perm", new[] { 0, 2, 1, 3, 4 }))
        .Integers("join", null, 0, -1, 4, 4).Node("y = Reshape b join").Attributes());

    [Fact]
    public void ReshapeTransposeReshape_IsPixelShuffle() => Assert.Equal("[PixelShuffle(2)]", new ModelBuilder(13, 1, 12, 4, 5)
        .Integers("split", null, 1, 3, 2, 2, 4, 5).Node("a = Reshape x split").Node("b = Transpose a", ("perm", new[] { 0, 1, 4, 2, 5, 3 }))
        .Integers("join", null, 1, 3, 8, 10).Node("y = Reshape b join").Attributes());

    [Fact]
    public void GraphOfChannelsLast_HasNoTransposes() => Assert.Equal(
        "[Conv(4, 3, Pad = 1), ReLU, MaxPool(2)]\n[Conv(5, 1, Bias = false), GlobalAvgPool]",
        new ModelBuilder(13, 1, 3, 8, 8).Weights("w", [4, 3, 3, 3]).Weights("b", [4]).Weights("v", [5, 4, 1, 1])
            .Node("a = Conv x w", ("pads", new[] { 1, 1, 1, 1 })).Node("c = Transpose a", ("perm", new[] { 0, 2, 3, 1 })).Node("d = Add c b")
            .Node("e = Relu d").Node("f = Transpose e", ("perm", new[] { 0, 3, 1, 2 }))
            .Node("g = MaxPool f", ("kernel_shape", new[] { 2, 2 }), ("strides", new[] { 2, 2 })).Node("h = Conv g v")
            .Node("i = Transpose h", ("perm", new[] { 0, 2, 3, 1 })).Node("y = ReduceMean i", ("axes", new[] { 1, 2 }), ("keepdims", 0)).Attributes());

    [Fact]
    public void FlattenOfChannelsLast_IsInTheWeights()
    {
        float[] weights = ModelBuilder.Numbers(2 * 2 * 3 * 4);
        ModelBuilder model = new ModelBuilder(13, 1, 3, 2, 2).Weights("w", [12, 4], weights)
            .Node("t = Transpose x", ("perm", new[] { 0, 2, 3, 1 })).Node("f = Flatten t").Node("y = MatMul f w");
        Assert.Equal("[Linear(4, Bias = false)]", model.Attributes());

        // The weight of output 1 for channel 2 of row 0, column 1, which is the file's row (0 * 2 + 1) * 3 + 2.
        float[] imported = model.Import().Network!.Layers[0].Values("weight");
        Assert.Equal(weights[(5 * 4) + 1], imported[(1 * 12) + (2 * 4) + 1]);
    }

    /// <summary>What the layers do otherwise than the file is said, and stands in the class.</summary>
    [Fact]
    public void Exponential_SaysHowFarItIsRight()
    {
        ImportedNetwork network = new ModelBuilder(13, 0, 4).Node("y = Exp x").Import().Network!;
        string note = Assert.Single(network.Notes);
        Assert.Contains("right for x up to 27", note, System.StringComparison.Ordinal);
        Assert.Contains("// " + note, network.ClassText, System.StringComparison.Ordinal);
    }

    [Fact]
    public void IdentityDropoutAndCast_AreNothing() => Assert.Equal("[Tanh]", new ModelBuilder(13, 0, 4)
        .Node("a = Identity x").Node("b = Dropout a").Node("c = Cast b", ("to", 1)).Node("y = Tanh c").Attributes());

    [Fact]
    public void AddBehindConvolution_IsItsBias() => Assert.Equal("[Conv(4, 1)]", new ModelBuilder(13, 1, 3, 5, 5)
        .Weights("w", [4, 3, 1, 1]).Weights("b", [4, 1, 1]).Node("a = Conv x w").Node("y = Add a b").Attributes());

    [Fact]
    public void MatMulAndAdd_AreALinearLayer() => Assert.Equal("[Linear(3)]", new ModelBuilder(13, 0, 4)
        .Weights("w", [4, 3]).Weights("b", [3]).Node("a = MatMul x w").Node("y = Add a b").Attributes());

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void Gemm_HasItsWeightsEitherWay(int transB)
    {
        float[] weights = ModelBuilder.Numbers(12);
        ModelBuilder model = new ModelBuilder(13, 0, 4).Weights("w", transB == 1 ? [3, 4] : [4, 3], weights).Weights("b", [3])
            .Node("y = Gemm x w b", ("transB", transB), ("alpha", 2.0), ("beta", 0.5));
        Assert.Equal("[Linear(3)]", model.Attributes());
        Assert.Equal(2 * weights[transB == 1 ? (2 * 4) + 1 : (1 * 3) + 2], model.Import().Network!.Layers[0].Values("weight")[(2 * 4) + 1]);
    }

    [Fact]
    public void PadInFrontOfConvolution_IsItsOwn() => Assert.Equal("[Conv(4, 3, Stride = 2, PadBottom = 1, PadRight = 1, Bias = false)]", new ModelBuilder(13, 1, 3, 6, 6)
        .Weights("w", [4, 3, 3, 3]).Integers("p", null, 0, 0, 0, 0, 0, 0, 1, 1).Node("a = Pad x p").Node("y = Conv a w", ("strides", new[] { 2, 2 })).Attributes());

    [Theory]
    [InlineData("SAME_UPPER", "PadBottom = 1, PadRight = 1")]
    [InlineData("SAME_LOWER", "PadTop = 1, PadLeft = 1")]
    [InlineData("VALID", "")]
    public void AutoPad_IsPadding(string padding, string expected)
    {
        string text = new ModelBuilder(13, 1, 3, 6, 6).Weights("w", [4, 3, 3, 3]).Node("y = Conv x w", ("strides", new[] { 2, 2 }), ("auto_pad", padding)).Attributes();
        Assert.EndsWith($"[Conv(4, 3, Stride = 2, {(expected.Length > 0 ? expected + ", " : "")}Bias = false)]", text);
    }

    [Theory]
    [InlineData("0 6", "[ReLU6]")]
    [InlineData("0 -", "[ReLU]")]
    [InlineData("-1 2", "[Clip(-1, 2)]")]
    public void ClipWithInputs_IsTheLayerThatItIs(string bounds, string expected)
    {
        ModelBuilder model = new(13, 0, 4);
        string[] names = bounds.Split(' ');
        foreach (string bound in names)
        {
            if (bound != "-")
            {
                model.Weights("bound" + bound, [], [float.Parse(bound, System.Globalization.CultureInfo.InvariantCulture)]);
            }
        }

        string inputs = string.Join(' ', System.Array.ConvertAll(names, static bound => bound == "-" ? "-" : "bound" + bound));
        Assert.Equal(expected, model.Node($"y = Clip x {inputs}").Attributes());
    }

    [Fact]
    public void BatchNorm_StaysUnlessItIsToBeFolded()
    {
        ModelBuilder model = new ModelBuilder(13, 1, 3, 4, 4).Weights("features.0.weight", [2, 3, 1, 1])
            .Weights("features.1.weight", [2], [2, 3]).Weights("features.1.bias", [2], [1, 0]).Weights("features.1.running_mean", [2], [0.5f, 1]).Weights("features.1.running_var", [2], [4, 9])
            .Node("a = Conv x features.0.weight")
            .Node("y = BatchNormalization a features.1.weight features.1.bias features.1.running_mean features.1.running_var", ("epsilon", 0.001));
        Assert.Equal("[Conv(2, 1, Bias = false, Name = \"features.0\"), BatchNorm(Epsilon = 0.001, Name = \"features.1\")]", model.Attributes());
        Assert.Equal("[Conv(2, 1, Name = \"features.0\")]", model.Attributes(new ImportOptions { IsTrained = false, FoldsNorms = true }));

        // 1 - 0.5 * 2 / sqrt(4.001) and 0 - 1 * 3 / sqrt(9.001).
        float[] bias = model.Import(new ImportOptions { FoldsNorms = true }).Network!.Layers[0].Values("bias");
        Assert.Equal(0.500062, bias[0], 5);
        Assert.Equal(-0.999944, bias[1], 5);
    }

    [Fact]
    public void Gates_AreActivations()
    {
        Assert.Equal("[SiLU]", new ModelBuilder(13, 0, 4).Node("s = Sigmoid x").Node("y = Mul x s").Attributes());
        Assert.Equal("[HardSwish]", new ModelBuilder(13, 0, 4).Node("s = HardSigmoid x", ("alpha", 1.0 / 6)).Node("y = Mul s x").Attributes());
        Assert.Equal("[Mish]", new ModelBuilder(13, 0, 4).Node("a = Softplus x").Node("b = Tanh a").Node("y = Mul x b").Attributes());
        Assert.Equal("[HardSwish]", new ModelBuilder(13, 0, 4).Weights("three", [], [3]).Weights("six", [], [6]).Weights("zero", [], [0])
            .Node("a = Add x three").Node("b = Clip a zero six").Node("c = Mul x b").Node("y = Div c six").Attributes());
    }

    [Fact]
    public void HalvesAndErf_AreGelu() => Assert.Equal("[GELU]", new ModelBuilder(13, 0, 4)
        .Weights("root", [], [1.4142135f]).Weights("one", [], [1]).Weights("half", [], [0.5f])
        .Node("a = Div x root").Node("b = Erf a").Node("c = Add b one").Node("d = Mul x c").Node("y = Mul d half").Attributes());

    [Fact]
    public void WeightsOfFloat16_AreRead()
    {
        float[] halves = [1.5f, -0.25f];
        ModelBuilder model = new ModelBuilder(13, 0, 2).Halves("w", [2, 1], halves).Node("y = MatMul x w");
        Assert.Equal(halves, model.Import().Network!.Layers[0].Values("weight"));
    }

    [Fact]
    public void LaterOperands_AreNamed() => Assert.Equal(
        "[Conv(3, 1, Bias = false), ReLU(Name = \"conv1_relu\")]\n[Conv(3, 1, Bias = false), Add(\"conv1_relu\"), ReLU]",
        new ModelBuilder(13, 1, 3, 4, 4).Weights("w", [3, 3, 1, 1]).Weights("v", [3, 3, 1, 1])
            .Node("a = Conv x w").Node("b = Relu a").Node("c = Conv b v").Node("d = Add b c").Node("y = Relu d").Attributes());

    [Fact]
    public void Import_GivesTheSameTextAgain()
    {
        ModelBuilder model = new ModelBuilder(13, 1, 3, 4, 4).Weights("w", [3, 3, 1, 1]).Node("a = Conv x w").Node("y = Relu a");
        Assert.Equal(model.Import().Network!.ClassText, model.Import().Network!.ClassText);
    }
}
