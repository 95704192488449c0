using System;
using System.Collections.Generic;
using System.Linq;
using CnnGen.Generator.Kernels;
using CnnGen.Generator.Lowering;
using CnnGen.Generator.Model;
using CnnGen.Generator.Tensors;

namespace CnnGen.Generator.Emit;

/// <summary>Writes the files of one vector width: the network's programs, and the kernels that they call.</summary>
internal static class KernelFileEmitter
{
    /// <summary>Kernels of more characters than this do not stand behind the programs but in files of their own.</summary>
    private const int MostCharactersBehindPrograms = 150_000;

    /// <summary>About how many kernels such a file has.</summary>
    private const int KernelsOfAFile = 4;

    /// <summary>Files of kernels alone, at most 24 MB and as much again, and as much for the kernels that the keys hold: an edit leaves most of them as they are, and the compiler gets the very same text.</summary>
    private static readonly Memo<KernelFile, string> Written = new(
        file => Join(file.Opening, file.Kernels.Select(kernel => kernel.Pieces)), text => text.Length, 12_000_000);

    /// <summary>All that a file's text follows from.</summary>
    private sealed record KernelFile(string Opening, EquatableArray<NumberedKernel> Kernels);

    /// <summary>Inference first, then what training needs beside it, in files of its own.</summary>
    public static IEnumerable<GeneratedFile> Emit(ClassFrame frame, LoweredNetwork network, LayerHeaders headers, VectorWidth width)
    {
        KernelSet kernels = new(width);
        IEnumerable<GeneratedFile> inference = EmitPart(
            frame, kernels, width, "", writer =>
            {
                writer.Line($"private const int InputFloats = {network.Graph.Input.Elements};");
                writer.Line($"private const int OutputFloats = {network.Graph.Output.Elements};");
                writer.Line();
                new ProgramEmitter(headers, network.Inference, kernels).WriteInference(writer);
            });
        IEnumerable<GeneratedFile> training = EmitPart(frame, kernels, width, "Training.", writer =>
        {
            writer.Line("// From a sample's tensors to the next's.");
            writer.Line($"private const int SampleFloats = {network.Training.Memory.SampleLength};");
            writer.Line();
            writer.Line("// From a shard's sums to the next's.");
            writer.Line($"private const int ShardFloats = {network.Training.Memory.ShardLength};");
            ProgramEmitter programs = new(headers, network.Training, kernels);
            foreach (TrainingDirection direction in TrainingDirection.Both)
            {
                writer.Line();
                programs.WriteTraining(writer, direction);
            }
        });
        return inference.Concat(training);
    }

    private static List<GeneratedFile> EmitPart(ClassFrame frame, KernelSet kernels, VectorWidth width, string part, Action<CodeWriter> writePrograms)
    {
        int known = kernels.Kernels.Count;
        CodeWriter programs = new(KernelWriter.Depth);
        writePrograms(programs);
        IReadOnlyList<NumberedKernel> written = kernels.Kernels.Skip(known).ToList();
        string purpose = part.Length == 0 ? "inference" : "training; kernels that inference has too are in its files";
        string summary = $"{frame.Name}'s kernels for {width.Bits}-bit vectors: {purpose}";
        bool isOne = written.Sum(kernel => kernel.Text.Length) <= MostCharactersBehindPrograms;
        string opening = Opening(frame, width, summary, isDocumented: part.Length == 0);
        List<GeneratedFile> files =
        [
            new(frame.HintName(part + width.Type), Join(opening, [[programs.ToString()], .. isOne ? written.Select(kernel => kernel.Pieces) : []])),
        ];
        if (!isOne)
        {
            opening = Opening(frame, width, summary, isDocumented: false);
            files.AddRange(Cut(written).Select(cut => new GeneratedFile(
                frame.HintName($"{part}{width.Type}.{cut[0].Name}"), Written[new KernelFile(opening, cut.ToEquatableArray())])));
        }

        return files;
    }

    /// <summary>Cuts a list of kernels in front of some of them, by their names alone.</summary>
    /// <remarks>
    /// So an edit of one layer leaves most files as they are, even where it adds or drops kernels, and the compiler does not read them anew.
    /// </remarks>
    private static IEnumerable<List<NumberedKernel>> Cut(IReadOnlyList<NumberedKernel> kernels)
    {
        List<NumberedKernel> current = [];
        foreach (NumberedKernel kernel in kernels)
        {
            if (current.Count > 0 && kernel.Name.Aggregate(0u, (hash, letter) => unchecked((hash ^ letter) * 16777619u)) / 256 % KernelsOfAFile == 0)
            {
                yield return current;
                current = [];
            }

            current.Add(kernel);
        }

        yield return current;
    }

    private static string Opening(ClassFrame frame, VectorWidth width, string summary, bool isDocumented)
    {
        CodeWriter opening = new();
        ClassFrame.WriteHeader(opening, summary);
        opening.Line($"namespace {frame.KernelNamespace}\n{{");

        // Inside the namespace, so that no type or global using of the user's project takes their place.
        opening.Line("    using global::System;");
        opening.Line("    using global::System.Runtime.CompilerServices;");
        opening.Line("    using global::System.Runtime.Intrinsics;");
        opening.Line("    using global::CnnGen.Runtime;");


        // A type of that name would hide the keyword. (Attributes are written with their ending: without it both names are looked up.)
        opening.Line("    using nint = global::System.IntPtr;");
        opening.Line();
        if (isDocumented)
        {
            opening.Line($"    /// <summary>The programs of {frame.Name} and their kernels, for {width.Bits}-bit vectors.</summary>");
            opening.Line("    [global::System.ComponentModel.EditorBrowsable(global::System.ComponentModel.EditorBrowsableState.Never)]");
        }

        opening.Line($"    internal static partial class {frame.KernelClass(width)}\n    {{");

        return opening.ToString();
    }

    /// <summary>Puts a file together in one go: a large network's are millions of characters.</summary>
    private static string Join(string opening, IEnumerable<IEnumerable<string>> members)
    {
        List<string> pieces = [opening];
        foreach (IEnumerable<string> member in members)
        {
            if (pieces.Count > 1)
            {
                pieces.Add("\n");
            }

            pieces.AddRange(member);
        }

        pieces.Add("    }\n}\n");
        return string.Concat(pieces.ToArray());
    }
}
