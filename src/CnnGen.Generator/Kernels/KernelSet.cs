using System;
using System.Collections.Generic;
using CnnGen.Generator.Tensors;
using static CnnGen.Generator.Kernels.VectorText;

namespace CnnGen.Generator.Kernels;

/// <summary>A kernel's methods under the name that a network calls it by.</summary>
/// <param name="Text">The methods.</param>
/// <param name="Number">What sets the name apart from that of other kernels, or nothing.</param>
internal readonly record struct NumberedKernel(KernelText Text, string Number) : IEquatable<NumberedKernel>
{
    public string Name => Text.Name + Number;

    /// <summary>The methods as C#.</summary>
    public IEnumerable<string> Pieces => Text.Pieces(Number);
}

/// <summary>The kernels of one network at one vector width: each distinct text once, under a name of its own.</summary>
internal sealed class KernelSet(VectorWidth width)
{
    private readonly List<NumberedKernel> _kernels = [];
    private readonly Dictionary<Kernel, string> _names = [];

    // The kernels of each name, in the order of their numbers.
    private readonly Dictionary<string, List<NumberedKernel>> _namesakes = [];

    /// <summary>The vectors that they are written for.</summary>
    public VectorWidth Width => width;

    /// <summary>In the order in which they were first asked for.</summary>
    public IReadOnlyList<NumberedKernel> Kernels => _kernels;

    /// <summary>Adds a kernel unless it is there already.</summary>
    /// <returns>The name to call it by.</returns>
    public string Add(Kernel kernel)
    {
        if (!_names.TryGetValue(kernel, out string name))
        {
            _names.Add(kernel, name = Add(KernelText.Of(kernel, width)).Name);
        }

        return name;
    }

    private NumberedKernel Add(KernelText text)
    {
        if (!_namesakes.TryGetValue(text.Name, out List<NumberedKernel> namesakes))
        {
            _namesakes.Add(text.Name, namesakes = []);
        }

        // Kernels that differ may still have the same text: what sets them apart can be of no consequence.
        int same = namesakes.FindIndex(other => other.Text.HasTextOf(text));
        if (same >= 0)
        {
            return namesakes[same];
        }

        NumberedKernel added = new(text, namesakes.Count == 0 ? "" : "_" + Number(namesakes.Count + 1));
        namesakes.Add(added);
        _kernels.Add(added);
        return added;
    }
}
