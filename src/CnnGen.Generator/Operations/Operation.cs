using System;
using System.Collections.Generic;
using System.Linq;
using CnnGen.Generator.Tensors;

namespace CnnGen.Generator.Operations;

/// <summary>A step of a program. It says itself what it reads and writes, with which border and layout, what must hold, and what is called for it.</summary>
/// <remarks>So passes need not know which operations there are: a new one is a file here and its kernel.</remarks>
/// <param name="Node">The layer it belongs to, or <see cref="NetworkEdge"/>.</param>
internal abstract record Operation(int Node)
{
    /// <summary>Stands for no layer: what the caller passes.</summary>
    public const int NetworkEdge = -1;

    public abstract IReadOnlyList<Tensor> Reads { get; }

    public abstract IReadOnlyList<Tensor> Writes { get; }

    /// <summary>What it runs over at once.</summary>
    public virtual Scope Scope => Scope.Sample;

    /// <summary>Whether it gives gradients by weights and nothing else, so that it is left out where its layer is not trained.</summary>
    public bool IsOfWeights => Scope is Scope.Shard or Scope.Part && Writes.Count == 0 && EndCondition is null;

    /// <summary>Where it computes nothing and only asks whether the pass is over: the condition, as C#.</summary>
    public virtual string? EndCondition => null;

    /// <summary>Whether only the gradient by the network's input needs it.</summary>
    public bool OnlyForInputGradient { get; init; }

    /// <summary>Whether it computes again what the forward pass has not kept, and is left out where nothing reads that.</summary>
    public bool IsAgain { get; init; }

    /// <summary>The outputs that alone need it, a bit each as <see cref="External.Bit"/> has it; 0 where it is always done.</summary>
    public ulong OnlyForOutputs { get; init; }

    /// <summary>The output that it hands to the caller, as a bit; 0 where it hands over none.</summary>
    public virtual ulong Delivers => 0;

    /// <summary>Whether it hands to the caller what another operation has computed, and may do so later.</summary>
    public virtual bool HandsOver => false;

    /// <summary>The layers beside its own that it computes as well.</summary>
    public IReadOnlyList<int> Fused { get; init; } = [];

    /// <summary>The zeros that it sees around a tensor that it reads.</summary>
    public virtual Border BorderOf(Tensor read) => default;

    /// <summary>Whether it reads a tensor as planes as well as blocks of channels.</summary>
    /// <param name="read">The tensor.</param>
    /// <param name="isPlanarBehind">Whether a tensor that it writes may be planes too, where it keeps its input's layout.</param>
    public virtual bool TakesPlanes(Tensor read, Func<Tensor, bool> isPlanarBehind) => false;

    /// <summary>Whether what it writes is better off as planes, given what it reads.</summary>
    public virtual bool PrefersPlanes(Forms forms) => false;

    /// <summary>Whether it writes whole vectors past the ends of rows, into the border of what it writes.</summary>
    public virtual bool WritesIntoBorder(Forms forms) => false;

    /// <summary>What its result may take the place of where both lie alike: tensors of which it reads no element behind the first write of what comes of that.</summary>
    public virtual IEnumerable<Tensor> Replaceable => [];

    /// <summary>Whether threads that go through one sample together share it: then <see cref="PassedShare"/> is among what is passed.</summary>
    public virtual bool IsShared(Forms forms) => false;

    /// <summary>The operation with an activation computed on what it writes; null where it computes none.</summary>
    public virtual Operation? WithActivation(FusedActivation activation, Tensor y) => null;

    /// <summary>The operation in front of this one with this as its activation; null where this is none or that one takes none.</summary>
    /// <param name="first">The operation in front.</param>
    /// <param name="y">Where the activation's values go.</param>
    /// <param name="keepsOperand">Whether what the activation takes is stored too.</param>
    public virtual Operation? AsActivationOf(Operation first, Tensor y, bool keepsOperand) => null;

    /// <summary>The same copy into another tensor, if it is one of all channels into another order of blocks; else null. What is computed of each element may then come before it.</summary>
    public virtual Operation? CopyingChannelsTo(Tensor y) => null;

    /// <summary>The operation with a normalisation multiplied into its weights; null where it has none or nothing may follow its sums.</summary>
    public virtual Operation? WithFold(NormFold fold, Tensor y) => null;

    /// <summary>The operation with the normalisation in front of it multiplied into its weights; null where it has none or sees zeros that are not normalised.</summary>
    public virtual Operation? WithFoldInFront(NormFold fold, Tensor x) => null;

    /// <summary>The operations that stand in its place when all is fused that will be: several where it is computed in parts.</summary>
    public virtual IEnumerable<Operation> Parts => [this];

    /// <summary>The operation with its algorithm and its tiles chosen, for the layouts that its tensors have; itself where there is but one way.</summary>
    public virtual Operation WithAlgorithm(Forms forms) => this;

    /// <summary>What it leaves in the lanes behind the last channel of what it writes.</summary>
    public virtual LaneRule Lanes => LaneRule.Any;

    /// <summary>Whether it sums over lanes behind the last channel of a tensor, which must then be zero.</summary>
    public virtual bool NeedsZeroLanes(Tensor read) => false;

    /// <summary>Whether it leaves another number there in place of zeros: an activation of zero that is none.</summary>
    public virtual bool LiftsZeros => false;

    /// <summary>Whether these lanes must be zero for it, where for others a number does whose product with a gradient's zero is zero.</summary>
    public virtual bool ReadsLanes(Tensor read) => false;

    /// <summary>What is wrong with it, in words that follow its name; nothing in a program that holds.</summary>
    public virtual IEnumerable<string> Problems(Forms forms) => [];

    /// <summary>What is called for it, the same at each vector width.</summary>
    public abstract Call CallOf(Forms forms);

    /// <summary>The same, done when another is.</summary>
    public Operation DoneWith(Operation other) => this with { OnlyForInputGradient = other.OnlyForInputGradient, OnlyForOutputs = other.OnlyForOutputs, IsAgain = other.IsAgain };

    /// <summary>The same, computing what another did that followed it or went before.</summary>
    public Operation TakingIn(Operation other) => this with { Fused = [.. Fused, .. other.Node == Node ? [] : new[] { other.Node }, .. other.Fused] };

    /// <summary>What the runtime's methods take for a thread's share, which always do: all where threads do not share it.</summary>
    protected Passed ShareIn(Forms forms) => IsShared(forms) ? PassedShare.Instance : PassedText.All;

    /// <summary>What is wrong where a condition does not hold.</summary>
    protected static IEnumerable<string> Unless(bool holds, string problem) => holds ? [] : [problem];

    /// <summary>What is wrong where tensors do not all have one shape.</summary>
    protected static IEnumerable<string> UnlessAlike(Tensor one, params Tensor[] others) =>
        Unless(others.All(one.HasShapeOf), "has operands of different shapes");

    /// <summary>What is wrong where a tensor lies as planes.</summary>
    protected static IEnumerable<string> UnlessBlocked(Forms forms, params Tensor[] tensors) =>
        Unless(tensors.All(tensor => !forms[tensor].IsPlanar), "needs blocks of channels");
}

/// <summary>What a step leaves in the lanes of a block that hold no channel.</summary>
internal enum LaneRule
{
    /// <summary>Any values.</summary>
    Any,

    /// <summary>Zeros; in values, never in gradients, it may be another finite number, which the gradient's zero cancels.</summary>
    Zero,

    /// <summary>What was there before: channels alone are written.</summary>
    Untouched,

    /// <summary>Zeros where all that it reads has zeros there.</summary>
    OfReads,
}
