using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using CnnGen.Generator.Diagnostics;
using CnnGen.Generator.Emit;
using CnnGen.Generator.Model;
using CnnGen.Generator.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace CnnGen.Generator;

/// <summary>Turns attributed partial classes into networks. This file is the pipeline alone.</summary>
[Generator(LanguageNames.CSharp)]
public sealed class CnnGenerator : IIncrementalGenerator
{
    /// <summary>The step whose output is compared between edits.</summary>
    internal const string SpecStep = "NetworkSpec";

    private readonly GeneratorOptions _options;

    /// <summary>The generator as the compiler makes it.</summary>
    public CnnGenerator()
        : this(GeneratorOptions.Default)
    {
    }

    /// <summary>A generator that writes code as a test wants it.</summary>
    internal CnnGenerator(GeneratorOptions options) => _options = options;

    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        // Step 1: parse every class with an Input, and every class with layers that has none.
        IncrementalValuesProvider<ParseResult> networks = context.SyntaxProvider
            .ForAttributeWithMetadataName(
                WellKnownNames.InputAttribute,
                static (node, _) => node is TypeDeclarationSyntax,
                static (attribute, cancellation) => NetworkParser.Parse(attribute.TargetSymbol, (TypeDeclarationSyntax)attribute.TargetNode, cancellation))
            .Where(static result => result is not null)!;
        IncrementalValuesProvider<ParseResult> headless = context.SyntaxProvider
            .CreateSyntaxProvider(
                static (node, _) => HeadlessClasses.MayHaveLayers(node),
                static (syntax, cancellation) => NetworkParser.ParseWithoutInput(
                    syntax.SemanticModel.GetDeclaredSymbol(syntax.Node, cancellation), (TypeDeclarationSyntax)syntax.Node, cancellation))
            .Where(static result => result is not null)!;

        foreach (IncrementalValuesProvider<ParseResult> results in new[] { networks, headless })
        {
            // Step 2: diagnostics carry real locations and move with every edit; they are reported anew each time, which is cheap.
            context.RegisterSourceOutput(results.SelectMany(static (result, _) => result.Diagnostics), static (output, diagnostic) => output.ReportDiagnostic(diagnostic));

            // Step 3: specs are compared by value, so code is written only when a network has changed.
            context.RegisterSourceOutput(
                results.Select(static (result, _) => result.Spec).Where(static spec => spec is not null).WithTrackingName(SpecStep),
                (output, spec) => Emit(output, spec!, _options));
        }
    }

    private static void Emit(SourceProductionContext output, NetworkSpec spec, GeneratorOptions options)
    {
        foreach (GeneratedFile file in spec.IsValid ? EmitNetwork(output, spec, options) : [StubEmitter.Emit(spec)])
        {
            output.CancellationToken.ThrowIfCancellationRequested();
            output.AddSource(file.HintName, SourceText.From(file.Text, Encoding.UTF8));
        }
    }

    private static IReadOnlyList<GeneratedFile> EmitNetwork(SourceProductionContext output, NetworkSpec spec, GeneratorOptions options)
    {
        try
        {
            return NetworkEmitter.Emit(spec, options).ToList();
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            output.ReportDiagnostic(Descriptors.OfException(exception, Location.None, spec.Name));
            return [StubEmitter.Emit(spec)];
        }
    }
}
