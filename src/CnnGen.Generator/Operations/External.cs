namespace CnnGen.Generator.Operations;

/// <summary>What the caller passes.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Output">Of which output, by its place among them: 0 is the network's own; or of which layer.</param>
internal readonly record struct External(ExternalKind Kind, int Output = 0)
{
    /// <summary>The network's own output in a set of outputs, a bit each.</summary>
    public const ulong OwnOutput = 1;

    public static readonly External Input = new(ExternalKind.Input);

    public static readonly External InputGradient = new(ExternalKind.InputGradient);

    /// <summary>The output's bit in a set of outputs, as in the runtime's OutputAddresses: there are no more outputs than bits.</summary>
    public ulong Bit => OwnOutput << Output;

    /// <summary>An output.</summary>
    public static External OutputAt(int place) => new(ExternalKind.Output, place);

    /// <summary>The gradient by an output.</summary>
    public static External OutputGradientAt(int place) => new(ExternalKind.OutputGradient, place);

    /// <summary>What a layer gives, where that is inspected.</summary>
    public static External LayerOutputOf(int node) => new(ExternalKind.LayerOutput, node);

    /// <summary>The gradient by that.</summary>
    public static External LayerGradientOf(int node) => new(ExternalKind.LayerGradient, node);
}

/// <summary>The kinds of what the caller passes.</summary>
internal enum ExternalKind
{
    Input,
    Output,
    OutputGradient,
    InputGradient,
    LayerOutput,
    LayerGradient,
}
