using System.Collections.Generic;

namespace CnnGen.Runtime.Tests;

/// <summary>Small layouts, packed as generated networks pack theirs.</summary>
internal static class Layouts
{
    /// <summary>conv1 (6, 1, 5, 5) in tiles of 16, its bias, and fc1 (10, 24).</summary>
    public static WeightLayout Small() => Layout(
        Weight("conv1.weight", [6, 1, 5, 5], new WeightPack(1, 6, 1, 25, 16), Initialization.HeNormal, 25),
        Weight("conv1.bias", [6], new WeightPack(1, 6, 1, 1, 1), Initialization.Zeros, 25),
        Weight("fc1.weight", [10, 24], new WeightPack(1, 10, 24, 1, 16), Initialization.FanInUniform, 24));

    /// <summary>One vector "a" of two elements: what the hostile files are measured against.</summary>
    public static WeightLayout Pair() => Layout(Weight("a", [2], new WeightPack(1, 2, 1, 1, 1), Initialization.Zeros, 1));

    public static ParameterDescriptor Weight(string name, int[] shape, WeightPack pack, Initialization initialization, int fanIn) =>
        new(name, shape, pack, 0, initialization, fanIn, Trainable: true);

    /// <summary>Lays the parameters one after the other.</summary>
    public static WeightLayout Layout(params ParameterDescriptor[] parameters)
    {
        List<ParameterDescriptor> placed = [];
        int offset = 0;
        foreach (ParameterDescriptor parameter in parameters)
        {
            placed.Add(parameter with { Offset = offset });
            offset += parameter.Pack.PackedLength;
        }

        return new WeightLayout(placed, offset);
    }
}
