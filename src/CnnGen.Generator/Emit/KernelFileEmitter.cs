using System;
using System.Linq;
using CnnGen.Generator.Kernels;
using CnnGen.Generator.Lowering;

namespace CnnGen.Generator.Emit;

/// <summary>Writes the file of one vector width: the network's programs, then the kernels that they call.</summary>
internal static class KernelFileEmitter
{
    private const string Aggressive = "[MethodImpl(MethodImplOptions.AggressiveOptimization)]";

    public static GeneratedFile Emit(ClassFrame frame, LoweredNetwork network, VectorWidth width)
    {
        KernelSet kernels = new(width);
        ProgramEmitter programs = new(network, kernels);
        CodeWriter writer = new();
        ClassFrame.WriteHeader(writer, $"{frame.Name}'s kernels for {width.Bits}-bit vectors: {network.Graph.Nodes.Count} layers");
        using (writer.Block($"namespace {frame.KernelNamespace}"))
        {
            // Inside the namespace, so that no type of the user's project takes their place.
            writer.Line("using global::System;");
            writer.Line("using global::System.Runtime.CompilerServices;");
            writer.Line("using global::System.Runtime.Intrinsics;");
            writer.Line("using global::CnnGen.Runtime;");
            writer.Line();
            writer.Line($"/// <summary>The programs of {frame.Name} and their kernels, for {width.Bits}-bit vectors.</summary>");
            writer.Line("[global::System.ComponentModel.EditorBrowsable(global::System.ComponentModel.EditorBrowsableState.Never)]");
            using (writer.Block($"internal static class {frame.KernelClass(width)}"))
            {
                WriteProgram(writer, "Forward", ProgramEmitter.InferenceParameters, "One sample, inference.", () => programs.Write(writer, network.Inference.Operations));
                writer.Line();
                WriteProgram(writer, "TrainForward", ProgramEmitter.ForwardParameters, "One sample, every tensor kept for TrainBackward.", () => programs.Write(writer, network.TrainingForward.Operations));
                writer.Line();
                WriteProgram(writer, "TrainBackward", ProgramEmitter.BackwardParameters, "One sample: gradients by the tensors.", () => programs.Write(writer, network.TrainingBackward.Operations.Where(operation => !operation.IsPerShard)));
                writer.Line();
                WriteProgram(writer, "TrainGradients", ProgramEmitter.GradientParameters, "A shard's samples: gradients by the weights.", () => programs.Write(writer, network.TrainingBackward.Operations.Where(operation => operation.IsPerShard)));
                foreach ((_, string text) in kernels.Kernels)
                {
                    writer.Line();
                    writer.Line(text.TrimEnd('\n'));
                }
            }
        }

        return new GeneratedFile(frame.HintName(width.Type), writer.ToString());
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
