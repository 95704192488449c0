using System;
using System.Linq;
using Xunit;

namespace CnnGen.Runtime.Tests;

/// <summary>The tables in which generated code lists what is known of a network.</summary>
public sealed class NetworkTableTests
{
    [Fact]
    public void Parameters_AreWhatTheirLinesSay()
    {
        ParameterDescriptor[] parameters = NetworkTable.Parameters("""
            conv1.weight; HeNormal; 75; 0; 8 3 5 5; 1 8 3 25 16
            conv1.bias; Zeros; 75 frozen; 1200; 8
            a.bn.running_mean; Ones; statistic; 1216; 8
            .num_batches_tracked; Zeros; counter; 1232
            """u8);
        Assert.Equal(["conv1.weight", "conv1.bias", "a.bn.running_mean", "a.bn.num_batches_tracked"], parameters.Select(parameter => parameter.Name));
        Assert.Equal([0, 1200, 1216, 1232], parameters.Select(parameter => parameter.Offset));
        Assert.Equal([75, 75, 1, 1], parameters.Select(parameter => parameter.FanIn));
        Assert.Equal([true, false, false, false], parameters.Select(parameter => parameter.Trainable));
        Assert.Equal([Initialization.HeNormal, Initialization.Zeros, Initialization.Ones, Initialization.Zeros], parameters.Select(parameter => parameter.Initialization));
        Assert.Equal([ParameterRole.Weight, ParameterRole.Weight, ParameterRole.Statistic, ParameterRole.Counter], parameters.Select(parameter => parameter.Role));
        Assert.Equal([[8, 3, 5, 5], [8], [8], []], parameters.Select(parameter => parameter.Shape.ToArray()));
        Assert.Equal(new WeightPack(1, 8, 3, 25, 16), parameters[0].Pack);
        Assert.Equal((8, 16), (parameters[2].Pack.Length, parameters[2].Pack.PackedLength));
        Assert.Equal((1, 16), (parameters[3].Pack.Length, parameters[3].Pack.PackedLength));
    }

    [Fact]
    public void Layers_AreWhatTheirLinesSay()
    {
        LayerInfo[] layers = NetworkTable.Layers("""
            conv1; Conv(8, 5); -1; 8 24 20; 608 288000 3000000000; 5 5 2 3
            add1; Add("conv1"); 0 2; 8 24 20; 0 0 3840
            a.b.conv2; Conv(4, 3); 1; 4 3 24 20; 868 1 2; 7 5 2 1 3 4
            .relu1; ReLU; 1; 4 24 20; 0 0 2; 7 2
            ..c.relu2; ReLU; 1; 4 24 20; 0 0 2; 7 2
            """u8);
        Assert.Equal(["conv1", "add1", "a.b.conv2", "a.b.relu1", "a.c.relu2"], layers.Select(layer => layer.Name));
        Assert.Equal([[-1], [0, 2], [1], [1], [1]], layers.Select(layer => layer.Inputs.ToArray()));
        Assert.Equal(("conv1", "Conv(8, 5)", 608, 288_000L, 3_000_000_000L), (layers[0].Name, layers[0].Kind, layers[0].Parameters, layers[0].MultiplyAdds, layers[0].Operations));
        Assert.Equal([8, 24, 20], layers[0].OutputShape);
        Assert.Equal(8 * 24 * 20 * sizeof(float), layers[0].ActivationBytes);
        Assert.Equal([new ReceptiveField(5, 5, 2, 3), null, new ReceptiveField(7, 5, 2, 1) { Depth = 3, StrideDepth = 4 }, new ReceptiveField(7, 7, 2, 2), new ReceptiveField(7, 7, 2, 2)], layers.Select(layer => layer.ReceptiveField));
        Assert.Equal("Add(\"conv1\")", layers[1].Kind);
    }

    [Fact]
    public void AnyNameIsText()
    {
        LayerInfo layer = Assert.Single(NetworkTable.Layers(@"\u002ea\u003b b\u005cu0041\u000a\ud800; ReLU; -1; 8; 0 0 8"u8));
        Assert.Equal(".a; b\\u0041\n\ud800", layer.Name);
        Assert.Equal("ReLU", layer.Kind);
    }

    [Fact]
    public void Folds_AreWhatTheirLinesSay()
    {
        FoldedNorm[] folds = NetworkTable.Folds("""
            8 1E-05; 640 656 672 688 0
            4 0.001; -1 -1 672 688 32; 1 4 3 25 16; 0 -1 64 1264; 2 4 3 9 16; 7 8 9 10 behind of-folded-weights of-folded-bias
            """u8);
        Assert.Equal((8, 1e-5, 640, 656, 672, 688, 0), (folds[0].Channels, folds[0].Epsilon, folds[0].Weight, folds[0].Bias, folds[0].Mean, folds[0].Variance, folds[0].Scale));
        Assert.Empty(folds[0].Maps);
        Assert.Equal(
            [
                new FoldedMap(new WeightPack(1, 4, 3, 25, 16), 0, -1, 64, 1264),
                new FoldedMap(new WeightPack(2, 4, 3, 9, 16), 7, 8, 9, 10) { IsBehind = true, HasFoldedWeights = true, HasFoldedBias = true },
            ],
            folds[1].Maps);
    }

    [Fact]
    public void Packs_AreWhatTheirLinesSay()
    {
        // One group of one filter and one channel: two of three taps, in the opposite order.
        DerivedPack pack = Assert.Single(NetworkTable.Packs("1 1 1 3 16; 16; 1 1 1 2 16; 32; 2 0"u8));
        float[] weights = new float[16 + 48];
        float[] derived = new float[32 + 32];
        (weights[16], weights[32], weights[48]) = (1, 2, 3);
        DerivedPack.UpdateAll([pack], ref weights[0], ref derived[0]);
        Assert.Equal((3, 1), (derived[32], derived[48]));
        Assert.Equal(4, derived.Sum());
    }

    [Fact]
    public void LineWithoutAnOrder_IsNone() => Assert.Throws<FormatException>(static () => NetworkTable.Packs("1 1 1 3; 16; 1 1 1 2 16; 32; 2 0"u8));
}
