using System;
using System.Collections.Generic;
using CnnGen.Generator.Lowering;
using CnnGen.Generator.Operations;

namespace CnnGen.Generator.Emit;

/// <summary>What the methods of one direction of training are called and take.</summary>
/// <param name="Name">The method that goes through a shard's stages; with a number behind it a stage's.</param>
/// <param name="Summary">What it does.</param>
/// <param name="OperationsOf">Its operations.</param>
/// <param name="ShardParameters">The parameters of the method that goes through the stages: what belongs to the shard's first sample.</param>
/// <param name="SampleParameters">The parameters of a stage that goes sample by sample.</param>
/// <param name="SampleArguments">What is passed for them.</param>
/// <param name="StageParameters">The parameters of a stage over all of a shard's samples.</param>
/// <param name="StageArguments">What is passed for them.</param>
internal sealed record TrainingDirection(
    string Name,
    string Summary,
    Func<Program, IEnumerable<Operation>> OperationsOf,
    string ShardParameters,
    string SampleParameters,
    string SampleArguments,
    string StageParameters,
    string StageArguments)
{
    private const string Samples = "int samples, ulong stepKey, int first";
    private const string Key = "DropoutMask.SampleKey(stepKey, first + sample)";

    public static readonly TrainingDirection Forward = new(
        "TrainForward",
        "A shard's samples; what the backward pass reads is kept.",
        static program => program.Forward,
        $"ref float input, ref float output, ref float arena, ref float scratch, ref float weights, {Samples}",
        "ref float input, ref float output, ref float arena, ref float scratch, ref float weights, ulong dropoutKey",
        $"{Of("input", "InputFloats")}, {Of("output", "OutputFloats")}, {Of("arena", "SampleFloats")}, ref scratch, ref weights, {Key}",
        "ref float arena, ref float scratch, ref float weights, int samples",
        "ref arena, ref scratch, ref weights, samples");

    public static readonly TrainingDirection Backward = new(
        "TrainBackward",
        "A shard's samples: gradients by its tensors and by the weights.",
        static program => program.Backward,
        $"ref float outputGradient, ref float inputGradient, bool wantsInputGradient, ref float arena, ref float scratch, ref float derived, ref float gradients, {Samples}",
        "ref float outputGradient, ref float inputGradient, bool wantsInputGradient, ref float arena, ref float scratch, ref float derived, ulong dropoutKey",
        $"{Of("outputGradient", "OutputFloats")}, {Of("inputGradient", "wantsInputGradient ? InputFloats : 0")}, wantsInputGradient, {Of("arena", "SampleFloats")}, ref scratch, ref derived, {Key}",
        "ref float arena, ref float scratch, ref float derived, ref float gradients, bool wantsInputGradient, int samples",
        "ref arena, ref scratch, ref derived, ref gradients, wantsInputGradient, samples");

    /// <summary>Both.</summary>
    public static readonly IReadOnlyList<TrainingDirection> Both = [Forward, Backward];

    private static string Of(string reference, string stride) =>
        $"ref Unsafe.Add(ref {reference}, (nint)sample * {(stride.IndexOf(' ') >= 0 ? $"({stride})" : stride)})";
}
