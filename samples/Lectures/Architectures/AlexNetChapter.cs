using System;
using System.Collections.Generic;
using System.Linq;
using CnnGen;
using Lectures.Arithmetic;
using Lectures.Screen;

namespace Lectures.Architectures;

/// <summary>Krizhevsky, Sutskever and Hinton 2012, in the lectures' form: 227x227 pixels, one tower, pools in front of the normalisations.</summary>
[Network(Training = false)]
[Input(3, 227, 227)]
[Conv(96, 11, Stride = 4), ReLU, MaxPool(3, Stride = 2), LocalResponseNorm(5, K = 2, Alpha = 5e-4)]
[Conv(256, 5, Pad = 2), ReLU, MaxPool(3, Stride = 2), LocalResponseNorm(5, K = 2, Alpha = 5e-4)]
[Conv(384, 3, Pad = 1), ReLU]
[Conv(384, 3, Pad = 1), ReLU]
[Conv(256, 3, Pad = 1), ReLU, MaxPool(3, Stride = 2)]
[Linear(4096, Name = "fc6"), ReLU, Dropout(0.5)]
[Linear(4096, Name = "fc7"), ReLU, Dropout(0.5)]
[Linear(1000, Name = "fc8")]
internal partial class AlexNet;

/// <summary>AlexNet, shape by shape.</summary>
internal sealed class AlexNetChapter() : Chapter("alexnet", "AlexNet (2012)")
{
    /// <summary>The first layer.</summary>
    public static LayerInfo First => AlexNet.Info.Layers[0];

    /// <summary>Weights of the first layer: its parameters without a bias a filter.</summary>
    public static int FirstWeights => First.Parameters - First.OutputShape[0];

    /// <summary>Outputs of the first layer.</summary>
    public static int FirstOutputs => First.OutputShape.Aggregate((product, size) => product * size);

    /// <summary>Parameters of the first layer if every output had its own filter.</summary>
    public static long FirstUnshared => (long)FirstOutputs * (First.Parameters / First.OutputShape[0]);

    /// <summary>The share of the parameters that is in the fully connected layers.</summary>
    public static double FullyConnectedShare =>
        (double)AlexNet.Info.Layers.Where(layer => layer.Kind.StartsWith("Linear", StringComparison.Ordinal)).Sum(layer => layer.Parameters) / AlexNet.ParameterCount;

    public override IReadOnlyList<Mistake> Mistakes { get; } =
    [
        new Mistake(
            "[Input(3, 224, 224), Conv(96, 11, Stride = 4)]",
            "CNN001",
            "stride 4 does not fit: (224 - 11 + 2*0) / 4 + 1 = 54.25; strides 1 and 3 fit, so does PadBottom = 3 with PadRight = 3, "
            + "and Fit = Fit.Floor drops the last row and column"),
    ];

    protected override void Tell(Page page)
    {
        page.Text("The paper says 224x224 pixels, with which its own first layer does not fit:");
        page.CompileError(Mistakes[0]);
        page.Text("With 227 it does:");
        page.Formulas(new Window(227, 11, 4).ToString());
        page.Layers(AlexNet.Info);
        page.Formulas(
            $"conv1: {FirstWeights:N0} = 96 * (11*11*3) weights and {First.OutputShape[0]} biases",
            $"fully connected layers: {FullyConnectedShare:P1} of the parameters");
        page.Text("Were the filters not shared, each output of the first layer would have its own:");
        page.Formulas($"{FirstOutputs:N0} outputs * (11*11*3 + 1) = {FirstUnshared:N0} parameters in place of {First.Parameters:N0}");
    }
}
