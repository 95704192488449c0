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

    /// <summary>Writes the methods of inference.</summary>
    public void WriteInference(CodeWriter writer)
    {
        string team = program.IsShared ? ", int share, int shares, Team team" : "";
        string further = new FurtherOutputs("output", network.Graph.Marks.Further.Count).Parameters;
        Signature signature = new($"ref float input, ref float output{further}, ref float arena, ref float scratch, ref float weights, ref float folded, int samples{team}");
        Func<int, string?> headers = _headers.Of(isBackward: false);
        string preamble = $"const int SampleFloats = {Number(program.Memory.SampleLength)};";
        new WalkEmitter(writer, "Forward", signature, (group, takes) => TextOf(group, takes, headers, preamble)).Write("Samples side by side.", Stage.Cut(program.Operations));
    }

    /// <summary>Writes the methods of one direction of training: one that goes through a shard's stages between two steps of the batch, one for the batch's steps, and one for what is done last.</summary>
    public void WriteTraining(CodeWriter writer, TrainingDirection direction)
    {
        Func<int, string?> headers = _headers.Of(direction.IsBackward);
        IEnumerable<Operation> operations = direction.OperationsOf(program);
        IReadOnlyList<Segment> segments = Segment.Of(operations);
        IReadOnlyList<Stage> parts = Stage.Cut(operations.Where(Segment.IsPart));
        writer.Line($"internal const int {direction.Name}Segments = {Number(segments.Count)};");
        writer.Line();
        Walk("", direction.Shard).Write(direction.Summary, segments.Select(static segment => segment.Stages));
        if (segments.Count > 1)
        {
            writer.Line();
            Walk("Batch", TrainingDirection.Step).Write("What the whole batch gives, behind a segment.", segments.Take(segments.Count - 1).Select(static segment => segment.Steps));
        }

        if (parts.Count > 0)
        {
            writer.Line();
            Walk("Part", TrainingDirection.Part).Write("A part of what the whole batch's samples are summed to.", parts);
        }

        WalkEmitter Walk(string suffix, Signature signature) =>
            new(writer, direction.Name + suffix, signature, (group, takes) => TextOf(group, takes, headers));
    }

    /// <summary>The calls of stages that stand in one method: over a shard's samples at once, or for one sample after the other, since samples take turns in what lives within a stage.</summary>
    private StageText TextOf(StageGroup group, Signature signature, Func<int, string?> headers, string preamble = "")
    {
        MethodText text = new(program, group.Stages.SelectMany(static stage => stage.Operations).ToList(), signature, kernels, Text);
        CodeWriter writer = new();
        List<StageNumber> numbers = [];
        CallSequence calls = new(writer, text, headers, numbers);
        foreach (Stage stage in group.Stages)
        {
            writer.Paragraph();
            using IDisposable? loop = stage.Scope == Scope.Sample && !group.IsPart ? writer.Block(WalkEmitter.SampleLoop) : null;
            if (stage.Scope == Scope.Sample)
            {
                text.WriteSample(writer, stage.Operations);
            }

            if (program.IsShared)
            {
                WriteShared(writer, calls, stage.Operations);
            }
            else
            {
                calls.Write(stage.Operations);
            }
        }

        return new StageText(preamble, text, writer.ToString(), numbers);
    }

    /// <summary>Writes the operations for threads that go through them side by side: what they do not share is the first one's, and all wait for what they read.</summary>
    private void WriteShared(CodeWriter writer, CallSequence calls, IReadOnlyList<Operation> operations)
    {
        for (int first = 0; first < operations.Count;)
        {
            bool isShared = program.Shares(operations[first]);
            List<Operation> together = isShared ? [operations[first]] : operations.Skip(first).TakeWhile(operation => !program.Shares(operation)).ToList();
            using (isShared ? null : writer.Block("if (share == 0)"))
            {
                calls.Write(together);
            }

            writer.Line("Team.Meet(team);");
            first += together.Count;
        }
    }

    private string Text(Passed passed) => passed switch
    {
        PassedWeights weights => At(Array(weights.Weights.Source), weights.Weights.Offset),
        PassedGradient gradient => At("gradients", gradient.Weights.Offset),
        PassedCaller { External: { Kind: ExternalKind.LayerOutput or ExternalKind.LayerGradient } layer } => At(Caller(layer), network.Graph.Nodes.Take(layer.Output).Sum(static node => node.Output.Elements)),
        PassedCaller caller => At(Caller(caller.External), 0, $" + ((nint)sample * {LengthOf(caller.External)})"),
        PassedLayout layout => Layout(layout.Form),
        PassedCallerLayout layout => FormattableString.Invariant($"TensorLayout.Dense({layout.Form.Channels}, {layout.Form.Size.Depth}, {layout.Form.Size.Rows}, {layout.Form.Size.Columns})"),
        PassedShare => program.MayShare ? "share, shares" : PassedText.All.Text,
        PassedText text => text.Text,
        _ => throw new InvalidOperationException($"{passed.GetType().Name} cannot be passed"),
    };

    private static string Array(WeightSource source) => source switch
    {
        WeightSource.Parameters => "weights",
        WeightSource.Derived => "derived",
        _ => "folded",
    };

    private static string Caller(External external) => external.Kind switch
    {
        ExternalKind.Input => "input",
        ExternalKind.Output => FurtherOutputs.NameOf("output", external.Output),
        ExternalKind.OutputGradient => FurtherOutputs.NameOf("outputGradient", external.Output),
        ExternalKind.LayerOutput => TrainingDirection.LayerOutputs,
        ExternalKind.LayerGradient => TrainingDirection.LayerGradients,
        _ => "inputGradient",
    };

    private static string LengthOf(External external) =>
        external.Kind is ExternalKind.Input or ExternalKind.InputGradient ? "InputFloats" : FurtherOutputs.LengthOf(external.Output);

    private static string Layout(TensorForm form)
    {
        PerAxis<int> step = form.Step;
        return FormattableString.Invariant($"new TensorLayout({form.Channels}, {form.GroupChannels}, {form.Size.Depth}, {form.Size.Rows}, {form.Size.Columns}, {form.PlaneStride}, {step.Depth}, {step.Rows}, {step.Columns}, {form.Origin})");
    }
}
