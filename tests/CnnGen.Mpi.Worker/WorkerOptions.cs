using System;
using System.Collections.Generic;
using System.Globalization;

namespace CnnGen.Mpi.Worker;

/// <summary>What a process is told to do: <c>--name value</c>.</summary>
internal sealed class WorkerOptions
{
    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);

    public WorkerOptions(string[] arguments)
    {
        for (int i = 1; i < arguments.Length; i += 2)
        {
            _values[arguments[i]] = arguments[i + 1];
        }
    }

    public string? Text(string name) => _values.GetValueOrDefault("--" + name);

    public int Number(string name, int otherwise) => Text(name) is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;
}
