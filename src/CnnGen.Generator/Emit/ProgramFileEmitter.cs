using System;
using System.Collections.Generic;
using CnnGen.Generator.Kernels;
using CnnGen.Generator.Lowering;
using CnnGen.Generator.Tensors;

namespace CnnGen.Generator.Emit;

/// <summary>Writes a network's programs for one vector width: inference in a file, training in another.</summary>
internal static class ProgramFileEmitter
{
    /// <summary>The files; the kernels that they call are the assembly's.</summary>
    public static IEnumerable<GeneratedFile> Emit(ClassFrame frame, LoweredNetwork network, LayerHeaders headers, KernelSet kernels)
    {
        yield return EmitFile(frame, kernels.Width, "", writer => new ProgramEmitter(headers, network.Inference, kernels).WriteInference(writer));
        yield return EmitFile(frame, kernels.Width, "Training.", writer =>
        {
            writer.Line($"private const int InputFloats = {network.Graph.Input.Elements};");
            writer.Line($"private const int OutputFloats = {network.Graph.Output.Elements};");
            writer.Line();
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
    }

    private static GeneratedFile EmitFile(ClassFrame frame, VectorWidth width, string part, Action<CodeWriter> writePrograms)
    {
        bool isInference = part.Length == 0;
        CodeWriter writer = new();
        KernelFileEmitter.WriteOpening(
            writer,
            $"{frame.Name}'s {(isInference ? "inference" : "training")} for {width.Bits}-bit vectors",
            frame.ProgramNamespace,
            $"using static global::{KernelFileEmitter.Namespace}.{KernelFileEmitter.ClassName(width)};");
        if (isInference)
        {
            writer.Line($"/// <summary>The programs of {frame.Name} for {width.Bits}-bit vectors.</summary>");
            writer.Line(KernelFileEmitter.HiddenAttribute);
        }

        using (writer.Block($"internal static partial class {frame.ProgramClass(width)}"))
        {
            writePrograms(writer);
        }

        return new GeneratedFile(frame.HintName(part + width.Type), writer.ToString());
    }
}
