using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using CnnGen.Generator.Diagnostics;
using CnnGen.Generator.Model;
using CnnGen.Generator.Model.Blocks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CnnGen.Generator.Parsing.Blocks;

/// <summary>What one block gave.</summary>
/// <param name="Values">What is recorded of it for other assemblies.</param>
/// <param name="Diagnostics">What is wrong with it.</param>
internal sealed record BlockResult(EquatableArray<RecordedValue> Values, ImmutableArray<Diagnostic> Diagnostics) : IEquatable<BlockResult>
{
    public bool Equals(BlockResult? other) => other is not null && Values.Equals(other.Values) && Diagnostics.SequenceEqual(other.Diagnostics);

    public override int GetHashCode() => Values.GetHashCode();
}

/// <summary>From a block's class to its problems, each at its place, whether a network uses it or not.</summary>
internal static class BlockParser
{
    /// <summary>The property that has texts to put in the place of what is wrong, a line each.</summary>
    internal const string ReplacementsProperty = "@text";

    /// <summary>Whether a class may be a block, by its looks: at every edit each that may is asked for its base classes, which takes time.</summary>
    /// <remarks>It derives from something, and has a body or is called an attribute or derives from what is.</remarks>
    public static bool MayBeBlock(SyntaxNode node) => node is ClassDeclarationSyntax { BaseList: { } bases } declaration
        && (declaration.AttributeLists.Count > 0 || IsAttribute(declaration.Identifier) || IsAttribute(bases.Types[0].Type.GetLastToken()));

    /// <summary>Whether a class of this compilation is checked where it is declared.</summary>
    public static bool IsChecked(INamedTypeSymbol block) => block.DeclaringSyntaxReferences.Any(static reference => MayBeBlock(reference.GetSyntax()));

    private static bool IsAttribute(SyntaxToken name) => name.ValueText.EndsWith("Attribute", StringComparison.Ordinal);

    /// <summary>Checks a class.</summary>
    /// <returns>Null for what is no block, and for all but one of the declarations of one.</returns>
    public static BlockResult? Parse(GeneratorSyntaxContext syntax, CancellationToken cancellation)
    {
        ClassDeclarationSyntax declaration = (ClassDeclarationSyntax)syntax.Node;
        if (syntax.SemanticModel.GetDeclaredSymbol(declaration, cancellation) is not INamedTypeSymbol type || !DeclarationReader.IsBlock(type)
            || type.DeclaringSyntaxReferences.Select(reference => reference.GetSyntax(cancellation)).First(MayBeBlock) != declaration)
        {
            return null;
        }

        try
        {
            BlockTable table = BlockTable.Of(syntax.SemanticModel.Compilation);
            BlockDefinition block = table.Read(type);

            // What is wrong with a base class's member is said there.
            return new BlockResult(
                table.ToRecord(type, block).ToEquatableArray(),
                block.Problems.Where(problem => problem.Place.Block == block.Kind)
                    .Select(problem => Describe(problem, BodyPlaces.Find(type, syntax.SemanticModel.Compilation, problem.Place, cancellation))).ToImmutableArray());
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            return new BlockResult(default, ImmutableArray.Create(Descriptors.OfException(exception, declaration.Identifier.GetLocation(), type.Name)));
        }
    }

    /// <summary>A problem of a block's text as it is reported; with texts to put in its place where the text stands there as it is read.</summary>
    public static Diagnostic Describe(BodyProblem problem, Location? place) => Diagnostic.Create(
        Descriptors.Find(problem.Id),
        place ?? Location.None,
        (IEnumerable<Location>?)null,
        problem.Replacements.Count == 0 || place?.SourceSpan.Length != problem.Place.Range.Length ? null : ImmutableDictionary<string, string?>.Empty.Add(ReplacementsProperty, string.Join("\n", problem.Replacements)),
        problem.Message);
}
