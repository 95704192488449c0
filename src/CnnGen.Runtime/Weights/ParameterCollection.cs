using System;
using System.Collections;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using CnnGen.Runtime;

namespace CnnGen;

/// <summary>The named tensors of a network in the order of its layers.</summary>
public sealed partial class ParameterCollection : IReadOnlyList<Parameter>
{
    private const int MostNamesInMessage = 24;

    private readonly Parameter[] _parameters;
    private readonly Dictionary<string, Parameter> _byName;

    private readonly AlignedMemory _memory;

    internal ParameterCollection(Parameter[] parameters, AlignedMemory memory)
    {
        _memory = memory;
        _parameters = parameters;
        _byName = new Dictionary<string, Parameter>(parameters.Length, StringComparer.Ordinal);
        foreach (Parameter parameter in parameters)
        {
            _byName.Add(parameter.Name, parameter);
        }
    }

    /// <summary>The number of tensors.</summary>
    public int Count => _parameters.Length;

    /// <summary>The tensor at a place.</summary>
    /// <param name="index">The place, from 0.</param>
    public Parameter this[int index] => _parameters[index];

    /// <summary>The tensor with a name.</summary>
    /// <param name="name">The whole name: <c>conv1.weight</c>.</param>
    /// <exception cref="KeyNotFoundException">No tensor has the name; the message tells the nearest one.</exception>
    public Parameter this[string name] => TryGet(name, out Parameter? parameter) ? parameter : throw NotFound(name);

    /// <summary>Finds the tensor with a name.</summary>
    /// <param name="name">The whole name: <c>conv1.weight</c>.</param>
    /// <param name="parameter">The tensor.</param>
    /// <returns>Whether there is one.</returns>
    public bool TryGet(string name, [NotNullWhen(true)] out Parameter? parameter) => _byName.TryGetValue(name, out parameter);

    /// <inheritdoc/>
    public IEnumerator<Parameter> GetEnumerator() => ((IEnumerable<Parameter>)_parameters).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private KeyNotFoundException NotFound(string name)
    {
        string suggestion = Names.Nearest(name, _byName.Keys) is { } nearest ? $"; did you mean '{nearest}'?" : "";
        string[] names = Array.ConvertAll(_parameters, static parameter => parameter.Name);
        return new KeyNotFoundException(
            $"no parameter is named {Names.Quote(name)}{suggestion} (there are {Names.List(names, MostNamesInMessage)})");
    }
}
