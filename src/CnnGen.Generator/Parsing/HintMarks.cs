using System;
using System.Globalization;
using System.Linq;
using CnnGen.Generator.Model;
using Microsoft.CodeAnalysis;

namespace CnnGen.Generator.Parsing;

/// <summary>Keeps the files of classes apart whose names differ in case alone: the compiler compares hint names ignoring case.</summary>
internal static class HintMarks
{
    /// <summary>Nothing for nearly every class; otherwise a number that follows from its full name.</summary>
    public static string Of(INamedTypeSymbol type)
    {
        for (INamespaceOrTypeSymbol symbol = type; symbol.ContainingSymbol is INamespaceOrTypeSymbol parent; symbol = parent)
        {
            if (parent.GetMembers().OfType<INamespaceOrTypeSymbol>().Count(member => string.Equals(member.Name, symbol.Name, StringComparison.OrdinalIgnoreCase)) > 1)
            {
                return "-" + StableHash.Of(type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat) + " " + type.TypeKind + type.IsRecord).ToString("x16", CultureInfo.InvariantCulture);
            }
        }

        return "";
    }
}
