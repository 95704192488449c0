using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CnnGen.Tests;

/// <summary>Leaves the bodies of generated methods out of a compilation: binding them, kernels above all, is most of what a test costs.</summary>
/// <remarks>
/// Most tests have the same kernels. A kernel's text names nothing of the network's, so what the compiler was content with once it will be content
/// with again, unless a name that it does use means something else: where that is what is tested, everything is bound
/// (<see cref="GeneratorRun.AllCompilerProblems"/>).
/// </remarks>
internal static class GeneratedBodies
{
    private static readonly BlockSyntax NoBody = SyntaxFactory.Block(SyntaxFactory.ParseStatement("throw null!;"));

    // Kernels by their text: what is left of a file, and whether the compiler was content with all of it.
    private static readonly ConcurrentDictionary<string, SyntaxTree> KernelDeclarations = new(StringComparer.Ordinal);
    private static readonly ConcurrentDictionary<string, bool> KnownKernels = new(StringComparer.Ordinal);

    /// <summary>Whether a file is generated.</summary>
    public static bool IsGenerated(SyntaxTree? file) => file?.FilePath.EndsWith(".g.cs", StringComparison.Ordinal) == true;

    /// <summary>Without any body, for tests that are not about what is generated.</summary>
    public static Compilation Omit(Compilation compilation) => Omit(compilation, IsGenerated);

    /// <summary>Without the bodies of kernels that the compiler was content with in an earlier test.</summary>
    public static Compilation OmitKnown(Compilation compilation) => Omit(compilation, static file => IsKernels(file) && KnownKernels.ContainsKey(file.ToString()));

    /// <summary>Remembers the kernels of a compilation that the compiler was content with.</summary>
    public static void Remember(Compilation compilation)
    {
        foreach (SyntaxTree file in compilation.SyntaxTrees.Where(IsKernels))
        {
            KnownKernels[file.ToString()] = true;
        }
    }

    private static bool IsKernels(SyntaxTree file) => IsGenerated(file) && file.FilePath.Contains("Kernels-", StringComparison.Ordinal);

    private static Compilation Omit(Compilation compilation, Func<SyntaxTree, bool> isOmitted)
    {
        List<SyntaxTree> omitted = [.. compilation.SyntaxTrees.Where(isOmitted)];
        return compilation.RemoveSyntaxTrees(omitted).AddSyntaxTrees(omitted.Select(
            static file => IsKernels(file) ? KernelDeclarations.GetOrAdd(file.ToString(), static (_, kernels) => DeclarationsOf(kernels), file) : DeclarationsOf(file)));
    }

    private static SyntaxTree DeclarationsOf(SyntaxTree file) => file.WithRootAndOptions(new Remover().Visit(file.GetRoot()), file.Options);

    private sealed class Remover : CSharpSyntaxRewriter
    {
        public override SyntaxNode VisitMethodDeclaration(MethodDeclarationSyntax node) => node.Body is null ? node : node.WithBody(NoBody);
    }
}
