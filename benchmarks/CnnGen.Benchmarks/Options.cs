using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace CnnGen.Benchmarks;

/// <summary>The command line.</summary>
/// <param name="Table">What is measured.</param>
/// <param name="Quick">Whether to measure for about a second a case.</param>
/// <param name="Only">Parts of the names of the cases to run; none for all.</param>
/// <param name="Threads">Threads of the training step.</param>
internal sealed record Options(Table Table, bool Quick, IReadOnlyList<string> Only, int Threads)
{
    /// <summary>What the command line takes.</summary>
    public const string Usage =
        """
        CnnGen.Benchmarks [--quick] [--only NAME] [--threads N]
        CnnGen.Benchmarks networks [NAME...] [--quick] [--threads N]
        CnnGen.Benchmarks layers [NAME...] [--quick]
        CnnGen.Benchmarks gradients [NAME...] [--quick] [--threads N]
        CnnGen.Benchmarks build
        CnnGen.Benchmarks start [--quick]
        CnnGen.Benchmarks typing [--quick]
          --quick      a second or two a case, for a look; otherwise up to ten, large networks more
          --only NAME  only the cases with NAME in their names: lenet5, lenet5-batch32, conv256, lenet5-train,
                       simplechains-train
          NAME...      only the networks with one of these in their names: lenet, cifar, alexnet, vgg16, resnet18,
                       resnet50, mobilenet-v1, mobilenet-v2; some have -batch32, lenet has -train
                       of gradients: conv64, conv256, weights, inputs
                       of layers: conv, depthwise, linear, pool, norm, act, softmax, upsample and others
          --threads N  threads of training steps and gradients, here and in PyTorch; the other cases run on one. 1 unless given
        """;

    /// <summary>Reads the command line.</summary>
    /// <param name="arguments">Its words.</param>
    /// <returns>Null where it asks for help or is wrong.</returns>
    public static Options? Parse(IReadOnlyList<string> arguments)
    {
        Table table = arguments switch
        {
            ["networks", ..] => Table.Networks,
            ["layers", ..] => Table.Layers,
            ["gradients", ..] => Table.Gradients,
            _ => Table.Cases,
        };
        Options options = new(table, Quick: false, Only: [], Threads: 1);
        for (int index = table == Table.Cases ? 0 : 1; index < arguments.Count; index++)
        {
            string? value = index + 1 < arguments.Count ? arguments[index + 1] : null;
            switch (arguments[index])
            {
                case "--quick":
                    options = options with { Quick = true };
                    break;
                case "--only" when value is not null && table == Table.Cases:
                    options = options with { Only = [value] };
                    index++;
                    break;
                case "--threads" when int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out int threads) && threads > 0:
                    options = options with { Threads = threads };
                    index++;
                    break;
                case var name when table != Table.Cases && !name.StartsWith('-'):
                    options = options with { Only = [.. options.Only, name] };
                    break;
                default:
                    return null;
            }
        }

        return options;
    }

    /// <summary>Whether a case is to run.</summary>
    /// <param name="name">The case's name.</param>
    public bool Includes(string name) => Only.Count == 0 || Only.Any(part => name.Contains(part, StringComparison.OrdinalIgnoreCase));
}

/// <summary>What is measured.</summary>
internal enum Table
{
    /// <summary>The few cases of the README.</summary>
    Cases,

    /// <summary>The networks that everybody knows.</summary>
    Networks,

    /// <summary>One kind of layer a row.</summary>
    Layers,

    /// <summary>A product of a layer's backward pass a row.</summary>
    Gradients,
}
