using System.Linq;
using CnnGen.ZooTable;
using Xunit;

namespace CnnGen.Zoo.Tests;

/// <summary>
/// Multiply-adds to the unit, where torchvision publishes rounded ones: what its own modules do for an image, outputs by weights of a filter of
/// each convolution and linear layer, counted in torchvision 0.14.
/// </summary>
public sealed class TorchvisionCountTests
{
    [Theory]
    [InlineData(nameof(MobileNetV2), 300_774_272)]
    [InlineData(nameof(MobileNetV3Large), 216_589_760)]
    [InlineData(nameof(MobileNetV3Small), 56_510_400)]
    [InlineData(nameof(SqueezeNet10), 818_924_576)]
    [InlineData(nameof(SqueezeNet11), 349_151_936)]
    [InlineData(nameof(EfficientNetB0), 385_814_752)]
    [InlineData(nameof(ShuffleNetV2), 144_907_992)]
    [InlineData(nameof(GoogLeNet), 1_498_376_192)]
    [InlineData(nameof(InceptionV3), 5_713_216_096)]
    public void MultiplyAdds_AreThoseOfTheModules(string name, long multiplyAdds) =>
        Assert.Equal(multiplyAdds, ZooEntries.All.Single(entry => entry.Info.Name == name).Info.MultiplyAdds);
}
