using System;
using System.Collections.Generic;
using System.Linq;
using CnnGen.Generator.Kernels;
using CnnGen.Generator.Lowering;
using CnnGen.Generator.Operations;
using CnnGen.Generator.Tensors;

namespace CnnGen.Generator.Emit;

/// <summary>Writes a network's training graph, or the one that hands over what every layer gives: a nested class that hands samples and shards to the kernels.</summary>
/// <remarks>It stands among the user's types, so every type is written in full: IntPtr for nint, which a class of that name would hide.</remarks>
/// <param name="writer">Receives the class.</param>
/// <param name="frame">The network's class.</param>
/// <param name="network">The network.</param>
/// <param name="widths">The vector widths, the widest first.</param>
/// <param name="isInspection">Whether what every layer gives is handed over.</param>
internal sealed class TrainingEmitter(CodeWriter writer, ClassFrame frame, LoweredNetwork network, IReadOnlyList<VectorWidth> widths, bool isInspection = false)
{
    private const string Memory = "global::CnnGen.Runtime.AlignedMemory";

    private readonly Variant _training = new(network.Training, "", isInspection ? ProgramFileEmitter.Inspection + "." : "");

    // Where it has a program of its own.
    private readonly Variant? _toInput = network.ToInput is null ? null : new Variant(network.ToInput, ProgramFileEmitter.ToInput, ProgramFileEmitter.ToInput + ".");

    /// <summary>A program of training and what belongs to it.</summary>
    /// <param name="Program">The program.</param>
    /// <param name="Suffix">Behind the names of its memory.</param>
    /// <param name="Class">In front of its methods' names.</param>
    private sealed record Variant(Program Program, string Suffix, string Class)
    {
        public string Arena => "_arena" + Suffix;

        public string Scratch => "_scratch" + Suffix;

        public string Batch => "_batch" + Suffix;

        public string SampleFloats => "SampleFloats" + Suffix;

        public string ShardFloats => "ShardFloats" + Suffix;

        public bool HasSteps(TrainingDirection direction) => direction.OperationsOf(Program).Any(static operation => operation.Scope == Scope.Batch);
    }

    private IEnumerable<Variant> Variants => _toInput is null ? [_training] : [_training, _toInput];

    /// <summary>Writes the class.</summary>
    public void Write()
    {
        using (writer.Block(isInspection ? "private sealed class CnnGenInspection : global::CnnGen.Runtime.InspectionGraph" : "private sealed class CnnGenTraining : global::CnnGen.TrainingGraph"))
        {
            WriteFields();
            if (_toInput is not null)
            {
                WriteWayToInput(_toInput);
            }

            if (network.Derived.Forward.Exchanged.Count + network.Derived.Forward.AtPoints.Count > 0)
            {
                WritePreparation("Forward", network.Derived.Forward, "global::CnnGen.Runtime.DerivedPack.UpdateAll(ForwardPacks, ref Weights, ref _derived.Origin)");
            }

            WritePreparation("Backward", network.Derived.Backward, "DeriveBackward(BackwardPacks, ref _derived.Origin)");
            string further = FurtherOutputsEmitter.Addresses(network.Graph);
            IReadOnlyList<TrainingDirection> directions = TrainingDirection.Both(network.Graph.Marks.Further.Count, isInspection);
            WriteDirection(
                directions[0],
                "protected override void ForwardShard(int segment, int shard, ref float x, ref float y, global::CnnGen.Runtime.OutputAddresses further, int first, int samples)",
                batch => $"ref x, ref y{further}{(isInspection ? ", ref LayerOutputs" : "")}, ref arena, ref scratch, ref {batch}.Origin, ref Weights, ref _derived.Origin, samples, StepKey, first");
            WriteDirection(
                directions[1],
                "protected override void BackwardShard(int segment, int shard, ref float dy, ref float dx, global::CnnGen.Runtime.OutputAddresses further, ref float gradients, int first, int samples)",
                batch => $"ref dy{further}{(isInspection ? ", ref LayerGradients" : "")}, ref dx, TrainedBy(shard), ref arena, ref scratch, ref {batch}.Origin, ref Weights, ref _derived.Origin, ref gradients, samples, StepKey, first");
            WriteParts();
        }
    }

    private void WriteFields()
    {
        foreach (Variant variant in Variants)
        {
            writer.Line($"private const int {variant.SampleFloats} = {variant.Program.Memory.SampleLength};");
            writer.Line();
            writer.Line($"private const int {variant.ShardFloats} = {variant.Program.Memory.ShardLength};");
            writer.Line();
        }

        string constructor = isInspection
            ? $$"""
            public CnnGenInspection(global::CnnGen.Runtime.NetworkWeights weights)
                : base(weights, {{frame.Type}}.InputLength, CnnGenInfo.Info, SampleFloats)
            """
            : $$"""
            // The base checks the batch size, so memory is taken after it.
            public CnnGenTraining(global::CnnGen.Runtime.NetworkWeights weights, int batchSize)
                : base(weights, batchSize, {{frame.Type}}.InputLength, CnnGenInfo.Info, SampleFloats, {{network.ShardedLength}})
            """;
        string samples = isInspection ? "" : "batchSize * ";
        string keptInput = _toInput is null ? "" : $"\n    KeptInput = new(batchSize * {frame.Type}.InputLength);";
        writer.Line($$"""
            private readonly {{Memory}} _arena;
            private readonly {{Memory}} _scratch;
            private readonly {{Memory}} _batch;
            private readonly {{Memory}} _derived;

            {{constructor}}
            {
                _arena = new({{samples}}SampleFloats);
                _scratch = new(ShardCount * ShardFloats);
                _batch = new({{network.Training.Memory.BatchLength}});
                _derived = new({{network.Derived.Length}});{{keptInput}}
            }
            """);
    }

    /// <summary>Writes the memory of the way to the input, which is taken when that is first gone.</summary>
    private void WriteWayToInput(Variant toInput)
    {
        string[] arrays = [toInput.Arena, toInput.Scratch, toInput.Batch];
        writer.Line();
        writer.Line(string.Join("\n", arrays.Select(static array => $"private {Memory} {array};")));
        writer.Line();
        writer.Line($"protected override {Memory} KeptInput {{ get; }}");
        writer.Line();
        using (writer.Block("protected override void PrepareWayToInput()"))
        {
            writer.Line($"{toInput.Arena} ??= new(checked(BatchSize * {toInput.SampleFloats}));");
            writer.Line($"{toInput.Scratch} ??= new(ShardCount * {toInput.ShardFloats});");
            writer.Line($"{toInput.Batch} ??= new({toInput.Program.Memory.BatchLength});");
        }
    }

    /// <summary>Writes what brings weights into the orders that one direction reads.</summary>
    private void WritePreparation(string direction, DerivedOrder weights, string exchange)
    {
        List<string> updates = [];
        writer.Line();

        // Where there is nothing at all the update is of nothing: the backward pass must have one.
        if (weights.Exchanged.Count > 0 || weights.AtPoints.Count == 0)
        {
            WriteOrders("DerivedPack", "Packs", direction, ModelEmitter.PackColumns, weights.Exchanged.Select(ModelEmitter.DerivedPack));
            updates.Add(exchange);
        }

        if (weights.AtPoints.Count > 0)
        {
            WriteOrders("WinogradPack", "AtPoints", direction, ModelEmitter.PointColumns, weights.AtPoints.Select(ModelEmitter.WinogradPack));
            updates.Add($"global::CnnGen.Runtime.WinogradPack.UpdateAll({direction}AtPoints, ref Weights, ref _derived.Origin)");
        }

        if (updates.Count == 1)
        {
            writer.Line($"protected override void Prepare{direction}() => {updates[0]};");
            return;
        }

        using IDisposable method = writer.Block($"protected override void Prepare{direction}()");
        updates.ForEach(one => writer.Line(one + ";"));
    }

    private void WriteOrders(string type, string name, string direction, string columns, IEnumerable<string> lines)
    {
        string table = direction + (name == "Packs" ? "" : name) + "Table";
        writer.Line($"private static readonly global::CnnGen.Runtime.{type}[] {direction}{name} = {TableText.Read(name, table)};");
        writer.Line();
        TableText.Write(writer, table, columns, lines);
    }

    private void WriteDirection(TrainingDirection direction, string shardMethod, Func<string, string> arguments)
    {
        string name = direction.IsBackward ? "Backward" : "Forward";
        writer.Line();
        using (writer.Block(shardMethod))
        {
            WriteEither(variant =>
            {
                writer.Line($"ref float arena = ref global::System.Runtime.CompilerServices.Unsafe.Add(ref {variant.Arena}.Origin, (global::System.IntPtr)first * {variant.SampleFloats});");
                writer.Line($"ref float scratch = ref global::System.Runtime.CompilerServices.Unsafe.Add(ref {variant.Scratch}.Origin, (global::System.IntPtr)shard * {variant.ShardFloats});");
                WriteDispatch(variant, direction.Name, $"segment, {arguments(variant.Batch)}");
            });
        }

        if (!Variants.Any(variant => variant.HasSteps(direction)))
        {
            return;
        }

        writer.Line();
        writer.Line($"protected override int {name}Segments => {Either(variant => $"{frame.ProgramsFor(widths[0])}.{variant.Class}{direction.Name}Segments")};");
        writer.Line();
        using (writer.Block($"protected override void {name}Batch(int segment, int samples)"))
        {
            WriteEither(variant =>
            {
                if (variant.HasSteps(direction))
                {
                    WriteDispatch(variant, direction.Name + "Batch", $"segment, ref {variant.Scratch}.Origin, ref {variant.Batch}.Origin, ref Weights, Shards, samples");
                }
            });
        }

        if (direction.IsBackward)
        {
            // Returned as it stands an array is the assembly's data, and nothing is allocated; in a conditional expression it would be.
            writer.Line();
            using IDisposable property = writer.Block("protected override global::System.ReadOnlySpan<int> BackwardEnds");
            using IDisposable get = writer.Block("get");
            WriteEither(variant => writer.Line($"return {Ends(direction.OperationsOf(variant.Program))};"));
        }
    }

    private static string Ends(IEnumerable<Operation> operations) =>
        $"new int[] {{ {string.Join(", ", Segment.Of(operations).Select(static segment => VectorText.Number(segment.End)))} }}";

    private void WriteParts()
    {
        if (network.Training.Operations.All(static operation => operation.Scope != Scope.Part))
        {
            return;
        }

        writer.Line();
        writer.Line("protected override bool HasParts => true;");
        writer.Line();
        using (writer.Block("protected override void BackwardPart(ref float gradients, int samples, int part, int parts)"))
        {
            WriteEither(variant => WriteDispatch(variant, TrainingDirection.BackwardName + "Part", $"ref {variant.Arena}.Origin, ref gradients, Trained, samples, part, parts"));
        }
    }

    private void WriteDispatch(Variant variant, string method, string arguments) => ClassEmitter.WriteDispatch(writer, frame, widths, variant.Class + method, arguments);

    /// <summary>Writes statements for the program that runs.</summary>
    private void WriteEither(Action<Variant> write)
    {
        if (_toInput is null)
        {
            write(_training);
            return;
        }

        using (writer.Block("if (GoesToInput)"))
        {
            write(_toInput);
        }

        using (writer.Block("else"))
        {
            write(_training);
        }
    }

    /// <summary>An expression for the program that runs.</summary>
    private string Either(Func<Variant, string> expression) =>
        _toInput is null ? expression(_training) : $"GoesToInput ? {expression(_toInput)} : {expression(_training)}";
}
