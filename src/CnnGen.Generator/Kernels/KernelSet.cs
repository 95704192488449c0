using System;
using System.Collections.Generic;
using CnnGen.Generator.Emit;
using CnnGen.Generator.Lowering;

namespace CnnGen.Generator.Kernels;

/// <summary>The kernels of one vector width: each distinct text once, under a name of its own.</summary>
internal sealed class KernelSet(VectorWidth width)
{
    private const string NamePlaceholder = "$NAME$";

    private readonly List<(string Name, string Text)> _kernels = [];

    public VectorWidth Width { get; } = width;

    /// <summary>The methods in the order in which they were first asked for.</summary>
    public IReadOnlyList<(string Name, string Text)> Kernels => _kernels;

    /// <summary>Adds a method unless the same text is there already.</summary>
    /// <param name="name">What it does to which shape; numbered where different texts have the same name.</param>
    /// <param name="parameters">The parameter list.</param>
    /// <param name="summary">One line on shapes and tile.</param>
    /// <param name="write">Writes the body.</param>
    /// <returns>The method's name.</returns>
    public string Add(string name, string parameters, string summary, Action<CodeWriter> write)
    {
        CodeWriter writer = new();
        writer.Line($"// {summary}");
        writer.Line("[MethodImpl(MethodImplOptions.AggressiveOptimization)]");
        using (writer.Block($"internal static void {NamePlaceholder}({parameters})"))
        {
            write(writer);
        }

        string text = writer.ToString();
        for (int number = 1; ; number++)
        {
            string candidate = number == 1 ? name : $"{name}_{number}";
            string final = text.Replace(NamePlaceholder, candidate);
            int index = _kernels.FindIndex(kernel => kernel.Name == candidate);
            if (index < 0)
            {
                _kernels.Add((candidate, final));
                return candidate;
            }

            if (_kernels[index].Text == final)
            {
                return candidate;
            }
        }
    }
}
