using System;
using System.Linq;

namespace CnnGen;

/// <summary>Puts a network's parameters back to what they were.</summary>
/// <param name="parameters">The parameters.</param>
internal sealed class SavedWeights(ParameterCollection parameters) : IDisposable
{
    private readonly ParameterValue[] _values = [.. parameters.Select(static parameter => parameter.Value)];

    /// <summary>Puts them back, to the bit.</summary>
    public void Dispose()
    {
        for (int i = 0; i < _values.Length; i++)
        {
            parameters[i].Value = _values[i];
        }
    }
}
