using System;
using System.Linq;

namespace CnnGen.Pictures.Tests;

/// <summary>One linear map of a small colour image: everything about it is known in closed form.</summary>
[Input(3, 4, 5)]
[Linear(3, Name = "fc")]
public partial class LinearNet
{
    /// <summary>With weights that are all different and signs that alternate.</summary>
    public static LinearNet CreateKnown()
    {
        LinearNet network = Create(1);
        network.Parameters["fc.weight"].Value = [.. Enumerable.Range(0, InputLength * OutputLength).Select(Weight)];
        network.Parameters["fc.bias"].Value = [0.5f, -0.25f, 0];
        return network;
    }

    /// <summary>An element of its weight.</summary>
    public static float Weight(int i) => (i % 2 == 0 ? 1 : -1) * ((i * 7 % 61) + 1) / 64f;

    /// <summary>An image.</summary>
    public static float[] Image() => [.. Enumerable.Range(0, InputLength).Select(i => (i * 11 % 17) / 16f)];

    /// <summary>The probability of a class, by hand.</summary>
    public static double Probability(float[] x, int label)
    {
        double[] bias = [0.5, -0.25, 0];
        double[] scores = [.. Enumerable.Range(0, OutputLength).Select(f => bias[f] + Enumerable.Range(0, InputLength).Sum(c => (double)Weight((f * InputLength) + c) * x[c]))];
        return Math.Exp(scores[label]) / scores.Sum(Math.Exp);
    }
}

/// <summary>A network with a marked output of channels, and one of a vector.</summary>
[Input(1, 4, 4)]
[Conv(2, 3, Name = "conv"), Output("features")]
[ReLU, Linear(4, Name = "fc"), Output("hidden")]
[ReLU, Linear(3)]
public partial class MarkedNet;

/// <summary>What training computes differs from Forward, and training changes what Forward reads.</summary>
[Input(1, 4, 4)]
[Conv(4, 3, Pad = 1, Bias = false), BatchNorm, Tanh]
[Linear(3)]
public partial class NormedNet;

/// <summary>What training computes is drawn.</summary>
[Input(1, 4, 4)]
[Linear(16), Tanh, Dropout(0.5)]
[Linear(3)]
public partial class DroppedNet;

/// <summary>Inputs that no picture shows.</summary>
[Input(1, 2, 2, 2)]
[Linear(3)]
public partial class VolumeNet;

/// <summary>A convolution of colours and one of more channels.</summary>
[Input(3, 4, 4)]
[Conv(2, 2, Name = "conv"), ReLU]
[Conv(3, 2, Name = "deep"), ReLU]
[Linear(3)]
public partial class ColorNet;

/// <summary>Smooth, and with more places than a batch has.</summary>
[Input(1, 12, 12)]
[Conv(3, 3, Pad = 1), Tanh]
[Linear(2)]
public partial class WideNet;

/// <summary>Gives what it takes.</summary>
[Input(3)]
[Linear(3, Name = "fc")]
public partial class IdentityNet
{
    /// <summary>The identity.</summary>
    public static IdentityNet CreateKnown()
    {
        IdentityNet network = Create(1);
        network.Parameters["fc.weight"].Value = [1, 0, 0, 0, 1, 0, 0, 0, 1];
        network.Parameters["fc.bias"].Value = [0, 0, 0];
        return network;
    }
}

/// <summary>What its layers give can be read; everything in it is smooth.</summary>
[Network(Inspect = true)]
[Input(1, 8, 8)]
[Conv(5, 3, Pad = 1, Bias = false, Name = "conv1"), BatchNorm(Name = "bn1"), Tanh(Name = "features")]
[AvgPool(2), Conv(4, 3, Name = "conv2"), SiLU(Name = "deep"), Dropout(0.5), Linear(3, Name = "fc")]
public partial class InspectedNet;

/// <summary>The layers of <see cref="InspectedNet"/> behind its features.</summary>
[Input(5, 8, 8)]
[AvgPool(2), Conv(4, 3, Name = "conv2"), SiLU, Linear(3, Name = "fc")]
public partial class BehindFeaturesNet;

/// <summary>Ends in a global average and one linear layer.</summary>
[Input(1, 8, 8)]
[Conv(5, 3), ReLU, Output("features")]
[GlobalAvgPool, Linear(3, Name = "fc")]
public partial class PooledNet;
