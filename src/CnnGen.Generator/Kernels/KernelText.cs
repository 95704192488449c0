using System.Collections.Generic;
using System.Linq;
using CnnGen.Generator.Model;
using CnnGen.Generator.Tensors;

namespace CnnGen.Generator.Kernels;

/// <summary>A kernel's methods as C#, open at the places of its number.</summary>
internal sealed class KernelText
{
    /// <summary>Stands in method names where a number goes if a network has several kernels of one name.</summary>
    public const char NumberMark = '#';

    /// <summary>What is remembered: five networks like ResNet-50, 48 MB, and as much again that was not asked for lately.</summary>
    private const long MostCharacters = 24_000_000;

    private static readonly Memo<(Kernel Kernel, VectorWidth Width), KernelText> Written = new(
        key => new KernelText(key.Kernel, key.Width), text => text.Length, MostCharacters);

    private readonly string[] _pieces;

    private KernelText(Kernel kernel, VectorWidth width)
    {
        KernelWriter writer = new(kernel.Name, width);
        kernel.Write(writer);
        Name = kernel.Name;
        _pieces = writer.Text.Split(NumberMark);
        Length = _pieces.Sum(piece => piece.Length);
    }

    /// <summary>The name of the kernel's own method, without a number.</summary>
    public string Name { get; }

    /// <summary>Characters.</summary>
    public int Length { get; }

    /// <summary>The text of a kernel at one vector width; written only if it has not been lately.</summary>
    public static KernelText Of(Kernel kernel, VectorWidth width) => Written[(kernel, width)];

    /// <summary>Forgets what has been written, as in a process that has just started.</summary>
    public static void Forget() => Written.Clear();

    public bool HasTextOf(KernelText other) => Length == other.Length && _pieces.SequenceEqual(other._pieces);

    /// <summary>The text, piece by piece.</summary>
    /// <param name="number">What goes behind the kernel's name: nothing for the first of its name, <c>_2</c> for the second.</param>
    public IEnumerable<string> Pieces(string number) =>
        number.Length == 0 ? _pieces : _pieces.SelectMany((piece, index) => index == 0 ? new[] { piece } : [number, piece]);
}
