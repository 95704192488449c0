using System.Collections.Generic;
using CnnGen.Generator.Kernels;
using CnnGen.Generator.Tensors;

namespace CnnGen.Generator.Emit;

/// <summary>The kernels that a network's programs call, for each vector width, and those that they call.</summary>
internal sealed class KernelSet(IReadOnlyList<VectorWidth> widths)
{
    private readonly List<KernelKey> _keys = [];
    private readonly HashSet<KernelKey> _known = [];
    private readonly HashSet<Kernel> _called = [];

    /// <summary>In the order in which they were first asked for.</summary>
    public IReadOnlyList<KernelKey> Keys => _keys;

    /// <summary>Adds a kernel that programs call, at each width.</summary>
    public void Add(Kernel kernel)
    {
        if (_called.Add(kernel))
        {
            foreach (VectorWidth width in widths)
            {
                Add(new KernelKey(kernel, width));
            }
        }
    }

    /// <summary>The names of a kernel's parameters.</summary>
    public IReadOnlyList<string> ParametersOf(Kernel kernel) => KernelText.Of(new KernelKey(kernel, widths[0])).Parameters;

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
