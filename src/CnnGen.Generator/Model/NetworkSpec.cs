using System;
using CnnGen.Generator.Model.Blocks;

namespace CnnGen.Generator.Model;

/// <summary>All that the generator needs of a network class. Equal specs give the same bytes.</summary>
/// <param name="Namespace">The class's namespace, empty for the global one.</param>
/// <param name="Containing">The classes around it, outermost first.</param>
/// <param name="Name">The class's name, without the @ of an escaped keyword.</param>
/// <param name="InputSizes">Channels first.</param>
/// <param name="Layers">In source order.</param>
/// <param name="Fit">The fit of layers that do not say otherwise.</param>
/// <param name="IsValid">False where an error was reported: stubs are written in place of the network.</param>
internal sealed record NetworkSpec(
    string Namespace,
    EquatableArray<ContainingType> Containing,
    string Name,
    EquatableArray<int> InputSizes,
    EquatableArray<LayerDeclaration> Layers,
    FitMode Fit,
    bool IsValid)
{
    /// <summary>The network without the class that it is.</summary>
    public NetworkDeclaration Declaration => new(InputSizes, Layers, Fit) { Blocks = Blocks };

    /// <summary>The blocks that there are in it.</summary>
    public EquatableArray<BlockDefinition> Blocks { get; init; }

    /// <summary>Whether it can be trained, and its code has what training needs.</summary>
    public bool HasTraining { get; init; } = true;

    /// <summary>Whether what every layer gives can be read, and its code has what that needs.</summary>
    public bool IsInspected { get; init; }

    /// <summary>The file that holds its weights, as it was typed; null where none is named.</summary>
    public string? WeightsPath { get; init; }

    /// <summary>Whether the user's part of the class has a member of the name that the network with embedded weights would have, and keeps it.</summary>
    public bool HasOwnDefault { get; init; }

    /// <summary>How convolutions are computed.</summary>
    public AlgorithmMode Algorithm { get; init; }

    /// <summary>How precisely inference reads the weights of Linear layers that do not say otherwise.</summary>
    public WeightPrecision Precision { get; init; }

    /// <summary>How the class is declared; anything but a plain class is an error and gets stubs.</summary>
    public ClassKind Kind { get; init; }

    /// <summary>Its type parameters as C#, <c>&lt;T&gt;</c>; empty unless there are any, which is an error.</summary>
    public string TypeParameters { get; init; } = "";

    /// <summary>Generated members whose place a member of the user's takes, an error: stubs leave them out.</summary>
    public EquatableArray<string> TakenMembers { get; init; }

    /// <summary>Generated members that override one of a base class.</summary>
    public EquatableArray<string> Overridden { get; init; }

    /// <summary>How it is disposed of.</summary>
    public Disposal Disposal { get; init; } = Disposal.Plain;

    /// <summary>Whether its base class has an abstract member that nothing can override, an error: its stub is abstract.</summary>
    public bool IsUnfinished { get; init; }

    /// <summary>What the project lacks, an error: its stub does without it.</summary>
    public ProjectLack Lack { get; init; }

    /// <summary>The constructor of its stub.</summary>
    public StubConstructor StubConstructor { get; init; }

    /// <summary>Whether the user's part of the class has a summary in its documentation.</summary>
    public bool HasSummary { get; init; }

    /// <summary>Whether the user's part of the class has remarks in its documentation.</summary>
    public bool HasRemarks { get; init; }

    /// <summary>Set where another type's name differs from this one's in case alone, to keep their files apart.</summary>
    public string HintMark { get; init; } = "";
}

/// <summary>How a network class is declared.</summary>
internal enum ClassKind
{
    Class,
    Record,
    StaticClass,
}

/// <summary>What a project does not give the generated code.</summary>
internal enum ProjectLack
{
    None,

    /// <summary>A C# that has what the code is written with.</summary>
    Language,

    /// <summary>The runtime under its own name.</summary>
    Runtime,
}

/// <summary>The constructor that stands in for the one of a network with errors.</summary>
internal enum StubConstructor
{
    /// <summary>Calls the base class's without arguments.</summary>
    Plain,

    /// <summary>Has no body and calls nothing: the base class has no constructor that could be called.</summary>
    External,

    /// <summary>There is none: the user has one, or the class can have none.</summary>
    None,
}

/// <summary>A type that contains the network class.</summary>
/// <param name="Keyword">class, struct, record, record struct or interface.</param>
/// <param name="Name">Its name, without the @ of an escaped keyword.</param>
/// <param name="TypeParameters">Its type parameters as C#, an error in a network; empty unless there are any.</param>
internal sealed record ContainingType(string Keyword, string Name, string TypeParameters) : IEquatable<ContainingType>;

/// <summary>CnnGen.Fit, by the same numbers.</summary>
internal enum FitMode
{
    Exact = 0,
    Floor = 1,
    Ceil = 2,
}

/// <summary>CnnGen.ConvAlgorithm, by the same numbers.</summary>
internal enum AlgorithmMode
{
    Fastest,
    Direct,
}

/// <summary>What is said of numbers that are no algorithm.</summary>
internal static class AlgorithmModes
{
    public static string OutOfRange(this AlgorithmMode algorithm) =>
        FormattableString.Invariant($"Algorithm is {(int)algorithm}; it must be ConvAlgorithm.Fastest or ConvAlgorithm.Direct");
}

/// <summary>CnnGen.Precision, by the same numbers.</summary>
internal enum WeightPrecision
{
    Single,
    BFloat16,
}

/// <summary>What is said of numbers that are no precision.</summary>
internal static class WeightPrecisions
{
    public static bool IsKnown(this WeightPrecision precision) => precision is WeightPrecision.Single or WeightPrecision.BFloat16;

    public static string OutOfRange(this WeightPrecision precision) =>
        FormattableString.Invariant($"Weights is {(int)precision}; it must be Precision.Single or Precision.BFloat16");
}

/// <summary>CnnGen.PadMode, by the same numbers.</summary>
internal enum BorderMode
{
    Zeros = 0,
    Reflect = 1,
    Replicate = 2,
    Circular = 3,
}

/// <summary>CnnGen.Padding, by the same numbers.</summary>
internal enum PaddingMode
{
    Explicit = 0,
    Same = 1,
    Valid = 2,
}
