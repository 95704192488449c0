using System;
using System.Collections.Generic;
using System.Linq;
using CnnGen.Generator.Layers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CnnGen.Generator.Parsing;

/// <summary>Finds classes that may have layers, by the spelling of their attributes: it runs on every class of every edited file.</summary>
/// <remarks>Such a class without an Input is an error that the provider of classes with an Input never sees.</remarks>
internal static class HeadlessClasses
{
    private static readonly HashSet<string> Names = new(LayerKinds.All.SelectMany(kind => new[] { kind.Name, kind.Name + "Attribute" }), StringComparer.Ordinal);

    public static bool MayHaveLayers(SyntaxNode node)
    {
        if (node is not TypeDeclarationSyntax type)
        {
            return false;
        }

        foreach (AttributeListSyntax list in type.AttributeLists)
        {
            foreach (AttributeSyntax attribute in list.Attributes)
            {
                if (Names.Contains(LastName(attribute.Name)))
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
