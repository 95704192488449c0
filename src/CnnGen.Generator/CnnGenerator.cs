using System.Runtime.CompilerServices;
using System.Text;
using CnnGen.Generator.Diagnostics;
using CnnGen.Generator.Emit;
using CnnGen.Generator.Parsing;
using CnnGen.Generator.Parsing.Blocks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace CnnGen.Generator;

/// <summary>Turns attributed partial classes into networks. This file is the pipeline alone.</summary>
[Generator(LanguageNames.CSharp)]
public sealed partial class CnnGenerator : IIncrementalGenerator
{
    /// <summary>The step whose output is compared between edits.</summary>
    internal const string SpecStep = "NetworkSpec";

    /// <summary>The step whose output is what kernels a network calls.</summary>
    internal const string KernelStep = "NetworkKernels";

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

        WriteNetworks(context, headless);
        IncrementalValuesProvider<EmittedNetwork> written = WriteNetworks(context, networks);
        ReadWeights(context, networks);

        // Step 4: the kernels that all networks call are written once; what a network calls is compared by value too.
        IncrementalValueProvider<SharedKernels> kernels = written.Where(static network => !network.IsStub)
            .Select(static (network, _) => network.Code.Kernels).WithTrackingName(KernelStep).Collect()
            .Select((called, _) => KernelFileEmitter.Emit(called, _options.Widths));
        context.RegisterSourceOutput(kernels.SelectMany(static (shared, _) => shared.Clashes), static (output, name) => output.ReportDiagnostic(Descriptors.OfClash(name)));
        AddFiles(context, kernels.SelectMany(static (shared, _) => shared.Files));
        CheckBlocks(context);
    }

    // Blocks are checked where they are declared, whether a network uses them or not, and what metadata lacks of them is recorded.
    private static void CheckBlocks(IncrementalGeneratorInitializationContext context)
    {
        IncrementalValuesProvider<BlockResult> blocks = context.SyntaxProvider
            .CreateSyntaxProvider(static (node, _) => BlockParser.MayBeBlock(node), BlockParser.Parse).Where(static result => result is not null)!;
        context.RegisterSourceOutput(blocks.SelectMany(static (result, _) => result.Diagnostics), static (output, diagnostic) => output.ReportDiagnostic(diagnostic));
        AddFiles(context, blocks.SelectMany(static (result, _) => result.Values).Collect().SelectMany(static (values, _) => BlockValuesEmitter.Emit(values)));
    }

    private IncrementalValuesProvider<EmittedNetwork> WriteNetworks(IncrementalGeneratorInitializationContext context, IncrementalValuesProvider<ParseResult> results)
    {
        // Step 2: diagnostics carry real locations and move with every edit; they are reported anew each time, which is cheap.
        context.RegisterSourceOutput(results.SelectMany(static (result, _) => result.Diagnostics), static (output, diagnostic) => output.ReportDiagnostic(diagnostic));

        // Step 3: specs are compared by value, so code is written only when a network has changed.
        IncrementalValuesProvider<EmittedNetwork> written = results
            .Select(static (result, _) => result.Spec).Where(static spec => spec is not null).WithTrackingName(SpecStep)
            .Select((spec, cancellation) => EmittedNetwork.Of(spec!, _options, cancellation));
        context.RegisterSourceOutput(
            written.Where(static network => network.Failure is not null),
            static (output, network) => output.ReportDiagnostic(Descriptors.OfException(network.Failure!, Location.None, network.Name)));
        AddFiles(context, written.SelectMany(static (network, _) => network.Code.Files));
        return written;
    }

    // Files are compared as well; one that is as it was is handed over as the same text, so the compiler need not read it again.
    private static void AddFiles(IncrementalGeneratorInitializationContext context, IncrementalValuesProvider<GeneratedFile> files) => context.RegisterSourceOutput(
        files.WithTrackingName(FileStep),
        static (output, file) => output.AddSource(file.HintName, Texts.GetValue(file.Text, static text => SourceText.From(text, Encoding.UTF8))));
}
