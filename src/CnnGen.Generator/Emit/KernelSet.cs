using System;
using System.Collections.Generic;
using System.Linq;
using CnnGen.Generator.Kernels;
using CnnGen.Generator.Operations;
using CnnGen.Generator.Tensors;

namespace CnnGen.Generator.Emit;

/// <summary>The kernels that a network's programs call, for each vector width, and those that they call.</summary>
internal sealed class KernelSet(IReadOnlyList<VectorWidth> widths)
{
    private readonly List<KernelKey> _keys = [];
    private readonly HashSet<KernelKey> _known = [];

    /// <summary>In the order in which they were first asked for.</summary>
    public IReadOnlyList<KernelKey> Keys => _keys;

    /// <summary>Adds what is called for an operation at each width.</summary>
    /// <returns>The call; programs are the same for all widths.</returns>
    public Call Add(Func<VectorWidth, Call> callAt)
    {
        Call[] calls = [.. widths.Select(callAt)];
        for (int width = 0; width < calls.Length; width++)
        {
            if (calls[width].Kernel?.Name != calls[0].Kernel?.Name || calls[width].Method != calls[0].Method || !calls[width].Passed.SequenceEqual(calls[0].Passed))
            {
                throw new InvalidOperationException($"{calls[0].Kernel?.Name ?? calls[0].Method} is called otherwise at {widths[width].Bits} bits");
            }

            if (calls[width].Kernel is { } kernel)
            {
                Add(new KernelKey(kernel, widths[width]));
            }
        }

        return calls[0];
    }

    private void Add(KernelKey key)
    {
        if (_known.Add(key))
        {
            _keys.Add(key);

            // Written here already, and remembered: a kernel that cannot be written is an error of the network that wants it.
            foreach (Kernel called in KernelText.Of(key).Called)
            {
                Add(key with { Kernel = called });
            }
        }
    }
}
