using System;

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
    bool IsValid);

/// <summary>A type that contains the network class.</summary>
/// <param name="Keyword">class, struct, record, record struct or interface.</param>
/// <param name="Name">Its name, without the @ of an escaped keyword.</param>
internal sealed record ContainingType(string Keyword, string Name) : IEquatable<ContainingType>;

/// <summary>CnnGen.Fit, by the same numbers.</summary>
internal enum FitMode
{
    Exact = 0,
    Floor = 1,
    Ceil = 2,
}
