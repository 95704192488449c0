using System;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Text;
using System.Threading;
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

    /// <summary>The step whose output, a file each, is compared before anything is handed to the compiler.</summary>
    internal const string FileStep = "GeneratedFile";

    // By the string's identity: the emitter gives the same one while it remembers it.
    private static readonly ConditionalWeakTable<string, SourceText> Texts = new();

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
                static (attribute, cancellation) => NetworkParser.Parse(attribute.TargetSymbol, (TypeDeclarationSyntax)attribute.TargetNode, attribute.SemanticModel.Compilation, cancellation))
            .Where(static result => result is not null)!;
        IncrementalValuesProvider<ParseResult> headless = context.SyntaxProvider
            .CreateSyntaxProvider(
                static (node, _) => HeadlessClasses.MayHaveLayers(node),
                static (syntax, cancellation) => NetworkParser.ParseWithoutInput(
                    syntax.SemanticModel.GetDeclaredSymbol(syntax.Node, cancellation), (TypeDeclarationSyntax)syntax.Node, syntax.SemanticModel.Compilation, cancellation))
            .Where(static result => result is not null)!;

        foreach (IncrementalValuesProvider<ParseResult> results in new[] { networks, headless })
        {
            // Step 2: diagnostics carry real locations and move with every edit; they are reported anew each time, which is cheap.
            context.RegisterSourceOutput(results.SelectMany(static (result, _) => result.Diagnostics), static (output, diagnostic) => output.ReportDiagnostic(diagnostic));

            // Step 3: specs are compared by value, so code is written only when a network has changed.
            IncrementalValuesProvider<EmittedNetwork> written = results
                .Select(static (result, _) => result.Spec).Where(static spec => spec is not null).WithTrackingName(SpecStep)
                .Select((spec, cancellation) => Emit(spec!, cancellation));
            context.RegisterSourceOutput(written.SelectMany(static (network, _) => network.InternalErrors), static (output, error) => output.ReportDiagnostic(error));

            // Step 4: files too; one that is as it was is handed over as the same text, so the compiler need not read it again.
            context.RegisterSourceOutput(
                written.SelectMany(static (network, _) => network.Files).WithTrackingName(FileStep),
                static (output, file) => output.AddSource(file.HintName, Texts.GetValue(file.Text, static text => SourceText.From(text, Encoding.UTF8))));
        }
    }

    private EmittedNetwork Emit(NetworkSpec spec, CancellationToken cancellation)
    {
        if (!spec.IsValid)
        {
            return new EmittedNetwork([StubEmitter.Emit(spec)], []);
        }

        try
        {
            return new EmittedNetwork([.. NetworkEmitter.Emit(spec, _options, cancellation)], []);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            return new EmittedNetwork([StubEmitter.Emit(spec)], [Descriptors.OfException(exception, Location.None, spec.Name)]);
        }
    }

    /// <summary>A network's files, stubs where it has errors.</summary>
    private sealed record EmittedNetwork(ImmutableArray<GeneratedFile> Files, ImmutableArray<Diagnostic> InternalErrors);
}
