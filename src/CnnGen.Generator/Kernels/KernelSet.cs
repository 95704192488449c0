using System.Collections.Generic;
using CnnGen.Generator.Tensors;

namespace CnnGen.Generator.Kernels;

/// <summary>The kernels that a network calls at one vector width, and those that they call.</summary>
internal sealed class KernelSet(VectorWidth width)
{
    private readonly List<KernelKey> _keys = [];
    private readonly HashSet<Kernel> _kernels = [];

    /// <summary>The vectors that they are written for.</summary>
    public VectorWidth Width => width;

    /// <summary>In the order in which they were first asked for.</summary>
    public IReadOnlyList<KernelKey> Keys => _keys;

    /// <summary>Adds a kernel unless it is there already.</summary>
    /// <returns>The name to call it by.</returns>
    public string Add(Kernel kernel)
    {
        // Written here already, and remembered: a kernel that cannot be written is an error of the network that wants it.
        KernelKey key = new(kernel, width);
        KernelText text = KernelText.Of(key);
        if (_kernels.Add(kernel))
        {
            _keys.Add(key);
            foreach (Kernel called in text.Called)
            {
                Add(called);
            }
        }

        return text.Name;
    }
}
