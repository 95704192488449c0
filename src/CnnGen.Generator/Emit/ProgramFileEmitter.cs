using System;
using CnnGen.Generator.Lowering;

namespace CnnGen.Generator.Emit;

/// <summary>Writes a network's programs, inference in a file and training in another. They are the same for all vector widths and take a width's kernels as a type argument.</summary>
internal static class ProgramFileEmitter
{
    /// <summary>The type parameter: the kernels.</summary>
    public const string Kernels = "K";

    /// <summary>The class within the programs' of those that go to the input through frozen layers.</summary>
    public const string ToInput = "ToInput";

    /// <summary>The class within the programs' of those that hand over what every layer gives.</summary>
    public const string Inspection = "Inspection";

    public static GeneratedFile EmitInference(ClassFrame frame, LoweredNetwork network, KernelSet kernels) => Emit(
        frame, "Programs", "inference", writer =>
    {
        writer.Line($"private const int InputFloats = {network.Graph.Input.Elements};");
        writer.Line($"private const int OutputFloats = {network.Graph.Output.Elements};");
        foreach ((string name, int place) in new FurtherOutputs("output", network.Graph.Marks.Further.Count).Lengths)
        {
            writer.Line($"private const int {name} = {network.Graph.Outputs[place].Shape.Elements};");
        }

        writer.Line();
        new ProgramEmitter(network, network.Inference, kernels).WriteInference(writer);
    });

    public static GeneratedFile EmitTraining(ClassFrame frame, LoweredNetwork network, KernelSet kernels) => Emit(frame, "Training", "training", writer =>
    {
        WriteTraining(writer, network, network.Training, kernels);
        if (network.ToInput is not null)
        {
            writer.Line();
            writer.Line("/// <summary>The same with the gradient by the input: through the frozen layers.</summary>");
            using IDisposable block = writer.Block($"internal static class {ToInput}");
            WriteTraining(writer, network, network.ToInput, kernels);
        }
    });

    public static GeneratedFile EmitInspection(ClassFrame frame, LoweredNetwork inspection, KernelSet kernels) => Emit(frame, Inspection, "inspection", writer =>
    {
        writer.Line("/// <summary>A sample, as inference computes it: what every layer gives is handed over, and the gradient by it.</summary>");
        using IDisposable block = writer.Block($"internal static class {Inspection}");
        WriteTraining(writer, inspection, inspection.Training, kernels, isInspection: true);
    });

    private static void WriteTraining(CodeWriter writer, LoweredNetwork network, Program program, KernelSet kernels, bool isInspection = false)
    {
        writer.Line("// From a sample's tensors to the next's.");
        writer.Line($"private const int SampleFloats = {program.Memory.SampleLength};");
        writer.Line();
        writer.Line("// From a shard's sums to the next's.");
        writer.Line($"private const int ShardFloats = {program.Memory.ShardLength};");
        ProgramEmitter programs = new(network, program, kernels);
        foreach (TrainingDirection direction in TrainingDirection.Both(network.Graph.Marks.Further.Count, isInspection))
        {
            writer.Line();
            programs.WriteTraining(writer, direction);
        }
    }

    private static GeneratedFile Emit(ClassFrame frame, string part, string purpose, Action<CodeWriter> writePrograms)
    {
        CodeWriter writer = new();
        KernelFileEmitter.WriteOpening(writer, $"{frame.Name}: the programs of {purpose}", frame.ProgramNamespace);
        if (part == "Programs")
        {
            writer.Line($"/// <summary>The programs of {frame.Name}, for the kernels of any vector width.</summary>");
            writer.Line(KernelFileEmitter.HiddenAttribute);
        }

        using (writer.Block($"internal static partial class {frame.ProgramClass}<{Kernels}> where {Kernels} : struct, global::{KernelFileEmitter.Namespace}.{KernelFileEmitter.Interface}"))
        {
            writePrograms(writer);
        }

        return new GeneratedFile(frame.HintName(part), writer.ToString());
    }
}
