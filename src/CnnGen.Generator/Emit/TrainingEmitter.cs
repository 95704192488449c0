using System.Collections.Generic;
using System.Linq;
using CnnGen.Generator.Lowering;
using CnnGen.Generator.Tensors;

namespace CnnGen.Generator.Emit;

/// <summary>Writes a network's training graph: a nested class that hands samples and shards to the kernels.</summary>
/// <remarks>It stands among the user's types, so every type is written in full: IntPtr for nint, which a class of that name would hide.</remarks>
internal static class TrainingEmitter
{
    public static void Write(CodeWriter writer, ClassFrame frame, LoweredNetwork network, IReadOnlyList<VectorWidth> widths)
    {
        using (writer.Block("private sealed class CnnGenTraining : global::CnnGen.TrainingGraph"))
        {
            writer.Line($"private const int SampleFloats = {network.Training.Memory.SampleLength};");
            writer.Line();
            writer.Line($"private const int ShardFloats = {network.Training.Memory.ShardLength};");
            writer.Line();
            writer.Line($$"""
                private readonly global::CnnGen.Runtime.AlignedMemory _arena;
                private readonly global::CnnGen.Runtime.AlignedMemory _scratch;
                private readonly global::CnnGen.Runtime.AlignedMemory _batch;
                private readonly global::CnnGen.Runtime.AlignedMemory _derived;

                // The base checks the batch size, so memory is taken after it.
                public CnnGenTraining(global::CnnGen.Runtime.NetworkWeights weights, int batchSize)
                    : base(weights, batchSize, {{frame.Type}}.InputLength, CnnGenModel.Info.Outputs, SampleFloats, {{network.ShardedLength}})
                {
                    _arena = new(batchSize * SampleFloats);
                    _scratch = new(ShardCount * ShardFloats);
                    _batch = new({{network.Training.Memory.BatchLength}});
                    _derived = new({{network.Derived.Length}});
                }
                """);
            if (network.Derived.Forward.Count > 0)
            {
                WritePreparation(writer, "Forward", network.Derived.Forward);
            }

            WritePreparation(writer, "Backward", network.Derived.Backward);
            string further = FurtherOutputsEmitter.Addresses(network.Graph);
            IReadOnlyList<TrainingDirection> directions = TrainingDirection.Both(network.Graph.Marks.Further.Count);
            WriteDirection(
                writer,
                frame,
                widths,
                directions[0],
                "protected override void ForwardShard(int segment, int shard, ref float x, ref float y, global::CnnGen.Runtime.OutputAddresses further, int first, int samples)",
                $"ref x, ref y{further}, ref arena, ref scratch, ref _batch.Origin, ref Weights, ref _derived.Origin, samples, StepKey, first",
                network);
            WriteDirection(
                writer,
                frame,
                widths,
                directions[1],
                "protected override void BackwardShard(int segment, int shard, ref float dy, ref float dx, global::CnnGen.Runtime.OutputAddresses further, ref float gradients, int first, int samples)",
                $"ref dy{further}, ref dx, wantsInputGradient, ref arena, ref scratch, ref _batch.Origin, ref Weights, ref _derived.Origin, ref gradients, samples, StepKey, first",
                network);
            WriteParts(writer, frame, widths, network);
        }
    }

    /// <summary>Writes what brings weights into the orders that one direction reads.</summary>
    private static void WritePreparation(CodeWriter writer, string direction, IReadOnlyList<DerivedWeights> weights)
    {
        writer.Line();
        writer.Line($"private static readonly global::CnnGen.Runtime.DerivedPack[] {direction}Packs = {TableText.Read("Packs", direction + "Table")};");
        writer.Line();
        TableText.Write(writer, direction + "Table", ModelEmitter.PackColumns, weights.Select(ModelEmitter.DerivedPack));
        writer.Line($"protected override void Prepare{direction}() => global::CnnGen.Runtime.DerivedPack.UpdateAll({direction}Packs, ref Weights, ref _derived.Origin);");
    }

    private static void WriteDirection(
        CodeWriter writer, ClassFrame frame, IReadOnlyList<VectorWidth> widths, TrainingDirection direction, string shardMethod, string arguments, LoweredNetwork network)
    {
        string name = direction.IsBackward ? "Backward" : "Forward";
        writer.Line();
        using (writer.Block(shardMethod))
        {
            WriteMemory(writer);
            if (direction.IsBackward)
            {
                writer.Line("bool wantsInputGradient = !global::System.Runtime.CompilerServices.Unsafe.IsNullRef(ref dx);");
            }

            ClassEmitter.WriteDispatch(writer, frame, widths, direction.Name, $"segment, {arguments}");
        }

        if (direction.OperationsOf(network.Training).All(operation => operation.Scope != Scope.Batch))
        {
            return;
        }

        writer.Line();
        writer.Line($"protected override int {name}Segments => {frame.ProgramsFor(widths[0])}.{direction.Name}Segments;");
        writer.Line();
        using (writer.Block($"protected override void {name}Batch(int segment, int samples)"))
        {
            ClassEmitter.WriteDispatch(writer, frame, widths, direction.Name + "Batch", "segment, ref _scratch.Origin, ref _batch.Origin, ref Weights, ShardCount, samples");
        }
    }

    private static void WriteParts(CodeWriter writer, ClassFrame frame, IReadOnlyList<VectorWidth> widths, LoweredNetwork network)
    {
        if (network.Training.Operations.All(operation => operation.Scope != Scope.Part))
        {
            return;
        }

        writer.Line();
        writer.Line("protected override bool HasParts => true;");
        writer.Line();
        using (writer.Block("protected override void BackwardPart(ref float gradients, int samples, int part, int parts)"))
        {
            ClassEmitter.WriteDispatch(writer, frame, widths, TrainingDirection.BackwardName + "Part", "ref _arena.Origin, ref gradients, samples, part, parts");
        }
    }

    private static void WriteMemory(CodeWriter writer)
    {
        writer.Line("ref float arena = ref global::System.Runtime.CompilerServices.Unsafe.Add(ref _arena.Origin, (global::System.IntPtr)first * SampleFloats);");
        writer.Line("ref float scratch = ref global::System.Runtime.CompilerServices.Unsafe.Add(ref _scratch.Origin, (global::System.IntPtr)shard * ShardFloats);");
    }
}
