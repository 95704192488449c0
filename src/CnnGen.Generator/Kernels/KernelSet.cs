using System.Collections.Generic;
using CnnGen.Generator.Lowering;
using static CnnGen.Generator.Kernels.VectorText;

namespace CnnGen.Generator.Kernels;

/// <summary>A kernel's methods under the name that a network calls it by.</summary>
internal readonly record struct NamedText(string Name, string Text);

/// <summary>The kernels of one network at one vector width: each distinct text once, under a name of its own.</summary>
internal sealed class KernelSet(VectorWidth width)
{
    private readonly List<NamedText> _texts = [];
    private readonly Dictionary<Kernel, string> _names = [];

    // The kernels of each name, in the order of their numbers.
    private readonly Dictionary<string, List<KernelText>> _byName = [];

    /// <summary>The kernels' methods in the order in which they were first asked for.</summary>
    public IReadOnlyList<NamedText> Texts => _texts;

    /// <summary>Adds a kernel unless it is there already.</summary>
    /// <returns>The name to call it by.</returns>
    public string Add(Kernel kernel)
    {
        if (!_names.TryGetValue(kernel, out string name))
        {
            _names.Add(kernel, name = Add(KernelText.Of(kernel, width)));
        }

        return name;
    }

    private string Add(KernelText text)
    {
        if (!_byName.TryGetValue(text.Name, out List<KernelText> namesakes))
        {
            _byName.Add(text.Name, namesakes = []);
        }

        // Kernels that differ may still have the same text: what sets them apart can be of no consequence.
        int index = namesakes.FindIndex(other => other.First == text.First);
        bool isNew = index < 0;
        int number = (isNew ? namesakes.Count : index) + 1;
        string name = number == 1 ? text.Name : text.Name + "_" + Number(number);
        if (isNew)
        {
            namesakes.Add(text);
            _texts.Add(new NamedText(name, number == 1 ? text.First : text.WithNumber(number)));
        }

        return name;
    }
}
