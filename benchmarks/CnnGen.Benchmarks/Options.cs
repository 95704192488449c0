using System;
using System.Collections.Generic;
using System.Globalization;

namespace CnnGen.Benchmarks;

/// <summary>The command line.</summary>
/// <param name="Quick">Whether to measure for about a second a case.</param>
/// <param name="Only">Part of the names of the cases to run; null for all.</param>
/// <param name="Threads">Threads of the training step.</param>
internal sealed record Options(bool Quick, string? Only, int Threads)
{
    /// <summary>What the command line takes.</summary>
    public const string Usage =
        """
        CnnGen.Benchmarks [--quick] [--only NAME] [--threads N]
        CnnGen.Benchmarks typing [--quick]
          --quick      a second or two a case, for a look; otherwise up to ten
          --only NAME  only the cases with NAME in their names: lenet5, lenet5-batch32, conv256, lenet5-train
          --threads N  threads of the training step, here and in PyTorch; the other cases run on one. 1 unless given
        """;

    /// <summary>Reads the command line.</summary>
    /// <param name="arguments">Its words.</param>
    /// <returns>Null where it asks for help or is wrong.</returns>
    public static Options? Parse(IReadOnlyList<string> arguments)
    {
        Options options = new(Quick: false, Only: null, Threads: 1);
        for (int index = 0; index < arguments.Count; index++)
        {
            string? value = index + 1 < arguments.Count ? arguments[index + 1] : null;
            switch (arguments[index])
            {
                case "--quick":
                    options = options with { Quick = true };
                    break;
                case "--only" when value is not null:
                    options = options with { Only = value };
                    index++;
                    break;
                case "--threads" when int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out int threads) && threads > 0:
                    options = options with { Threads = threads };
                    index++;
                    break;
                default:
                    return null;
            }
        }

        return options;
    }

    /// <summary>Whether a case is to run.</summary>
    /// <param name="name">The case's name.</param>
    public bool Includes(string name) => Only is null || name.Contains(Only, StringComparison.OrdinalIgnoreCase);
}
