using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using CnnGen.Tests;
using CnnGen.ZooTable;
using Xunit;

namespace CnnGen.Zoo.Tests;

/// <summary>
/// Networks of many modules: what torchvision 0.14, and of NASNet Cadene's pretrained-models.pytorch, has in its state_dict stands in a file for each,
/// a module a line.
/// </summary>
public sealed partial class TorchvisionNameTests
{
    /// <summary>The class, its file, and what the names of the modules begin with that it leaves out.</summary>
    [Theory]
    [InlineData(nameof(MobileNetV2), nameof(MobileNetV2))]
    [InlineData(nameof(MobileNetV3Large), nameof(MobileNetV3Large))]
    [InlineData(nameof(MobileNetV3Small), nameof(MobileNetV3Small))]
    [InlineData(nameof(SqueezeNet10), nameof(SqueezeNet10))]
    [InlineData(nameof(SqueezeNet11), nameof(SqueezeNet11))]
    [InlineData(nameof(EfficientNetB0), nameof(EfficientNetB0))]
    [InlineData(nameof(ShuffleNetV2), nameof(ShuffleNetV2))]
    [InlineData(nameof(GoogLeNetWithHeads), nameof(GoogLeNetWithHeads))]
    [InlineData(nameof(GoogLeNet), nameof(GoogLeNetWithHeads), "aux")]
    [InlineData(nameof(InceptionV3WithHead), nameof(InceptionV3WithHead))]
    [InlineData(nameof(InceptionV3), nameof(InceptionV3WithHead), "AuxLogits")]
    [InlineData(nameof(NasNetMobile), nameof(NasNetMobile))]
    public void Parameters_AreThoseOfTheFile(string name, string file, string? leftOut = null)
    {
        IEnumerable<string> modules = File.ReadLines(Path.Combine(Repository.Root, "tests", "CnnGen.Zoo.Tests", "Checkpoints", file + ".txt"))
            .Where(module => leftOut is null || !module.StartsWith(leftOut, StringComparison.Ordinal));
        Assert.Equal(
            modules.SelectMany(StateOf).Order(StringComparer.Ordinal),
            Layout(ZooEntries.All.Single(entry => entry.Info.Name == name).Network).Parameters
                .Select(parameter => $"{parameter.Name} [{string.Join(", ", parameter.Shape)}]").Order(StringComparer.Ordinal));
    }
}
