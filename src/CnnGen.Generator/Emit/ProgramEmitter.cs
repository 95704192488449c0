using System;
using System.Collections.Generic;
using System.Linq;
using CnnGen.Generator.Lowering;
using CnnGen.Generator.Operations;
using CnnGen.Generator.Shapes;
using CnnGen.Generator.Tensors;
using static CnnGen.Generator.Kernels.VectorText;

namespace CnnGen.Generator.Emit;

/// <summary>Writes a program's methods: sequences of kernel calls, each layer under a header of its own.</summary>
/// <param name="network">The network.</param>
/// <param name="program">One of its programs.</param>
/// <param name="kernels">Receives the kernels that are called.</param>
internal sealed class ProgramEmitter(LoweredNetwork network, Program program, KernelSet kernels)
{
    private readonly LayerHeaders _headers = new(network, program);

    private const string TeamParameters = ", int share, int shares, Team team";
    private const string TeamArguments = ", share, shares, team";

    /// <summary>A method of more calls would come near the size beyond which the JIT does not optimize.</summary>
    private const int MostCalls = 100;

    private const string Inference = "Forward";
    private readonly FurtherOutputs _further = new("output", network.Graph.Marks.Further.Count);

    private string InferenceSample => $"ref float input, ref float output{_further.Parameters}, ref float arena, ref float scratch, ref float weights, ref float folded";

    private string InferenceStage => $"ref float arena, ref float scratch, ref float weights, ref float folded{_further.WantedParameter}, int samples";

    /// <summary>Writes the methods of inference: one that goes through the stages, and one for each stage.</summary>
    public void WriteInference(CodeWriter writer)
    {
        List<StageMethod> methods = Methods(program.Operations);
        List<(int First, int End)> stages = StagesOf(methods, 0, methods.Count);
        bool isShared = program.IsShared;
        (string teamParameters, string teamArguments) = isShared ? (TeamParameters, TeamArguments) : ("", "");
        string parameters = $"{InferenceSample}, int samples{teamParameters}";
        MethodParts parts = new(Inference, parameters, $"ref input, ref output{_further.Arguments}, ref arena, ref scratch, ref weights, ref folded, samples{teamArguments}");
        string sample = $"{TrainingDirection.Of("input", "InputFloats")}, {TrainingDirection.Of("output", "OutputFloats")}{_further.SampleArguments}, {TrainingDirection.Of("arena", Number(program.Memory.SampleLength))}, ref scratch, ref weights, ref folded{teamArguments}";
        string stage = $"ref arena, ref scratch, ref weights, ref folded{_further.WantedArgument}, samples{teamArguments}";
        WriteMethod(writer, Inference, parameters, "Samples side by side.", () => parts.WriteStages(
            writer, stages.Count, index => WriteStage(writer, methods, stages[index], Inference, sample, stage)));
        parts.WriteParts(writer);
        for (int method = 0; method < methods.Count; method++)
        {
            (Scope scope, IReadOnlyList<Operation> operations, _) = methods[method];
            writer.Line();
            string signature = (scope == Scope.Shard ? InferenceStage : InferenceSample) + teamParameters;
            WriteMethod(writer, Inference + Number(method + 1), signature, SummaryOf(scope), () =>
            {
                if (scope == Scope.Shard)
                {
                    writer.Line($"const int SampleFloats = {Number(program.Memory.SampleLength)};");
                }

                MethodText text = WriteConstants(writer, operations, signature);
                if (isShared)
                {
                    WriteSharedCalls(writer, operations, text);
                }
                else
                {
                    WriteCalls(writer, operations, text, _headers.Forward);
                }
            });
        }
    }

    /// <summary>Writes the operations for threads that go through them side by side: what they do not share is the first one's, and all wait for what they read.</summary>
    private void WriteSharedCalls(CodeWriter writer, IReadOnlyList<Operation> operations, MethodText text)
    {
        for (int first = 0; first < operations.Count;)
        {
            bool isShared = program.Shares(operations[first]);
            List<Operation> together = isShared ? [operations[first]] : operations.Skip(first).TakeWhile(operation => !program.Shares(operation)).ToList();
            using (isShared ? null : writer.Block("if (share == 0)"))
            {
                WriteCalls(writer, together, text, _headers.Forward);
            }

            writer.Line("Team.Meet(team);");
            first += together.Count;
        }
    }

    /// <summary>Writes the methods of one direction of training: one that goes through a shard's stages between two steps of the batch, one for the batch's steps, and one for each stage.</summary>
    public void WriteTraining(CodeWriter writer, TrainingDirection direction)
    {
        List<StageMethod> methods = Methods(direction.OperationsOf(program).Where(operation => operation.Scope != Scope.Part));
        List<StageMethod> last = Methods(direction.OperationsOf(program).Where(operation => operation.Scope == Scope.Part));
        IReadOnlyList<Segment> segments = Segment.Cut(methods.Select(method => method.Scope).ToList());
        writer.Line($"internal const int {direction.Name}Segments = {Number(segments.Count)};");
        writer.Line();
        MethodParts parts = new(direction.Name, direction.WalkParameters, direction.WalkArguments);
        WriteMethod(writer, direction.Name, direction.ShardParameters, direction.Summary, () => parts.WriteSegments(
            writer, segments.Count, segment => WriteShardCalls(writer, direction, methods, segments[segment], parts)));
        parts.WriteParts(writer);
        if (segments.Count > 1)
        {
            writer.Line();
            MethodParts steps = new(direction.Name + "Batch", TrainingDirection.StepParameters, TrainingDirection.StepArguments);
            WriteMethod(writer, direction.Name + "Batch", TrainingDirection.BatchParameters, "What the whole batch gives, behind a segment.", () => steps.WriteSegments(
                writer, segments.Count - 1, segment => WriteBatchCalls(writer, direction, segments[segment])));
            steps.WriteParts(writer);
        }

        for (int method = 0; method < methods.Count; method++)
        {
            (Scope scope, IReadOnlyList<Operation> operations, _) = methods[method];
            string signature = scope switch { Scope.Sample => direction.SampleParameters, Scope.Shard => direction.StageParameters, _ => TrainingDirection.StepParameters };
            writer.Line();
            WriteMethod(
                writer,
                direction.Name + Number(method + 1),
                signature,
                SummaryOf(scope),
                () => WriteCalls(writer, operations, WriteConstants(writer, operations, signature), direction.IsBackward ? _headers.Backward : _headers.Forward));
        }

        WriteLast(writer, direction, last);
    }

    /// <summary>Writes the method for what is done last, part by part, over the whole batch; none where there is nothing.</summary>
    private void WriteLast(CodeWriter writer, TrainingDirection direction, List<StageMethod> methods)
    {
        for (int method = 0; method < methods.Count; method++)
        {
            writer.Line();
            WriteMethod(writer, $"{direction.Name}Part{(method == 0 ? "" : Number(method + 1))}", TrainingDirection.PartParameters, SummaryOf(Scope.Part), () =>
            {
                if (method + 1 < methods.Count)
                {
                    writer.Line($"{direction.Name}Part{Number(method + 2)}({TrainingDirection.PartArguments});");
                }

                WriteCalls(writer, methods[method].Operations, WriteConstants(writer, methods[method].Operations, TrainingDirection.PartParameters), _headers.Backward);
            });
        }
    }

    private static string SummaryOf(Scope scope) => scope switch
    {
        Scope.Sample => "One sample.",
        Scope.Shard => "A shard's samples at once.",
        Scope.Part => "A part of what the whole batch's samples are summed to.",
        _ => "The whole batch.",
    };

    /// <summary>Stages, and long ones in parts.</summary>
    private static List<StageMethod> Methods(IEnumerable<Operation> operations) =>
        Stage.Cut(operations).SelectMany(stage => Parts(stage.Operations).Select((part, place) => new StageMethod(stage.Scope, part, place > 0))).ToList();

    /// <summary>The stages that a stretch of methods are, by their methods.</summary>
    private static List<(int First, int End)> StagesOf(List<StageMethod> methods, int first, int end)
    {
        List<int> begins = Enumerable.Range(first, end - first).Where(method => !methods[method].GoesOn).ToList();
        return begins.Select((begin, place) => (begin, place + 1 < begins.Count ? begins[place + 1] : end)).ToList();
    }

    private static void WriteShardCalls(CodeWriter writer, TrainingDirection direction, List<StageMethod> methods, Segment segment, MethodParts parts)
    {
        List<(int First, int End)> stages = StagesOf(methods, segment.First, segment.BatchFirst);
        parts.WriteStages(writer, stages.Count, index => WriteStage(writer, methods, stages[index], direction.Name, direction.SampleArguments, direction.StageArguments));
    }

    /// <summary>Calls a stage's methods: once over a shard's samples, or all of them for one sample after the other, since samples take turns in what lives within a stage.</summary>
    private static void WriteStage(CodeWriter writer, List<StageMethod> methods, (int First, int End) stage, string name, string sampleArguments, string stageArguments)
    {
        bool isOfSamples = methods[stage.First].Scope != Scope.Shard;
        using IDisposable? loop = isOfSamples ? writer.Block("for (int sample = 0; sample < samples; sample++)") : null;
        for (int method = stage.First; method < stage.End; method++)
        {
            writer.Line($"{name}{Number(method + 1)}({(isOfSamples ? sampleArguments : stageArguments)});");
        }
    }

    private static void WriteBatchCalls(CodeWriter writer, TrainingDirection direction, Segment segment)
    {
        for (int method = segment.BatchFirst; method < segment.End; method++)
        {
            writer.Line($"{direction.Name}{Number(method + 1)}({TrainingDirection.StepArguments});");
        }
    }

    private static IEnumerable<IReadOnlyList<Operation>> Parts(IReadOnlyList<Operation> operations) =>
        MethodParts.Cut(operations.Count, MostCalls).Select(part => operations.Skip(part.First).Take(part.End - part.First).ToList());

    internal static void WriteMethod(CodeWriter writer, string name, string parameters, string summary, Action write)
    {
        writer.Line($"/// <summary>{summary}</summary>");
        writer.Line("[MethodImplAttribute(MethodImplOptions.AggressiveOptimization)]");
        using (writer.Block($"internal static void {name}({parameters})"))
        {
            write();
        }
    }

    /// <summary>Writes a method's constants.</summary>
    /// <returns>Its calls.</returns>
    private MethodText WriteConstants(CodeWriter writer, IReadOnlyList<Operation> operations, string signature)
    {
        MethodText text = new(program, operations, signature, kernels, Text);
        text.WriteConstants(writer);
        return text;
    }

    /// <summary>Writes the operations, with a header where a layer begins.</summary>
    private static void WriteCalls(CodeWriter writer, IReadOnlyList<Operation> operations, MethodText text, Func<int, string?> headerOf)
    {
        int? current = null;
        string? condition = null;
        IDisposable? guard = null;
        foreach (Operation operation in operations)
        {
            if (ConditionOf(operation) != condition)
            {
                guard?.Dispose();
                condition = ConditionOf(operation);
                writer.Paragraph();
                guard = condition is null ? null : writer.Block($"if ({condition})");
            }

            if (current != operation.Node)
            {
                current = operation.Node;
                if (headerOf(operation.Node) is { } header)
                {
                    writer.Paragraph();
                    writer.Line(header);
                }
            }

            writer.Line(text[operation]);
        }

        guard?.Dispose();
    }

    /// <summary>When an operation is done; null where it always is.</summary>
    private static string? ConditionOf(Operation operation) =>
        operation.OnlyForInputGradient ? "wantsInputGradient" : operation.OnlyForOutputs != 0 ? FurtherOutputs.IsWanted(operation.OnlyForOutputs) : null;

    private string Text(Passed passed) => passed switch
    {
        PassedWeights weights => At(Array(weights.Weights.Source), weights.Weights.Offset),
        PassedGradient gradient => At("gradients", gradient.Weights.Offset),
        PassedCaller caller => Caller(caller.External),
        PassedLayout layout => Layout(layout.Form),
        PassedCallerLayout layout => FormattableString.Invariant($"TensorLayout.Dense({layout.Form.Channels}, {layout.Form.Size.Depth}, {layout.Form.Size.Rows}, {layout.Form.Size.Columns})"),
        PassedShare => program.MayShare ? "share, shares" : "0, 1",
        PassedText text => text.Text,
        _ => throw new InvalidOperationException($"{passed.GetType().Name} cannot be passed"),
    };

    private static string Array(WeightSource source) => source switch
    {
        WeightSource.Parameters => "weights",
        WeightSource.Derived => "derived",
        _ => "folded",
    };

    private static string Caller(External external) => "ref " + external.Kind switch
    {
        ExternalKind.Input => "input",
        ExternalKind.Output => FurtherOutputs.NameOf("output", external.Output),
        ExternalKind.OutputGradient => FurtherOutputs.NameOf("outputGradient", external.Output),
        _ => "inputGradient",
    };

    private static string Layout(TensorForm form)
    {
        PerAxis<int> step = form.Step;
        return FormattableString.Invariant($"new TensorLayout({form.Channels}, {form.GroupChannels}, {form.Size.Depth}, {form.Size.Rows}, {form.Size.Columns}, {form.PlaneStride}, {step.Depth}, {step.Rows}, {step.Columns}, {form.Origin})");
    }

    /// <summary>A method of a stage.</summary>
    /// <param name="Scope">What it runs over.</param>
    /// <param name="Operations">What it does.</param>
    /// <param name="GoesOn">Whether it goes on with the stage of the method in front of it.</param>
    private sealed record StageMethod(Scope Scope, IReadOnlyList<Operation> Operations, bool GoesOn);
}
