using System;
using System.Collections.Generic;
using System.Linq;
using CnnGen.Generator.Kernels;
using CnnGen.Generator.Lowering;

namespace CnnGen.Generator.Emit;

/// <summary>Writes the files of one vector width: the network's programs, and behind them the kernels that they call.</summary>
internal static class KernelFileEmitter
{
    private const string Aggressive = "[MethodImpl(MethodImplOptions.AggressiveOptimization)]";

    /// <summary>Inference first, then what training needs beside it, in a file of its own.</summary>
    public static IEnumerable<GeneratedFile> Emit(ClassFrame frame, LoweredNetwork network, VectorWidth width)
    {
        KernelSet kernels = new(width);
        ProgramEmitter programs = new(network, kernels);
        yield return EmitFile(frame, kernels, width, "", writer =>
            WriteProgram(writer, "Forward", ProgramEmitter.InferenceParameters, "One sample, inference.", () => programs.Write(writer, network.Inference.Operations)));
        yield return EmitFile(frame, kernels, width, "Training.", writer =>
        {
            // A constant, so that an edit that moves tensors leaves the kernels' texts as they are; the JIT sees a literal all the same.
            writer.Line("/// <summary>Floats from a sample's arena to the next.</summary>");
            writer.Line($"private const int {VectorText.SampleStride} = {network.TrainingForward.ArenaLength};");
            writer.Line();
            WriteProgram(writer, "TrainForward", ProgramEmitter.ForwardParameters, "One sample, every tensor kept for TrainBackward.", () => programs.Write(writer, network.TrainingForward.Operations));
            writer.Line();
            WriteProgram(writer, "TrainBackward", ProgramEmitter.BackwardParameters, "One sample: gradients by the tensors.", () => programs.Write(writer, network.TrainingBackward.Operations.Where(operation => !operation.IsPerShard)));
            writer.Line();
            WriteProgram(writer, "TrainGradients", ProgramEmitter.GradientParameters, "A shard's samples: gradients by the weights.", () => programs.Write(writer, network.TrainingBackward.Operations.Where(operation => operation.IsPerShard)));
        });
    }

    private static GeneratedFile EmitFile(ClassFrame frame, KernelSet kernels, VectorWidth width, string part, Action<CodeWriter> writePrograms)
    {
        int known = kernels.Texts.Count;
        CodeWriter writer = new();
        string purpose = part.Length == 0 ? "inference" : "training; kernels that inference has too are in its file";
        ClassFrame.WriteHeader(writer, $"{frame.Name}'s kernels for {width.Bits}-bit vectors: {purpose}");
        using (writer.Block($"namespace {frame.KernelNamespace}"))
        {
            // Inside the namespace, so that no type of the user's project takes their place.
            writer.Line("using global::System;");
            writer.Line("using global::System.Runtime.CompilerServices;");
            writer.Line("using global::System.Runtime.Intrinsics;");
            writer.Line("using global::CnnGen.Runtime;");
            writer.Line();
            if (part.Length == 0)
            {
                writer.Line($"/// <summary>The programs of {frame.Name} and their kernels, for {width.Bits}-bit vectors.</summary>");
                writer.Line("[global::System.ComponentModel.EditorBrowsable(global::System.ComponentModel.EditorBrowsableState.Never)]");
            }

            using (writer.Block($"internal static partial class {frame.KernelClass(width)}"))
            {
                writePrograms(writer);
                foreach (string text in kernels.Texts.Skip(known))
                {
                    writer.Line();
                    writer.Written(text);
                }
            }
        }

        return new GeneratedFile(frame.HintName(part + width.Type), writer.ToString());
    }

    private static void WriteProgram(CodeWriter writer, string name, string parameters, string summary, Action write)
    {
        writer.Line($"/// <summary>{summary}</summary>");
        writer.Line(Aggressive);
        using (writer.Block($"internal static void {name}({parameters})"))
        {
            write();
        }
    }
}
