using CnnGen.Generator.Lowering;
using static CnnGen.Generator.Kernels.VectorText;

namespace CnnGen.Generator.Kernels;

/// <summary>A kernel's methods as C#.</summary>
internal sealed class KernelText
{
    /// <summary>Stands in method names where a number goes if a network has several kernels of one name.</summary>
    public const string NumberMark = "$NUMBER$";

    // ResNet-50's kernels at all three widths are two million characters.
    private const long MostCharacters = 8_000_000;

    private static readonly Memo<(Kernel Kernel, VectorWidth Width), KernelText> Written = new(
        key => new KernelText(key.Kernel, key.Width), text => text._template.Length + text.First.Length, 2 * MostCharacters);

    private readonly string _template;

    private KernelText(Kernel kernel, VectorWidth width)
    {
        KernelWriter writer = new(kernel.Name, width);
        kernel.Write(writer);
        Name = kernel.Name;
        _template = writer.Text;
        First = _template.Replace(NumberMark, "");
    }

    /// <summary>The name of the kernel's own method, without a number.</summary>
    public string Name { get; }

    /// <summary>The text of the first kernel of its name.</summary>
    public string First { get; }

    /// <summary>The text of a kernel at one vector width; written only if it has not been lately.</summary>
    public static KernelText Of(Kernel kernel, VectorWidth width) => Written[(kernel, width)];

    /// <summary>Forgets what has been written, for tests and benchmarks of a fresh process.</summary>
    public static void Forget() => Written.Clear();

    /// <summary>The text of a further kernel of the same name: the second, third and so on.</summary>
    public string WithNumber(int number) => _template.Replace(NumberMark, "_" + Number(number));
}
