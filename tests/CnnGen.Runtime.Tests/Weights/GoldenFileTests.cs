using System.Collections.Generic;
using System.IO;
using System.Linq;
using CnnGen.Tests;
using Xunit;

namespace CnnGen.Runtime.Tests;

/// <summary>Files that PyTorch made.</summary>
public sealed class GoldenFileTests
{
    [SharedFact]
    public void LeNetOfPyTorch_LoadsByName()
    {
        string path = Shared.PathOf("golden", "nets", "net.lenet5_tanh_avg", "lenet5_tanh_avg-001.safetensors");
        IReadOnlyDictionary<string, SafetensorsTensor> tensors = Safetensors.Read(path);
        Assert.Equal([6L, 1, 5, 5], tensors["state.conv1.weight"].Shape);
        Assert.Equal(2, tensors["target"].Values.Length);

        // The state alone, written as a state dictionary is, goes into a network and comes out the same.
        WeightLayout layout = Layouts.Layout(
            Weight("conv1.weight", 6, 1, 5, 5), Weight("conv1.bias", 6), Weight("conv2.weight", 16, 6, 5, 5), Weight("conv2.bias", 16),
            Weight("fc1.weight", 120, 400), Weight("fc1.bias", 120), Weight("fc2.weight", 84, 120), Weight("fc2.bias", 84),
            Weight("fc3.weight", 10, 84), Weight("fc3.bias", 10));
        using MemoryStream file = new();
        SafetensorsWriter writer = new(file, [.. layout.Parameters.Select(parameter => (parameter.Name, parameter.Shape))]);
        foreach (ParameterDescriptor parameter in layout.Parameters)
        {
            writer.Write(tensors["state." + parameter.Name].Values);
        }

        writer.Finish();
        NetworkWeights weights = NetworkWeights.Load(layout, file.ToArray());
        Assert.Equal(61_706, weights.Parameters.Sum(parameter => parameter.Length));
        Assert.All(weights.Parameters, parameter => Assert.Equal(tensors["state." + parameter.Name].Values, parameter.Value));
    }

    [SharedFact]
    public void EveryGoldenFile_HasAValidHeader()
    {
        string[] paths = Directory.GetFiles(Shared.PathOf("golden"), "*.safetensors", SearchOption.AllDirectories);
        Assert.NotEmpty(paths);
        foreach (string path in paths)
        {
            using FileStream stream = File.OpenRead(path);
            Assert.NotEmpty(new SafetensorsReader(stream).Tensors);
        }
    }

    private static ParameterDescriptor Weight(string name, params int[] shape)
    {
        WeightPack pack = shape.Length == 1
            ? new WeightPack(1, shape[0], 1, 1, 1)
            : new WeightPack(1, shape[0], shape[1], shape.Skip(2).Aggregate(1, (product, axis) => product * axis), 16);
        return Layouts.Weight(name, shape, pack, Initialization.Zeros, 1);
    }
}
