using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace CnnGen.Runtime;

/// <summary>Which tensor of a file is which of a network's, found and checked from the header alone.</summary>
internal sealed class TensorMatch
{
    private const int MostNamesInMessage = 12;

    private readonly LoadOptions _options;
    private readonly HashSet<string> _expected;

    // The file's tensors by the network's names.
    private readonly Dictionary<string, SafetensorsEntry> _entries = new(StringComparer.Ordinal);
    private readonly List<(SafetensorsEntry Entry, ParameterDescriptor Parameter)> _pairs = [];
    private readonly List<DifferingTensor> _differing = [];
    private readonly List<string> _missing = [];
    private readonly List<string> _leftOver = [];

    /// <summary>Finds which is which.</summary>
    /// <param name="parameters">The network's.</param>
    /// <param name="tensors">The file's.</param>
    /// <param name="options">What may differ.</param>
    /// <exception cref="InvalidDataException">Something does not fit that may not differ; the message names the tensor.</exception>
    public TensorMatch(IReadOnlyList<ParameterDescriptor> parameters, IReadOnlyList<SafetensorsEntry> tensors, LoadOptions options)
    {
        _options = options;
        _expected = new HashSet<string>(parameters.Select(static parameter => parameter.Name), StringComparer.Ordinal);
        foreach (SafetensorsEntry entry in tensors)
        {
            Name(entry);
        }

        foreach (ParameterDescriptor parameter in parameters)
        {
            Find(parameter);
        }

        CheckLeftOver();
    }

    /// <summary>What is to be read, in the order of the file's data.</summary>
    public IEnumerable<(SafetensorsEntry Entry, ParameterDescriptor Parameter)> Pairs => _pairs.OrderBy(static pair => pair.Entry, SafetensorsHeader.DataOrder);

    /// <summary>What becomes of each tensor.</summary>
    public LoadReport Report => new(
        Array.AsReadOnly([.. _pairs.Select(static pair => new LoadedTensor(pair.Parameter.Name, pair.Entry.Name))]), _differing.AsReadOnly(), _missing.AsReadOnly(), _leftOver.AsReadOnly());

    /// <summary>The format's name of a parameter's element type.</summary>
    public static string TypeOf(ParameterDescriptor parameter) => parameter.Role == ParameterRole.Counter ? SafetensorsTypes.Int64 : SafetensorsTypes.Float32;

    private void Name(SafetensorsEntry entry)
    {
        if (_options.NameOf(entry.Name) is not { } name)
        {
            _leftOver.Add(entry.Name);
        }
        else if (!_entries.TryAdd(name, entry))
        {
            throw new InvalidDataException($"tensors {Names.Quote(_entries[name].Name)} and {Names.Quote(entry.Name)} would both be {Names.Quote(name)}");
        }
    }

    private void Find(ParameterDescriptor parameter)
    {
        string wanted = $"{TypeOf(parameter)} {Names.Shape(parameter.Shape)}";
        if (!_entries.TryGetValue(parameter.Name, out SafetensorsEntry? entry))
        {
            // PyTorch counts batches since 0.4.1, and loads what was saved before.
            if (parameter.Role == ParameterRole.Counter || _options.MayBeMissing(parameter.Name))
            {
                _missing.Add(parameter.Name);
                return;
            }

            string found = _entries.Count == 0 ? "no tensors" : Names.List([.. _entries.Values.Select(static tensor => tensor.Name)], MostNamesInMessage);
            string? nearest = Names.Nearest(parameter.Name, _entries.Keys.Where(name => !_expected.Contains(name)));
            throw new InvalidDataException($"tensor '{parameter.Name}' is missing; expected {wanted}, found {found}{Nearest(nearest is null ? null : _entries[nearest].Name)}");
        }

        bool isCounter = parameter.Role == ParameterRole.Counter;
        if (!SafetensorsTypes.IsReal(entry.Type) && !(isCounter && entry.Type == SafetensorsTypes.Int64))
        {
            throw new InvalidDataException($"tensor {NameOf(parameter, entry)}: dtype is {entry.Type}; expected {(isCounter ? SafetensorsTypes.Int64 : SafetensorsTypes.Real)}");
        }

        if (entry.Shape.SequenceEqual(parameter.Shape.Select(static size => (long)size)))
        {
            _pairs.Add((entry, parameter));
        }
        else if (_options.MayDiffer(parameter.Name))
        {
            _differing.Add(new DifferingTensor(parameter.Name, entry.Name, parameter.Shape, entry.Shape));
        }
        else
        {
            throw new InvalidDataException($"tensor {NameOf(parameter, entry)} is {entry}; expected {wanted}");
        }
    }

    private void CheckLeftOver()
    {
        foreach ((string name, SafetensorsEntry entry) in _entries.Where(entry => !_expected.Contains(entry.Key)))
        {
            if (!_options.MayBeLeftOver(entry.Name))
            {
                throw new InvalidDataException(
                    $"tensor {Names.Quote(entry.Name)} ({entry}) is not the network's; expected only {Names.List(_expected, MostNamesInMessage)}{Nearest(Names.Nearest(name, _expected.Where(candidate => !_entries.ContainsKey(candidate))))}");
            }

            _leftOver.Add(entry.Name);
        }
    }

    private static string NameOf(ParameterDescriptor parameter, SafetensorsEntry entry) =>
        $"'{parameter.Name}'{(entry.Name == parameter.Name ? "" : $", in the file {Names.Quote(entry.Name)},")}";

    // Among those that have no counterpart either.
    private static string Nearest(string? name) => name is null ? "" : $"; the nearest is {Names.Quote(name)}";
}
