using System;
using System.Threading;
using CnnGen.Generator.Model;

namespace CnnGen.Generator.Emit;

/// <summary>What is written for a network, stubs where it has errors.</summary>
/// <param name="Name">The network.</param>
/// <param name="Code">The files, and the kernels that they call.</param>
/// <param name="Failure">What went wrong in the generator itself, or null.</param>
internal sealed record EmittedNetwork(string Name, NetworkCode Code, Exception? Failure)
{
    /// <summary>Whether the network has no programs, because of its errors or of the generator's.</summary>
    public bool IsStub { get; private init; }

    public static EmittedNetwork Of(NetworkSpec spec, GeneratorOptions options, CancellationToken cancellation)
    {
        if (!spec.IsValid)
        {
            return Stub(spec, null);
        }

        try
        {
            return new EmittedNetwork(spec.Name, NetworkEmitter.Emit(spec, options, cancellation), null);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            return Stub(spec, exception);
        }
    }

    private static EmittedNetwork Stub(NetworkSpec spec, Exception? failure) =>
        new(spec.Name, new NetworkCode(new[] { StubEmitter.Emit(spec) }.ToEquatableArray(), default), failure) { IsStub = true };
}
