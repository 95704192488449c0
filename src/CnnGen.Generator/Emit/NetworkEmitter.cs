using System;
using System.Collections.Generic;
using System.Threading;
using CnnGen.Generator.Graph;
using CnnGen.Generator.Lowering;
using CnnGen.Generator.Model;
using CnnGen.Generator.Tensors;

namespace CnnGen.Generator.Emit;

/// <summary>One generated file.</summary>
/// <param name="HintName">Unique in the compilation: <c>Samples.LeNet5.g.cs</c>.</param>
/// <param name="Text">The C#.</param>
internal sealed record GeneratedFile(string HintName, string Text) : IEquatable<GeneratedFile>;

/// <summary>Writes a valid network's files: the class, and its kernels for each vector width.</summary>
internal static class NetworkEmitter
{
    public static IEnumerable<GeneratedFile> Emit(NetworkSpec spec, GeneratorOptions options, CancellationToken cancellation = default)
    {
        NetworkGraph graph = BoundNetworks.Of(spec.Declaration, cancellation).Graph
            ?? throw new InvalidOperationException("a network with errors has no code");
        LoweredNetwork network = Lowerer.Lower(graph, options.Memory);
        ClassFrame frame = new(spec);
        LayerHeaders headers = new(network);
        yield return ClassEmitter.Emit(frame, network, options.Widths);
        foreach (VectorWidth width in options.Widths)
        {
            cancellation.ThrowIfCancellationRequested();
            foreach (GeneratedFile file in KernelFileEmitter.Emit(frame, network, headers, width))
            {
                yield return file;
            }
        }
    }
}
