using System;
using System.Linq;
using CnnGen.Onnx;
using Google.Protobuf;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using Xunit;

namespace CnnGen.Tool.Tests;

/// <summary>Graphs as exporters write them, imported and compiled, give what ONNX Runtime gives, for several samples.</summary>
public sealed class OnnxRuntimeTests
{
    private const int Samples = 3;

    [Fact]
    public void ImageWithChannelsLast_IsWhatTheClassTakes() => AssertAgrees(new ModelBuilder(13, 0, 7, 6, 3).Weights("w", [4, 3, 3, 3]).Weights("d", [4, 1, 3, 3]).Weights("f", [4 * 2 * 2, 5])
        .Weights("b", [4]).Weights("c", [5])
        .Node("a = Transpose x", ("perm", new[] { 0, 3, 1, 2 })).Node("e = Conv a w", ("strides", new[] { 2, 2 }), ("auto_pad", "SAME_UPPER"))
        .Node("g = Transpose e", ("perm", new[] { 0, 2, 3, 1 })).Node("h = Add g b").Node("i = Relu h").Node("j = Transpose i", ("perm", new[] { 0, 3, 1, 2 }))
        .Node("k = Conv j d", ("group", 4), ("strides", new[] { 2, 2 }), ("pads", new[] { 0, 1, 1, 2 })).Node("l = Transpose k", ("perm", new[] { 0, 2, 3, 1 }))
        .Integers("shape", null, -1, 16).Node("m = Reshape l shape").Node("n = MatMul m f").Node("o = Add n c").Node("y = Softmax o"));

    [Fact]
    public void BlockOfConvNeXt_IsConvolutionsAndArithmetic() => AssertAgrees(new ModelBuilder(17, 0, 8, 5, 6).Weights("d", [8, 1, 3, 3]).Weights("s", [8]).Weights("t", [8])
        .Weights("u", [8, 16]).Weights("v", [16]).Weights("w", [16, 8]).Weights("g", [8])
        .Weights("root", [], [1.4142135f]).Weights("one", [], [1]).Weights("half", [], [0.5f])
        .Node("a = Conv x d", ("group", 8), ("pads", new[] { 1, 1, 1, 1 })).Node("b = Transpose a", ("perm", new[] { 0, 2, 3, 1 }))
        .Node("c = LayerNormalization b s t", ("axis", -1), ("epsilon", 1e-6)).Node("e = MatMul c u").Node("f = Add e v")
        .Node("h = Div f root").Node("i = Erf h").Node("j = Add i one").Node("k = Mul f j").Node("l = Mul k half").Node("m = MatMul l w").Node("n = Mul g m")
        .Node("o = Transpose n", ("perm", new[] { 0, 3, 1, 2 })).Node("y = Add x o"));

    [Fact]
    public void HeadOfADetector_IsInTheFilesOrder() => AssertAgrees(new ModelBuilder(13, 0, 6, 4, 5).Weights("w", [14, 6, 1, 1]).Weights("b", [14]).Weights("two", [], [2]).Weights("grid", [1, 1, 4, 5, 2])
        .Node("a = Conv x w b").Integers("shape", null, 0, 2, 7, 4, 5).Node("c = Reshape a shape").Node("d = Transpose c", ("perm", new[] { 0, 1, 3, 4, 2 }))
        .Node("e = Sigmoid d").Integers("sizes", null, 2, 2, 3).Node("f g h = Split e sizes", ("axis", 4)).Node("i = Mul f two").Node("j = Add i grid")
        .Node("k = Mul g two").Node("l = Mul k k").Node("m = Concat j l h", ("axis", -1)).Integers("flat", null, 0, -1, 7).Node("y = Reshape m flat"));

    [Fact]
    public void GateOfChannels_IsWidened() => AssertAgrees(new ModelBuilder(13, 0, 4, 6, 5).Weights("w", [4, 2]).Weights("b", [2]).Weights("v", [2, 4]).Weights("c", [4])
        .Node("a = ReduceMean x", ("axes", new[] { 2, 3 }), ("keepdims", 0)).Node("d = Gemm a w b").Node("e = Relu d").Node("f = Gemm e v c").Node("g = HardSigmoid f")
        .Integers("axes", null, 2, 3).Node("h = Unsqueeze g axes").Node("y = Mul x h"));

    [Fact]
    public void PartsOfChannelsAndPlaces_AreSlicesAndCrops() => AssertAgrees(new ModelBuilder(13, 0, 6, 7, 8)
        .Integers("starts", null, 1, 2).Integers("ends", null, 100, -1).Integers("axes", null, 2, 3).Integers("steps", null, 2, 1).Node("a = Slice x starts ends axes steps")
        .Integers("places", null, 5, 0, 2).Node("b = Gather a places", ("axis", 1)).Integers("pads", null, 0, 1, 0, 0, 0, 2, 0, 1).Node("y = Pad b pads"));

    [Theory]
    [InlineData("half_pixel", "linear")]
    [InlineData("align_corners", "linear")]
    [InlineData("asymmetric", "nearest")]
    [InlineData("half_pixel", "cubic")]
    public void ResizeToAnySize_IsSums(string coordinates, string mode) => AssertAgrees(new ModelBuilder(13, 0, 3, 5, 8)
        .Weights("scales", [4], [1, 1, 2.2f, 1.5f]).Node("y = Resize x - scales", ("coordinate_transformation_mode", coordinates), ("mode", mode), ("nearest_mode", "floor")));

    [Fact]
    public void UpsampleOfEarlyVersions_IsALayer() => AssertAgrees(new ModelBuilder(9, 0, 3, 5, 4).Weights("scales", [4], [1, 1, 2, 2]).Node("y = Upsample x scales", ("mode", "nearest")));

    [Fact]
    public void TransposedConvolution_PadsItsOutput() => AssertAgrees(new ModelBuilder(13, 0, 4, 5, 6).Weights("w", [4, 3, 3, 3]).Weights("b", [6])
        .Node("y = ConvTranspose x w b", ("group", 2), ("strides", new[] { 2, 2 }), ("pads", new[] { 1, 0, 0, 1 }), ("output_padding", new[] { 1, 0 })));

    [Fact]
    public void FoldedNorm_ChangesNothing() => AssertAgrees(
        new ModelBuilder(13, 0, 4, 5, 6).Weights("w", [4, 3, 3, 3]).Weights("s", [6]).Weights("t", [6]).Weights("m", [6]).Weights("v", [6], [1, 2, 0.5f, 3, 1, 4])
            .Node("a = ConvTranspose x w", ("group", 2)).Node("b = BatchNormalization a s t m v").Node("y = Relu b"),
        new ImportOptions { IsTrained = false, FoldsNorms = true });

    [Fact]
    public void PoolsThatRoundUp_AreAsLarge() => AssertAgrees(new ModelBuilder(13, 0, 3, 7, 8)
        .Node("a = MaxPool x", ("kernel_shape", new[] { 3, 2 }), ("strides", new[] { 2, 2 }), ("ceil_mode", 1))
        .Node("y = AveragePool a", ("kernel_shape", new[] { 2, 3 }), ("strides", new[] { 2, 2 }), ("pads", new[] { 0, 1, 1, 1 }), ("ceil_mode", 1)));

    /// <summary>The class is trained further as it is written, unless it is asked not to.</summary>
    [Fact]
    public void Class_HasTrainingCode()
    {
        ModelBuilder model = new ModelBuilder(13, 0, 1, 6, 6).Weights("w", [2, 1, 3, 3]).Node("a = Conv x w").Node("y = Relu a");
        ImportedNetwork network = model.Import(new ImportOptions()).Network!;
        Type type = CompiledNetwork.Compile([network]).GetTypes().Single(type => type.Name == network.Name);
        Assert.Contains(type.GetInterfaces(), static implemented => implemented.Name.StartsWith("ITrainableNetwork", StringComparison.Ordinal));
    }

    private static void AssertAgrees(ModelBuilder model, ImportOptions? options = null)
    {
        ImportResult result = model.Import(options);
        Assert.True(result.Problems.Count == 0, string.Join("\n", result.Problems));
        int[] shape = [Samples, .. model.Model.Graph.Input[0].Type.TensorType.Shape.Dim.Skip(1).Select(static axis => (int)axis.DimValue)];
        float[] input = ModelBuilder.Numbers(shape.Aggregate(1, static (product, size) => product * size), seed: 9);
        using CompiledNetwork network = CompiledNetwork.Load(result.Network!);

        using InferenceSession session = new(model.Model.ToByteArray());
        using IDisposableReadOnlyCollection<DisposableNamedOnnxValue> expected =
            session.Run([NamedOnnxValue.CreateFromTensor("x", new DenseTensor<float>(input.AsMemory(), shape))]);
        Recorded.AssertClose([.. expected[0].AsTensor<float>()], network.Run(input));
    }
}
