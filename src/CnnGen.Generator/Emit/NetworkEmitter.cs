using System;
using System.Collections.Generic;
using System.Threading;
using CnnGen.Generator.Graph;
using CnnGen.Generator.Kernels;
using CnnGen.Generator.Lowering;
using CnnGen.Generator.Model;

namespace CnnGen.Generator.Emit;

/// <summary>One generated file.</summary>
/// <param name="HintName">Unique in the compilation: <c>Samples.LeNet5.g.cs</c>.</param>
/// <param name="Text">The C#.</param>
internal sealed record GeneratedFile(string HintName, string Text) : IEquatable<GeneratedFile>;

/// <summary>What is written for one network.</summary>
/// <param name="Files">Its class and its programs.</param>
/// <param name="Kernels">What the programs call, which all networks of the assembly share.</param>
internal sealed record NetworkCode(EquatableArray<GeneratedFile> Files, EquatableArray<KernelKey> Kernels);

/// <summary>Writes a valid network's files: the class, and its programs.</summary>
internal static class NetworkEmitter
{
    public static NetworkCode Emit(NetworkSpec spec, GeneratorOptions options, CancellationToken cancellation = default)
    {
        NetworkGraph graph = BoundNetworks.Of(spec.Declaration, cancellation).Graph
            ?? throw new InvalidOperationException("a network with errors has no code");
        LoweredNetwork network = Lowerer.Lower(graph, spec, options.Memory);
        ClassFrame frame = new(spec);
        KernelSet kernels = new(options.Widths);
        cancellation.ThrowIfCancellationRequested();
        List<GeneratedFile> files =
        [
            ClassEmitter.Emit(frame, network, options.Widths),
            ProgramFileEmitter.EmitInference(frame, network, kernels),
            .. spec.HasTraining ? new[] { ProgramFileEmitter.EmitTraining(frame, network, kernels) } : [],
            .. network.Inspection is { } inspection ? new[] { ProgramFileEmitter.EmitInspection(frame, inspection, kernels) } : [],
        ];
        return new NetworkCode(
            files.ToEquatableArray(),
            kernels.Keys.ToEquatableArray());
    }
}
