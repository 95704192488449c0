using System;
using System.Collections.Generic;
using CnnGen.Generator.Emit;
using CnnGen.Generator.Model;

namespace CnnGen.Generator.Kernels;

/// <summary>A kernel's methods as C#, and the kernels that they call.</summary>
internal sealed class KernelText
{
    /// <summary>What is remembered: many networks, 48 MB, and as much again that was not asked for lately.</summary>
    private const long MostCharacters = 24_000_000;

    private static readonly Memo<KernelKey, KernelText> Written = new(key => new KernelText(key), text => text.Length, MostCharacters);

    private KernelText(KernelKey key)
    {
        Name = key.Kernel.Name;
        KernelWriter writer = new(Name, key.Width);
        key.Kernel.Write(writer);
        Text = writer.Text;
        Called = writer.Called;
        Declaration = writer.Declaration;
        Parameters = [.. new Signature(Declaration.Substring(Name.Length).Trim('(', ')')).Names];
    }

    /// <summary>The name of the kernel's own method.</summary>
    public string Name { get; }

    /// <summary>The methods.</summary>
    public string Text { get; }

    /// <summary>The name and the parameters of the kernel's own method.</summary>
    public string Declaration { get; }

    /// <summary>The names of its parameters.</summary>
    public IReadOnlyList<string> Parameters { get; }

    /// <summary>The kernels that they call.</summary>
    public IReadOnlyList<Kernel> Called { get; }

    /// <summary>Characters.</summary>
    public int Length => Text.Length;

    /// <summary>What the kernel does, the first word of its name.</summary>
    public string Family => Name.IndexOf('_') is > 0 and int end ? Name.Substring(0, end) : Name;

    /// <summary>The text of a kernel at one vector width; written only if it has not been lately.</summary>
    public static KernelText Of(KernelKey key) => Written[key];

    /// <summary>Forgets what has been written, as in a process that has just started.</summary>
    public static void Forget() => Written.Clear();

    /// <summary>Whether both may stand for each other: kernels that differ can have one text, where what sets them apart is of no consequence.</summary>
    public bool HasTextOf(KernelText other) => string.Equals(Text, other.Text, StringComparison.Ordinal);
}
