using System;
using System.Collections.Generic;
using System.Linq;
using CnnGen.Generator.Kernels;
using CnnGen.Generator.Model;
using CnnGen.Generator.Tensors;

namespace CnnGen.Generator.Emit;

/// <summary>The kernels of an assembly's networks: each is written once a vector width, whatever networks call it.</summary>
internal static class KernelFileEmitter
{
    /// <summary>The namespace of the kernels' classes; those of programs lie below it.</summary>
    public const string Namespace = "CnnGen.Generated";

    /// <summary>What the kernels of every width are called by. A program takes a width's kernels as a type argument: it is written once, and compiled for one width alone.</summary>
    public const string Interface = "IKernels";

    /// <summary>Keeps a class out of an editor's lists.</summary>
    public const string HiddenAttribute = "[global::System.ComponentModel.EditorBrowsable(global::System.ComponentModel.EditorBrowsableState.Never)]";

    /// <summary>About how many kernels a file has.</summary>
    private const int KernelsOfAFile = 8;

    /// <summary>At most 24 MB and as much again: an edit leaves most files as they are, and the compiler gets the very same text.</summary>
    private static readonly Memo<KernelFile, string> Written = new(Write, text => text.Length, 12_000_000);

    /// <summary>All that a file's text follows from.</summary>
    private sealed record KernelFile(VectorWidth Width, EquatableArray<Kernel> Kernels);

    /// <summary>The class of one width's kernels. It ends as no network's programs do: they lie below, or end with the vectors.</summary>
    public static string ClassName(VectorWidth width) => width.Type + "Kernels";

    /// <summary>Writes the kernels that networks call.</summary>
    /// <param name="keys">What each network calls.</param>
    /// <param name="widths">The vector widths that programs are compiled for.</param>
    /// <returns>The files, and the names that stand for two texts: there are none unless a kernel's name lacks something.</returns>
    public static SharedKernels Emit(IReadOnlyCollection<EquatableArray<KernelKey>> keys, IReadOnlyList<VectorWidth> widths)
    {
        List<GeneratedFile> files = [];
        SortedSet<string> clashes = new(StringComparer.Ordinal);
        SortedSet<string> declared = new(StringComparer.Ordinal);
        foreach (IGrouping<VectorWidth, KernelKey> width in keys.SelectMany(static network => network).Distinct().GroupBy(key => key.Width).OrderByDescending(group => group.Key.Bits))
        {
            SortedDictionary<string, KernelKey> named = new(StringComparer.Ordinal);
            foreach (KernelKey key in width)
            {
                KernelText text = KernelText.Of(key);
                if (!named.TryGetValue(text.Name, out KernelKey other))
                {
                    named.Add(text.Name, key);
                }
                else if (!text.HasTextOf(KernelText.Of(other)))
                {
                    clashes.Add(text.Name);
                }
            }

            foreach ((string part, List<Kernel> kernels) in Cut(named.Values))
            {
                declared.UnionWith(kernels.Where(static kernel => kernel.IsCalledByPrograms).Select(kernel => KernelText.Of(new KernelKey(kernel, width.Key)).Declaration));
                files.Add(new GeneratedFile(HintName.Of($"Kernels-{width.Key.Type}.{part}", ".g.cs"), Written[new KernelFile(width.Key, kernels.ToEquatableArray())]));
            }
        }

        // Also where programs call no kernel at all: they have the type parameter.
        if (keys.Count > 0)
        {
            files.Add(new GeneratedFile("Kernels-Interface.g.cs", Declare(declared, widths)));
        }

        return new SharedKernels(files.ToEquatableArray(), clashes.ToEquatableArray());
    }

    /// <summary>Cuts a list of kernels between those of different families, and in front of some of them, by their names alone.</summary>
    /// <remarks>So an edit of one layer leaves most files as they are, even where it adds or drops kernels, and the compiler does not read them anew.</remarks>
    private static IEnumerable<(string Part, List<Kernel> Kernels)> Cut(IEnumerable<KernelKey> keys)
    {
        foreach (IGrouping<string, KernelKey> family in keys.GroupBy(static key => KernelText.Of(key).Family))
        {
            string part = family.Key;
            List<Kernel> current = [];
            foreach (KernelKey key in family)
            {
                string name = KernelText.Of(key).Name;
                if (current.Count > 0 && StableHash.Of(name) / 256 % KernelsOfAFile == 0)
                {
                    yield return (part, current);
                    part = name;
                    current = [];
                }

                current.Add(key.Kernel);
            }

            yield return (part, current);
        }
    }

    /// <summary>Writes the first lines of a file, down to its class.</summary>
    public static void WriteOpening(CodeWriter writer, string summary, string space, params string[] usings)
    {
        // Code that is marked as generated has no nullable analysis unless it asks for it, and that would take most of a build's time.
        ClassFrame.WriteHeader(writer, summary, hasNullable: false);
        writer.Line($"namespace {space};");
        writer.Line();

        // Inside the namespace, so that no type or global using of the user's project takes their place.
        writer.Line("using global::System;");
        writer.Line("using global::System.Runtime.CompilerServices;");
        writer.Line("using global::System.Runtime.Intrinsics;");
        writer.Line("using global::CnnGen.Runtime;");
        foreach (string one in usings)
        {
            writer.Line(one);
        }

        // A type of that name would hide the keyword. (Attributes are written with their ending: without it both names are looked up.)
        writer.Line("using nint = global::System.IntPtr;");
        writer.Line();
    }

    private static string Declare(IEnumerable<string> kernels, IReadOnlyList<VectorWidth> widths)
    {
        CodeWriter writer = new();
        WriteOpening(writer, "the kernels that programs call", Namespace);
        writer.Line("/// <summary>Kernels of one vector width, the same for each.</summary>");
        writer.Line(HiddenAttribute);
        using (writer.Block($"internal interface {Interface}"))
        {
            foreach (string kernel in kernels)
            {
                writer.Line($"static abstract void {kernel};");
            }
        }

        foreach (VectorWidth width in widths)
        {
            writer.Line();
            writer.Line($"/// <summary>The kernels of all networks for {width.Bits}-bit vectors.</summary>");
            writer.Line(HiddenAttribute);
            using (writer.Block($"internal readonly partial struct {ClassName(width)} : {Interface}"))
            {
            }
        }

        return writer.ToString();
    }

    private static string Write(KernelFile file)
    {
        CodeWriter opening = new();
        WriteOpening(
            opening,
            $"kernels for {file.Width.Bits}-bit vectors",
            Namespace,
            $"using static global::System.Runtime.Intrinsics.{file.Width.Type};",
            $"using {VectorText.Vector} = global::System.Runtime.Intrinsics.{file.Width.Type}<float>;");
        opening.Line($"internal readonly partial struct {ClassName(file.Width)}\n{{");

        // In one go: a large network's are a million characters.
        List<string> pieces = [opening.ToString()];
        foreach (Kernel kernel in file.Kernels)
        {
            if (pieces.Count > 1)
            {
                pieces.Add("\n");
            }

            pieces.Add(KernelText.Of(new KernelKey(kernel, file.Width)).Text);
        }

        pieces.Add("}\n");
        return string.Concat(pieces);
    }
}

/// <summary>The files of an assembly's kernels.</summary>
/// <param name="Files">In a fixed order.</param>
/// <param name="Clashes">Kernel names that stand for two texts.</param>
internal sealed record SharedKernels(EquatableArray<GeneratedFile> Files, EquatableArray<string> Clashes);
