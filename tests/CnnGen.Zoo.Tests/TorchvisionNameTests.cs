using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using CnnGen.Runtime;
using CnnGen.ZooTable;
using Xunit;

namespace CnnGen.Zoo.Tests;

/// <summary>Parameters have torchvision's names and shapes, all of a checkpoint's and no others.</summary>
public sealed partial class TorchvisionNameTests
{
    private static readonly string[] StatisticNames = ["running_mean", "running_var"];

    public static TheoryData<string> Names => new(TorchvisionModules.All.Keys);

    [Theory]
    [MemberData(nameof(Names))]
    public void Parameters_AreThoseOfTheCheckpoint(string name)
    {
        Type network = ZooEntries.All.Single(entry => entry.Info.Name == name).Network;

        // In any order: a block's shortcut comes before its convolutions here and behind them in a checkpoint, which is read by name.
        Assert.Equal(
            TorchvisionModules.All[name].SelectMany(StateOf).Order(StringComparer.Ordinal),
            Layout(network).Parameters.Select(parameter => $"{parameter.Name} [{string.Join(", ", parameter.Shape)}]").Order(StringComparer.Ordinal));
    }

    /// <summary>
    /// The lines of a module's state_dict: of a weight with a bias, of a convolution without one in front of a normalisation, or of a batch
    /// normalisation, which has a number for its weights' shape.
    /// </summary>
    private static IEnumerable<string> StateOf(string module)
    {
        string[] parts = module.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        string filters = parts[1].Split('x')[0];
        List<string> state = [$"{parts[0]}.weight [{parts[1].Replace("x", ", ", StringComparison.Ordinal)}]"];
        if (parts is not [_, _, TorchvisionModules.WithoutBias])
        {
            state.Add($"{parts[0]}.bias [{filters}]");
        }

        if (!parts[1].Contains('x', StringComparison.Ordinal))
        {
            state.AddRange(StatisticNames.Select(statistic => $"{parts[0]}.{statistic} [{filters}]"));
            state.Add($"{parts[0]}.num_batches_tracked []");
        }

        return state;
    }

    /// <summary>What the class knows of its parameters: an instance of VGG would take half a gigabyte.</summary>
    private static WeightLayout Layout(Type network) => network.GetNestedTypes(BindingFlags.NonPublic)
        .SelectMany(type => type.GetFields(BindingFlags.Static | BindingFlags.Public))
        .Where(field => field.FieldType == typeof(WeightLayout))
        .Select(field => (WeightLayout)field.GetValue(null)!)
        .Single();
}
