using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using CnnGen;

namespace Transfer;

/// <summary>The last layer, whose outputs are the kinds.</summary>
/// <remarks>
/// A network is compiled, and how many kinds there are is known when a folder is read. So it has outputs to spare, and those that no kind
/// has are closed: their score is so low that softmax makes exactly 0 of it. Then their gradients are 0 too, nothing of the others depends
/// on them, and training and results are those of a network with as many outputs as kinds. A program for kinds that are known writes their
/// number into the class.
/// </remarks>
internal static class Head
{
    /// <summary>The most kinds that a folder may have.</summary>
    public const int MostKinds = 100;

    // exp(-10,000) is 0 in float32, however low the other scores are.
    private const float Closed = -10_000;

    private const string Weight = "fc.weight";
    private const string Bias = "fc.bias";
    private const string Counter = ".num_batches_tracked";

    /// <summary>Whether a parameter is the head's.</summary>
    public static bool Has(string name) => name is Weight or Bias;

    /// <summary>Whether a file may lack a parameter: a head is trained here, and nothing reads what counts batches.</summary>
    public static bool MayBeMissing(string name) => Has(name) || IsCounter(name);

    /// <summary>Whether a parameter counts a BatchNorm's batches.</summary>
    public static bool IsCounter(string name) => name.EndsWith(Counter, StringComparison.Ordinal);

    /// <summary>Checks that there are as many kinds as a head can have.</summary>
    /// <exception cref="InvalidDataException">There are fewer than two, or too many.</exception>
    public static void CheckKinds(int kinds, string folder)
    {
        if (kinds < 2)
        {
            throw new InvalidDataException($"there is one folder in '{folder}'; expected at least 2, one for each kind");
        }

        if (kinds > MostKinds)
        {
            throw new InvalidDataException(
                $"there are {kinds} folders in '{folder}'; the networks are compiled for at most {MostKinds} kinds: Head.MostKinds in samples/Transfer/Head.cs says so, and can be raised");
        }
    }

    /// <summary>Closes the outputs that no kind has.</summary>
    public static void Close(ParameterCollection parameters, int kinds)
    {
        float[] weight = parameters[Weight].Value;
        float[] bias = parameters[Bias].Value;
        weight.AsSpan(weight.Length / MostKinds * kinds).Clear();
        bias.AsSpan(kinds).Fill(Closed);
        parameters[Weight].Value = weight;
        parameters[Bias].Value = bias;
    }

    /// <summary>Gives a network the head of another one.</summary>
    public static void Copy(ParameterCollection from, ParameterCollection to)
    {
        foreach (Parameter parameter in to.Where(static parameter => Has(parameter.Name)))
        {
            parameter.Value = from[parameter.Name].Value;
        }
    }

    /// <summary>A parameter's shape in a network that has as many outputs as there are kinds.</summary>
    public static IReadOnlyList<int> ShapeFor(Parameter parameter, int kinds) =>
        Has(parameter.Name) ? [kinds, .. parameter.Shape.Skip(1)] : parameter.Shape;

    /// <summary>A parameter's elements in a network that has as many outputs as there are kinds.</summary>
    public static ReadOnlySpan<float> ValueFor(Parameter parameter, int kinds)
    {
        ReadOnlySpan<float> value = parameter.Value;
        return Has(parameter.Name) ? value[..(value.Length / MostKinds * kinds)] : value;
    }

    /// <summary>Takes a head for some kinds from a file.</summary>
    /// <exception cref="InvalidDataException">It is one for another number of kinds.</exception>
    public static void Load(ParameterCollection parameters, IReadOnlyDictionary<string, SafetensorsTensor> file, int kinds)
    {
        Close(parameters, kinds);
        foreach (Parameter parameter in parameters.Where(static parameter => Has(parameter.Name)))
        {
            float[] value = parameter.Value;
            float[] saved = file[parameter.Name].Values;
            if (saved.Length != value.Length / MostKinds * kinds)
            {
                throw new InvalidDataException($"'{parameter.Name}' has {saved.Length} elements; expected {value.Length / MostKinds * kinds} for {kinds} kinds");
            }

            saved.CopyTo(value, 0);
            parameter.Value = value;
        }
    }
}
