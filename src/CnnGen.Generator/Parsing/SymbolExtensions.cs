using Microsoft.CodeAnalysis;

namespace CnnGen.Generator.Parsing;

/// <summary>Questions to symbols.</summary>
internal static class SymbolExtensions
{
    /// <summary>Whether a symbol is of this compilation. One of another project may have source too, which is none of this one's.</summary>
    public static bool Declares(this Compilation compilation, ISymbol symbol) => SymbolEqualityComparer.Default.Equals(symbol.ContainingAssembly, compilation.Assembly);

    /// <summary>A constant's value; null of several values, and where there is none.</summary>
    public static object? ValueOrNull(this TypedConstant constant) => constant.Kind is TypedConstantKind.Array or TypedConstantKind.Error ? null : constant.Value;
}
