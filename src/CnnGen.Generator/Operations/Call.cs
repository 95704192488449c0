using System.Collections.Generic;
using System.Globalization;
using CnnGen.Generator.Kernels;
using CnnGen.Generator.Tensors;

namespace CnnGen.Generator.Operations;

/// <summary>What is called for an operation: a kernel of the network's, or a method of the runtime's, and what is passed.</summary>
/// <param name="Kernel">The kernel, or null.</param>
/// <param name="Method">The runtime's method where there is no kernel.</param>
/// <param name="Passed">The arguments in their order.</param>
internal sealed record Call(Kernel? Kernel, string Method, IReadOnlyList<Passed> Passed)
{
    /// <summary>A call of a kernel.</summary>
    public static Call Of(Kernel kernel, params Passed[] passed) => new(kernel, "", passed);

    /// <summary>A call of the runtime's.</summary>
    public static Call Of(string method, params Passed[] passed) => new(null, method, passed);
}

/// <summary>An argument of a call.</summary>
internal abstract record Passed
{
    public static implicit operator Passed(Tensor tensor) => new PassedTensor(tensor);

    public static implicit operator Passed(WeightOperand weights) => new PassedWeights(weights);

    public static implicit operator Passed(External external) => new PassedCaller(external);

    public static implicit operator Passed(string text) => new PassedText(text);
}

/// <summary>A tensor's first float, or one behind it.</summary>
internal sealed record PassedTensor(Tensor Tensor, int Offset = 0) : Passed;

/// <summary>A weight array's first float.</summary>
internal sealed record PassedWeights(WeightOperand Weights) : Passed;

/// <summary>The first float of the gradient by a weight array.</summary>
internal sealed record PassedGradient(WeightOperand Weights) : Passed;

/// <summary>The first float of what the caller passed for a sample.</summary>
internal sealed record PassedCaller(External External) : Passed;

/// <summary>Where a tensor's elements lie, as the runtime's TensorLayout.</summary>
internal sealed record PassedLayout(TensorForm Form) : Passed;

/// <summary>Where the elements lie in what the caller passes: channels, slices, rows, columns, nothing between them.</summary>
internal sealed record PassedCallerLayout(TensorForm Form) : Passed;

/// <summary>The thread's share of a kernel, and the number of shares.</summary>
internal sealed record PassedShare : Passed
{
    public static readonly PassedShare Instance = new();
}

/// <summary>C# as it stands.</summary>
internal sealed record PassedText(string Text) : Passed
{
    /// <summary>A reference to nothing.</summary>
    public static readonly PassedText Null = new("ref Unsafe.NullRef<float>()");

    /// <summary>The share of a thread that computes all of it.</summary>
    public static readonly PassedText All = new("0, 1");

    /// <summary>The number of samples of a shard.</summary>
    public static readonly PassedText Samples = new("samples");

    /// <summary>Floats from a sample's tensors to the next's.</summary>
    public static readonly PassedText SampleFloats = new("SampleFloats");

    /// <summary>Floats from a shard's tensors to the next's.</summary>
    public static readonly PassedText ShardFloats = new("ShardFloats");

    /// <summary>How many samples are gone through at once, and floats from one to the next.</summary>
    public static PassedText[] SamplesOf(Scope scope) => scope == Scope.Sample ? [new("1, 0")] : [Samples, SampleFloats];

    /// <summary>How many blocks of channels, or planes, there are.</summary>
    public static PassedText PlanesOf(TensorForm form) => new(form.Planes.ToString(CultureInfo.InvariantCulture));

    /// <summary>The batch's shards.</summary>
    public static readonly PassedText Shards = new("shards");

    /// <summary>The part of what is written, and the number of parts.</summary>
    public static readonly PassedText Part = new("part, parts");

    /// <summary>What the current sample's dropout masks follow from.</summary>
    public static readonly PassedText DropoutKey = new("DropoutMask.SampleKey(stepKey, first + sample)");
}
