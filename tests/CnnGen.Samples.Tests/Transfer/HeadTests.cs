using System;
using System.IO;
using System.Linq;
using Transfer;
using Xunit;

namespace CnnGen.Samples.Tests.Transfer;

/// <summary>A head with outputs to spare, and what of the body is trained with it.</summary>
public sealed class HeadTests
{
    private const int Kinds = 5;

    [Fact]
    public void HeadWithClosedOutputs_TrainsAsOneWithoutThem()
    {
        using SmallHead spare = SmallHead.Create(1);
        Head.Close(spare.Parameters, Kinds);
        using FiveKinds exact = FiveKinds.Create(2);
        foreach (Parameter parameter in exact.Parameters)
        {
            parameter.Value = Head.ValueFor(spare.Parameters[parameter.Name], Kinds).ToArray();
        }

        Random random = new(3);
        InMemoryDataset features = new(
            [.. Enumerable.Range(0, 40 * SmallHead.InputLength).Select(_ => random.NextSingle() - 0.5f)], [.. Enumerable.Range(0, 40).Select(i => i % Kinds)], SmallHead.InputLength);
        double[] losses = [Train(spare, features), Train(exact, features)];
        Assert.Equal(losses[1], losses[0], 1e-6);
        foreach (Parameter parameter in exact.Parameters)
        {
            Assert.All(parameter.Value.Zip(Head.ValueFor(spare.Parameters[parameter.Name], Kinds).ToArray()), pair => Assert.Equal(pair.First, pair.Second, 1e-5f));
        }

        Assert.All(spare.Parameters["fc.weight"].Value.Skip(Kinds * SmallHead.InputLength), weight => Assert.Equal(0, weight));
        Assert.Single(spare.Parameters["fc.bias"].Value.Skip(Kinds).Distinct());
    }

    [Theory]
    [InlineData(1, "there is one folder in 'flowers'; expected at least 2")]
    [InlineData(101, "there are 101 folders in 'flowers'; the networks are compiled for at most 100 kinds")]
    public void NumberOfKinds_IsTold(int kinds, string expected) =>
        Assert.StartsWith(expected, Assert.Throws<InvalidDataException>(() => Head.CheckKinds(kinds, "flowers")).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("none", "fc.")]
    [InlineData("layer4", "layer4.", "fc.")]
    [InlineData("layer2", "layer2.", "layer3.", "layer4.", "fc.")]
    [InlineData("all", "conv1.", "bn1.", "layer1.", "layer2.", "layer3.", "layer4.", "fc.")]
    public void Unfrozen_IsTheStageAndAllAboveIt(string unfreeze, params string[] trained)
    {
        using SmallResNet network = SmallResNet.Create(1);
        Assert.All(network.Parameters, parameter =>
            Assert.Equal(!trained.Any(start => parameter.Name.StartsWith(start, StringComparison.Ordinal)), Stages.IsFrozen(unfreeze, parameter.Name)));
    }

    private static double Train<T>(T head, Dataset features)
        where T : class, ITrainableNetwork<T>
    {
        using Trainer<T> trainer = new(head, new TrainerOptions
        {
            BatchSize = 8,
            Optimizer = new AdamW(2e-3, weightDecay: 1e-2),
            ParameterGroups = [ParameterGroup.BiasesAndNorms with { WeightDecay = 0 }],
            Seed = 4,
        });
        return trainer.Fit(features, null, 3).Epochs[^1].TrainLoss;
    }
}

/// <summary>A head that is compiled for the kinds that there are.</summary>
[Input(128)]
[Linear(5, Name = "fc")]
internal sealed partial class FiveKinds;
