using System.Collections.Generic;
using CnnGen.Generator.Lowering;

namespace CnnGen.Generator.Emit;

/// <summary>Writes a network's training graph: a nested class that hands samples and shards to the kernels.</summary>
/// <remarks>It stands among the user's types, so every type is written in full: IntPtr for nint, which a class of that name would hide.</remarks>
internal static class TrainingEmitter
{
    public static void Write(CodeWriter writer, ClassFrame frame, LoweredNetwork network, IReadOnlyList<VectorWidth> widths)
    {
        int arena = network.TrainingForward.ArenaLength;
        using (writer.Block("private sealed class CnnGenTraining : global::CnnGen.TrainingGraph"))
        {
            writer.Line($"private const int SampleFloats = {arena};");
            writer.Line();
            using (writer.Block("private static readonly global::CnnGen.Runtime.DerivedPack[] DerivedPacks = new global::CnnGen.Runtime.DerivedPack[]", "};"))
            {
                foreach (DerivedWeights derived in network.Derived)
                {
                    string taps = derived.Taps is null ? "null" : $"new int[] {{ {string.Join(", ", derived.Taps)} }}";
                    writer.Line($"new({Pack(derived.Source.Pack)}, {derived.Source.Offset}, {Pack(derived.Target.Pack)}, {derived.Target.Offset}, {taps}),");
                }
            }

            writer.Line();
            writer.Line($$"""
                private readonly global::CnnGen.Runtime.AlignedMemory _arena;
                private readonly global::CnnGen.Runtime.AlignedMemory _derived;

                // The base checks the batch size, so memory is taken after it.
                public CnnGenTraining(global::CnnGen.Runtime.NetworkWeights weights, int batchSize)
                    : base(weights, batchSize, {{frame.Type}}.InputLength, {{frame.Type}}.OutputLength, SampleFloats)
                {
                    _arena = new(batchSize * SampleFloats);
                    _derived = new({{network.DerivedLength}});
                }

                protected override void PrepareBackward() => global::CnnGen.Runtime.DerivedPack.UpdateAll(DerivedPacks, ref Weights, ref _derived.Origin);
                """);
            writer.Line();
            using (writer.Block("protected override void ForwardSamples(ref float x, ref float y, int first, int end)"))
            {
                using (writer.Block("for (int sample = first; sample < end; sample++)"))
                {
                    writer.Line($"ref float input = {Sample("x", $"{frame.Type}.InputLength")};");
                    writer.Line($"ref float output = {Sample("y", $"{frame.Type}.OutputLength")};");
                    writer.Line($"ref float arena = {Sample("_arena.Origin", "SampleFloats")};");
                    writer.Line("ulong key = global::CnnGen.Runtime.DropoutMask.Key(DropoutSeed, Step, sample);");
                    ClassEmitter.WriteDispatch(writer, frame, widths, "TrainForward", "ref input, ref output, ref arena, ref Weights, key");
                }
            }

            writer.Line();
            using (writer.Block("protected override void BackwardSamples(ref float dy, ref float dx, ref float gradients, int first, int end)"))
            {
                writer.Line("bool wantsInputGradient = !global::System.Runtime.CompilerServices.Unsafe.IsNullRef(ref dx);");
                using (writer.Block("for (int sample = first; sample < end; sample++)"))
                {
                    writer.Line($"ref float outputGradient = {Sample("dy", $"{frame.Type}.OutputLength")};");
                    writer.Line($"ref float inputGradient = {Sample("dx", $"wantsInputGradient ? (global::System.IntPtr){frame.Type}.InputLength : 0")};");
                    writer.Line($"ref float arena = {Sample("_arena.Origin", "SampleFloats")};");
                    writer.Line("ulong key = global::CnnGen.Runtime.DropoutMask.Key(DropoutSeed, Step, sample);");
                    ClassEmitter.WriteDispatch(writer, frame, widths, "TrainBackward", "ref outputGradient, ref inputGradient, wantsInputGradient, ref arena, ref _derived.Origin, key");
                }

                writer.Line();
                writer.Line("ref float shard = ref global::System.Runtime.CompilerServices.Unsafe.Add(ref _arena.Origin, (global::System.IntPtr)first * SampleFloats);");
                ClassEmitter.WriteDispatch(writer, frame, widths, "TrainGradients", "ref shard, ref gradients, end - first");
            }
        }
    }

    private static string Sample(string reference, string stride) =>
        $"ref global::System.Runtime.CompilerServices.Unsafe.Add(ref {reference}, (global::System.IntPtr)sample * ({stride}))";

    private static string Pack(PackShape pack) =>
        $"new global::CnnGen.Runtime.WeightPack({pack.Groups}, {pack.Filters}, {pack.Channels}, {pack.Taps}, {pack.Tile})";
}
