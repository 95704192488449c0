using System;
using System.Collections.Generic;
using System.Linq;
using CnnGen.Generator.Layers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CnnGen.Generator.Parsing;

/// <summary>Finds classes that may have layers, by the spelling of their attributes: it runs on every class of every edited file.</summary>
/// <remarks>
/// A block may have any name, so that a partial class with whatever attribute may have layers. One that is not partial and has blocks alone is not found.
/// Such a class without an Input is an error that the provider of classes with an Input never sees. An alias of the same file is followed;
/// one that is a global using of another file is not, since that file may change without this one.
/// </remarks>
internal static class HeadlessClasses
{
    private static readonly HashSet<string> Names = new(LayerKinds.All.Select(kind => kind.Name).Concat(["Layers", "Branch"]).SelectMany(name => new[] { name, name + "Attribute" }), StringComparer.Ordinal);

    public static bool MayHaveLayers(SyntaxNode node)
    {
        if (node is not TypeDeclarationSyntax { AttributeLists.Count: > 0 } type)
        {
            return false;
        }

        if (type.Modifiers.Any(SyntaxKind.PartialKeyword))
        {
            return true;
        }

        foreach (AttributeListSyntax list in type.AttributeLists)
        {
            foreach (AttributeSyntax attribute in list.Attributes)
            {
                string name = LastName(attribute.Name);
                if (Names.Contains(name) || IsAlias(name, type))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static bool IsAlias(string name, TypeDeclarationSyntax type)
    {
        for (SyntaxNode? outer = type.Parent; outer is not null; outer = outer.Parent)
        {
            SyntaxList<UsingDirectiveSyntax> usings = outer switch
            {
                CompilationUnitSyntax unit => unit.Usings,
                BaseNamespaceDeclarationSyntax space => space.Usings,
                _ => default,
            };
            foreach (UsingDirectiveSyntax directive in usings)
            {
                if (directive is { Alias.Name.Identifier.ValueText: var alias, NamespaceOrType: NameSyntax target }
                    && (alias == name || alias == name + "Attribute") && Names.Contains(LastName(target)))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static string LastName(NameSyntax name) => name switch
    {
        QualifiedNameSyntax qualified => qualified.Right.Identifier.ValueText,
        AliasQualifiedNameSyntax alias => alias.Name.Identifier.ValueText,
        SimpleNameSyntax simple => simple.Identifier.ValueText,
        _ => "",
    };
}
