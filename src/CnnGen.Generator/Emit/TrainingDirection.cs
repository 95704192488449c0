using System;
using System.Collections.Generic;
using CnnGen.Generator.Lowering;
using CnnGen.Generator.Operations;

namespace CnnGen.Generator.Emit;

/// <summary>What the methods of one direction of training are called and take.</summary>
/// <param name="Name">The method that goes through a shard's stages; with a number behind it a stage's.</param>
/// <param name="Summary">What it does.</param>
/// <param name="OperationsOf">Its operations.</param>
/// <param name="WalkParameters">The parameters of a method that goes through stages: what belongs to the shard's first sample.</param>
/// <param name="WalkArguments">What is passed for them from one such method to another.</param>
/// <param name="SampleParameters">The parameters of a stage that goes sample by sample.</param>
/// <param name="SampleArguments">What is passed for them.</param>
/// <param name="StageParameters">The parameters of a stage over all of a shard's samples.</param>
/// <param name="StageArguments">What is passed for them.</param>
internal sealed record TrainingDirection(
    string Name,
    string Summary,
    Func<Program, IEnumerable<Operation>> OperationsOf,
    string WalkParameters,
    string WalkArguments,
    string SampleParameters,
    string SampleArguments,
    string StageParameters,
    string StageArguments)
{
    /// <summary>The name of the direction from the outputs to the input.</summary>
    public const string BackwardName = "TrainBackward";

    /// <summary>Whether it goes from the outputs to the input.</summary>
    public bool IsBackward => Name == BackwardName;

    /// <summary>The parameters of the method that goes through a shard's stages between two steps of the batch.</summary>
    public string ShardParameters => "int segment, " + WalkParameters;

    /// <summary>The parameters of a step of the batch, the same in both directions.</summary>
    public const string StepParameters = "ref float scratch, ref float batch, ref float weights, int shards, int samples";

    /// <summary>What is passed for them.</summary>
    public const string StepArguments = "ref scratch, ref batch, ref weights, shards, samples";

    /// <summary>The parameters of the method that goes through the batch's steps: what belongs to the first shard.</summary>
    public const string BatchParameters = "int segment, " + StepParameters;

    private const string Samples = "int samples, ulong stepKey, int first";
    private const string Key = "DropoutMask.SampleKey(stepKey, first + sample)";

    private static TrainingDirection Forward(FurtherOutputs further) => new(
        "TrainForward",
        "A shard's samples; what the backward pass reads is kept.",
        static program => program.Forward,
        $"ref float input, ref float output{further.Parameters}, ref float arena, ref float scratch, ref float batch, ref float weights, ref float derived, {Samples}",
        $"ref input, ref output{further.Arguments}, ref arena, ref scratch, ref batch, ref weights, ref derived, samples, stepKey, first",
        $"ref float input, ref float output{further.Parameters}, ref float arena, ref float scratch, ref float batch, ref float weights, ref float derived, ulong dropoutKey",
        $"{Of("input", "InputFloats")}, {Of("output", "OutputFloats")}{further.SampleArguments}, {Of("arena", "SampleFloats")}, ref scratch, ref batch, ref weights, ref derived, {Key}",
        "ref float arena, ref float scratch, ref float batch, ref float weights, ref float derived, int samples",
        "ref arena, ref scratch, ref batch, ref weights, ref derived, samples");

    private static TrainingDirection Backward(FurtherOutputs further) => new(
        BackwardName,
        "A shard's samples: gradients by its tensors and by the weights.",
        static program => program.Backward,
        $"ref float outputGradient{further.Parameters}, ref float inputGradient, bool wantsInputGradient, ref float arena, ref float scratch, ref float batch, ref float weights, ref float derived, ref float gradients, {Samples}",
        $"ref outputGradient{further.Arguments}, ref inputGradient, wantsInputGradient, ref arena, ref scratch, ref batch, ref weights, ref derived, ref gradients, samples, stepKey, first",
        $"ref float outputGradient{further.Parameters}, ref float inputGradient, bool wantsInputGradient, ref float arena, ref float scratch, ref float batch, ref float weights, ref float derived, ulong dropoutKey",
        $"{Of("outputGradient", "OutputFloats")}{further.SampleArguments}, {Of("inputGradient", "wantsInputGradient ? InputFloats : 0")}, wantsInputGradient, {Of("arena", "SampleFloats")}, ref scratch, ref batch, ref weights, ref derived, {Key}",
        "ref float arena, ref float scratch, ref float batch, ref float weights, ref float derived, ref float gradients, bool wantsInputGradient, int samples",
        "ref arena, ref scratch, ref batch, ref weights, ref derived, ref gradients, wantsInputGradient, samples");

    /// <summary>Forward, then backward.</summary>
    /// <param name="furtherOutputs">How many outputs are marked.</param>
    public static IReadOnlyList<TrainingDirection> Both(int furtherOutputs) =>
        [Forward(new FurtherOutputs("output", furtherOutputs)), Backward(new FurtherOutputs("outputGradient", furtherOutputs))];

    /// <summary>The parameters of what is done last, part by part.</summary>
    public const string PartParameters = "ref float arena, ref float gradients, int samples, int part, int parts";

    /// <summary>What is passed for them.</summary>
    public const string PartArguments = "ref arena, ref gradients, samples, part, parts";

    /// <summary>The current sample's stretch of an array.</summary>
    public static string Of(string reference, string stride) =>
        $"ref Unsafe.Add(ref {reference}, (nint)sample * {(stride.IndexOf(' ') >= 0 ? $"({stride})" : stride)})";
}
