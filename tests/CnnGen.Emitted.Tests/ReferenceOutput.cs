using System.Collections.Generic;

namespace CnnGen.Emitted.Tests;

/// <summary>A mark: what it takes is an output of the network, and what follows goes on from what went before.</summary>
/// <param name="Output">What the output is called.</param>
internal sealed record ReferenceOutput(string Output) : ReferenceSampleLayer
{
    protected override string Kind => "Output";

    protected override IEnumerable<string> Arguments => [$"\"{Output}\""];

    public override int[] Infer(IReadOnlyList<int[]> shapes) => shapes[0];

    protected override Volume Apply(IReadOnlyList<Volume> inputs, double[]? weight, double[]? bias) => inputs[0];
}
