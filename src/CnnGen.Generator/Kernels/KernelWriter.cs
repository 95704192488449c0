using System;
using System.Collections.Generic;
using CnnGen.Generator.Emit;
using CnnGen.Generator.Tensors;
using static CnnGen.Generator.Kernels.VectorText;

namespace CnnGen.Generator.Kernels;

/// <summary>Collects the methods of one kernel.</summary>
internal sealed class KernelWriter(string name, VectorWidth width)
{
    /// <summary>Kernels lie in a class.</summary>
    public const int Depth = 1;

    private readonly List<string> _methods = [];
    private readonly Dictionary<string, string> _bodies = [];
    private readonly List<Kernel> _called = [];

    public VectorWidth Width => width;

    /// <summary>The text of all methods.</summary>
    public string Text => string.Join("\n", _methods);

    /// <summary>The name and the parameters of the kernel's own method.</summary>
    public string Declaration { get; private set; } = "";

    /// <summary>The kernels that the methods call.</summary>
    public IReadOnlyList<Kernel> Called => _called;

    /// <summary>Calls a kernel of its own name, which others may share.</summary>
    /// <returns>The method's name.</returns>
    public string Call(Kernel kernel)
    {
        if (!_called.Contains(kernel))
        {
            _called.Add(kernel);
        }

        return kernel.Name;
    }

    /// <summary>Adds the kernel's own method.</summary>
    /// <param name="parameters">The parameter list.</param>
    /// <param name="summary">One line on shapes and tile.</param>
    /// <param name="write">Writes the body.</param>
    public void Main(string parameters, string summary, Action<CodeWriter> write)
    {
        Declaration = $"{name}({parameters})";
        Add("", parameters, summary, write);
    }

    /// <summary>Adds a method that the kernel calls, unless the same text is there already.</summary>
    /// <param name="suffix">Told behind the kernel's name; numbered where different texts have the same one.</param>
    /// <param name="parameters">The parameter list.</param>
    /// <param name="summary">One line on shapes and tile.</param>
    /// <param name="write">Writes the body.</param>
    /// <returns>The method's name.</returns>
    public string Add(string suffix, string parameters, string summary, Action<CodeWriter> write)
    {
        CodeWriter writer = new(Depth);
        using (writer.Scope())
        {
            write(writer);
        }

        string body = writer.ToString();
        string wanted = name + suffix;
        for (int number = 1; ; number++)
        {
            string method = number == 1 ? wanted : wanted + "_" + Number(number);
            if (!_bodies.TryGetValue(method, out string taken))
            {
                CodeWriter head = new(Depth);
                head.Line("// " + summary);
                head.Line("[MethodImplAttribute(MethodImplOptions.AggressiveOptimization)]");
                head.Line($"public static void {method}({parameters})");
                _bodies.Add(method, body);
                _methods.Add(head + body);
                return method;
            }

            if (taken == body)
            {
                return method;
            }
        }
    }
}
