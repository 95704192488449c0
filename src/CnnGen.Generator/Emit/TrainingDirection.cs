using System;
using System.Collections.Generic;
using CnnGen.Generator.Lowering;
using CnnGen.Generator.Operations;

namespace CnnGen.Generator.Emit;

/// <summary>What the methods of one direction of training are called and take.</summary>
/// <param name="Name">The method that goes through a shard's stages.</param>
/// <param name="Summary">What it does.</param>
/// <param name="OperationsOf">Its operations.</param>
/// <param name="Shard">What it takes: what belongs to the shard's first sample.</param>
internal sealed record TrainingDirection(string Name, string Summary, Func<Program, IEnumerable<Operation>> OperationsOf, Signature Shard)
{
    /// <summary>The name of the direction from the outputs to the input.</summary>
    public const string BackwardName = "TrainBackward";

    /// <summary>Where the layers' outputs go, in a program that hands them over.</summary>
    public const string LayerOutputs = "layerOutputs";

    /// <summary>Where the gradients by them go.</summary>
    public const string LayerGradients = "layerGradients";

    private const string Memory = "ref float arena, ref float scratch, ref float batch, ref float weights, ref float derived";
    private const string Samples = "int samples, ulong stepKey, int first";

    /// <summary>What a step of the batch takes, in both directions: what belongs to the first shard.</summary>
    public static readonly Signature Step = new("ref float scratch, ref float batch, ref float weights, BatchShards shards, int samples");

    /// <summary>What is taken by what is done last, part by part.</summary>
    public static readonly Signature Part = new("ref float arena, ref float gradients, TrainedLayers trained, int samples, int part, int parts");

    /// <summary>Whether it goes from the outputs to the input.</summary>
    public bool IsBackward => Name == BackwardName;

    /// <summary>Forward, then backward.</summary>
    /// <param name="furtherOutputs">How many outputs are marked.</param>
    /// <param name="isInspection">Whether what every layer gives is handed over.</param>
    public static IReadOnlyList<TrainingDirection> Both(int furtherOutputs, bool isInspection = false) =>
    [
        new(
            "TrainForward",
            "A shard's samples; what the backward pass reads is kept.",
            static program => program.Forward,
            new($"ref float input, ref float output{new FurtherOutputs("output", furtherOutputs).Parameters}{Layers(isInspection, LayerOutputs)}, {Memory}, {Samples}")),
        new(
            BackwardName,
            "A shard's samples: gradients by its tensors and by the weights.",
            static program => program.Backward,
            new($"ref float outputGradient{new FurtherOutputs("outputGradient", furtherOutputs).Parameters}{Layers(isInspection, LayerGradients)}, ref float inputGradient, TrainedLayers trained, {Memory}, ref float gradients, {Samples}")),
    ];

    private static string Layers(bool isInspection, string name) => isInspection ? $", ref float {name}" : "";
}
