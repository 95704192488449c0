using System;
using System.Collections.Generic;
using System.Linq;
using CnnGen.Generator.Operations;
using CnnGen.Generator.Tensors;

namespace CnnGen.Generator.Lowering;

/// <summary>Straight-line steps over tensors: the form between lowering and kernels. Every pass gives a new one.</summary>
/// <param name="Operations">In order of execution; a training program's are the forward pass's, then the backward pass's.</param>
internal sealed record Program(IReadOnlyList<Operation> Operations)
{
    /// <summary>Where each tensor's elements lie, from its first float on.</summary>
    public Forms Forms { get; init; } = Forms.Plain;

    /// <summary>Which tensors lie inside others.</summary>
    public Views Views { get; init; } = Views.None;

    /// <summary>Where each tensor's first float lies; empty until memory is planned.</summary>
    public MemoryPlan Memory { get; init; } = MemoryPlan.None;

    /// <summary>Whether threads may go through a sample together: in inference; in training each has samples of its own.</summary>
    public bool MayShare { get; init; }

    /// <summary>Whether there are operations that threads share.</summary>
    public bool IsShared => Operations.Any(Shares);

    /// <summary>Whether threads share an operation.</summary>
    public bool Shares(Operation operation) => MayShare && operation.IsShared(Forms);

    /// <summary>Every tensor, in the order of its first use, and what those lie in.</summary>
    public IEnumerable<Tensor> Tensors =>
        Operations.SelectMany(operation => operation.Reads.Concat(operation.Writes)).Concat(Views.Parts).SelectMany(tensor => new[] { tensor, Views.RootOf(tensor) }).Distinct();

    /// <summary>The operations of the forward pass.</summary>
    public IEnumerable<Operation> Forward => Operations.TakeWhile(operation => !WritesOwnGradient(operation));

    /// <summary>The operations from the output's gradient on.</summary>
    public IEnumerable<Operation> Backward => Operations.SkipWhile(operation => !WritesOwnGradient(operation));

    /// <summary>Whether an operation takes the gradient by the network's own output, when all samples have been forward.</summary>
    public static bool TakesOwnGradient(Operation operation) => operation is Load { From: { Kind: ExternalKind.OutputGradient, Output: 0 } };

    // The first that does begins the backward pass: memory that others have used may be cleared before the gradient is taken.
    private bool WritesOwnGradient(Operation operation) => OwnGradient is { } gradient && operation.Writes.Contains(gradient);

    private Tensor? OwnGradient => Operations.Where(TakesOwnGradient).SelectMany(static operation => operation.Writes).FirstOrDefault();
}

/// <summary>Consecutive operations of one scope: what is done for one sample after the other, or for a shard at once.</summary>
/// <param name="Scope">What the operations run over.</param>
/// <param name="Operations">In order of execution.</param>
internal sealed record Stage(Scope Scope, IReadOnlyList<Operation> Operations)
{
    /// <summary>Cuts operations where their scope changes.</summary>
    public static IReadOnlyList<Stage> Cut(IEnumerable<Operation> operations)
    {
        List<Stage> stages = [];
        List<Operation> current = [];
        foreach (Operation operation in operations)
        {
            if (current.Count > 0 && current[0].Scope != operation.Scope)
            {
                stages.Add(new Stage(current[0].Scope, current));
                current = [];
            }

            current.Add(operation);
        }

        if (current.Count > 0)
        {
            stages.Add(new Stage(current[0].Scope, current));
        }

        return stages;
    }
}

/// <summary>A network's weights and programs.</summary>
/// <param name="Graph">The network.</param>
/// <param name="Parameters">Its parameters, placed.</param>
/// <param name="WeightsLength">Floats of all weights.</param>
/// <param name="ShardedLength">Floats of those whose gradients shards sum up.</param>
/// <param name="Folds">What inference reads in place of some of them.</param>
/// <param name="Inference">Forward.</param>
/// <param name="Training">A batch's forward and backward pass.</param>
/// <param name="ToInput">The same with the gradient by the network's input, where <paramref name="Training"/> ends above frozen layers and lacks it; else null.</param>
/// <param name="Derived">Weights in other orders.</param>
internal sealed record LoweredNetwork(
    Graph.NetworkGraph Graph,
    IReadOnlyList<PlacedParameter> Parameters,
    int WeightsLength,
    int ShardedLength,
    FoldPlan Folds,
    Program Inference,
    Program Training,
    Program? ToInput,
    DerivedOrders Derived)
{
    /// <summary>What a training step takes.</summary>
    public TrainingFloats TrainingFloats
    {
        get
        {
            MemoryPlan plan = Training.Memory;

            // The way to the input through frozen layers begins at the input again.
            int input = ToInput is null ? 0 : (int)Graph.Input.Elements;
            return new(plan.SampleLength + input, plan.ShardLength, plan.BatchLength, Derived.Length, WeightsLength, ShardedLength);
        }
    }

    /// <summary>The multiply-adds of one sample that a training step does again, the gradient by the input not asked for.</summary>
    public long MultiplyAddsAgain { get; init; }

    /// <summary>The network with a program in place of training's that keeps all that the backward pass reads; null where training's does.</summary>
    public LoweredNetwork? Kept { get; init; }

    /// <summary>The network with the program in place of training's that hands over what every layer gives; null where it has none.</summary>
    public LoweredNetwork? Inspection { get; init; }

    private const int MostSamplesAtOnce = 32;
    private const int FewestSamplesAtOnce = 8;
    private const int HandyFloats = 1 << 19;

    /// <summary>Samples that one call of inference goes through side by side: enough for weights to be read seldom, few enough for the workspace to stay small.</summary>
    public int SamplesAtOnce
    {
        get
        {
            MemoryPlan memory = Inference.Memory;
            int handy = Math.Max(FewestSamplesAtOnce, Math.Min(HandyFloats / Math.Max(1, memory.SampleLength), MostSamplesAtOnce));
            return Workspace(handy) <= Model.ArrayLimit.MostElements ? handy : 1;
        }
    }

    /// <summary>Floats that one instance works in: what each sample keeps, then what all use in turn.</summary>
    public int WorkspaceFloats => checked((int)Workspace(SamplesAtOnce));

    private long Workspace(int samples) => ((long)samples * Inference.Memory.SampleLength) + Inference.Memory.ShardLength;
}

/// <summary>The floats that a training step takes, as the runtime's TrainingMemory has them in bytes.</summary>
/// <param name="Sample">What is kept of each sample, and its gradients.</param>
/// <param name="Shard">What a shard's samples use in turn, and what it sums up.</param>
/// <param name="Batch">What there is once for the whole batch.</param>
/// <param name="Derived">Weights in other orders.</param>
/// <param name="Gradients">The gradients of all parameters.</param>
/// <param name="ShardGradients">The gradients that each shard but the first sums up for itself.</param>
internal sealed record TrainingFloats(int Sample, int Shard, int Batch, int Derived, int Gradients, int ShardGradients);
