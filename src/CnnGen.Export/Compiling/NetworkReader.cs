using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.IO;
using System.Linq;
using CnnGen.Generator;
using CnnGen.Generator.Graph;
using CnnGen.Generator.Model;
using CnnGen.Generator.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CnnGen.Export.Compiling;

/// <summary>A network as its class declares it.</summary>
/// <param name="Spec">The class.</param>
/// <param name="Declared">Its layers, blocks taken apart, and their graph.</param>
internal sealed record ReadNetwork(NetworkSpec Spec, DeclaredNetwork Declared)
{
    public string Name => Spec.Name;

    public NetworkGraph Graph => Declared.Graph;
}

/// <summary>Finds a network class in source files and binds it, as the generator does.</summary>
internal static class NetworkReader
{
    private const int MostErrors = 20;

    // What a new project has by default, and the attributes: a file alone does not say what its project imports.
    private const string Imports = """
        global using global::System;
        global using global::System.Collections.Generic;
        global using global::System.IO;
        global using global::System.Linq;
        global using global::System.Threading;
        global using global::System.Threading.Tasks;
        global using global::CnnGen;
        """;

    private static readonly CSharpParseOptions ParseOptions = new(LanguageVersion.Preview);

    /// <summary>The framework's assemblies and the attributes', which lie beside this program.</summary>
    private static readonly Lazy<ImmutableArray<MetadataReference>> OwnReferences = new(static () =>
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(static path => Path.GetFileName(path) is string name
                && (name.StartsWith("System", StringComparison.Ordinal) || name is "netstandard.dll" or "mscorlib.dll" or "CnnGen.Runtime.dll" or "CnnGen.Attributes.dll"))
            .Select(static path => MetadataReference.CreateFromFile(path)),
    ]);

    /// <summary>Reads a network.</summary>
    /// <param name="files">C# files.</param>
    /// <param name="references">Assemblies with blocks or constants that the files use.</param>
    /// <param name="name">The class, with or without its namespace; may be null where the files have one network.</param>
    /// <exception cref="ExportException">There is no such network, or it has errors, which are all listed.</exception>
    public static ReadNetwork Read(IReadOnlyList<string> files, IReadOnlyList<string> references, string? name)
    {
        CSharpCompilation compilation = CSharpCompilation.Create(
            "Networks",
            [CSharpSyntaxTree.ParseText(Imports, ParseOptions), .. files.Select(static file => CSharpSyntaxTree.ParseText(File.ReadAllText(file), ParseOptions, file))],
            [.. OwnReferences.Value, .. references.Select(Reference)],
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
        (INamedTypeSymbol type, TypeDeclarationSyntax declaration) = Choose([.. NetworksOf(compilation)], name);
        return NetworkParser.Parse(type, declaration, compilation, default) is { Spec: { IsValid: true } spec } && DeclaredNetwork.Of(spec.Declaration) is { } declared
            ? new ReadNetwork(spec, declared)
            : throw ErrorsOf(compilation, type, declaration);
    }

    private static PortableExecutableReference Reference(string path) =>
        File.Exists(path) ? MetadataReference.CreateFromFile(path) : throw new ExportException($"there is no assembly '{path}' to refer to");

    private static IEnumerable<(INamedTypeSymbol Type, TypeDeclarationSyntax Declaration)> NetworksOf(CSharpCompilation compilation)
    {
        foreach (SyntaxTree tree in compilation.SyntaxTrees)
        {
            SemanticModel model = compilation.GetSemanticModel(tree);
            foreach (TypeDeclarationSyntax declaration in tree.GetRoot().DescendantNodes().OfType<TypeDeclarationSyntax>().Where(static type => type.AttributeLists.Count > 0))
            {
                if (model.GetDeclaredSymbol(declaration) is { } type && HasInput(type, declaration))
                {
                    yield return (type, declaration);
                }
            }
        }
    }

    // Of several declarations of a class, the one with the attribute.
    private static bool HasInput(INamedTypeSymbol type, TypeDeclarationSyntax declaration) => type.GetAttributes().Any(attribute =>
        DeclarationReader.IsNamed(attribute.AttributeClass, WellKnownNames.InputAttribute)
        && attribute.ApplicationSyntaxReference is { } place && place.SyntaxTree == declaration.SyntaxTree && declaration.Span.Contains(place.Span));

    private static (INamedTypeSymbol Type, TypeDeclarationSyntax Declaration) Choose((INamedTypeSymbol Type, TypeDeclarationSyntax Declaration)[] networks, string? name)
    {
        (INamedTypeSymbol Type, TypeDeclarationSyntax Declaration)[] named =
            name is null ? networks : [.. networks.Where(network => name == network.Type.Name || name == network.Type.ToDisplayString())];
        string known = string.Join(", ", networks.Select(static network => network.Type.ToDisplayString()));
        return named switch
        {
            [var only] => only,
            _ when networks.Length == 0 => throw new ExportException("there is no network in the files: no class with an [Input]"),
            [] => throw new ExportException($"there is no network '{name}'; there are {known}"),
            _ => throw new ExportException($"there are {networks.Length} networks; --network says which: {known}"),
        };
    }

    /// <summary>The errors of a class: its own, else those of its blocks, which the generator finds, else the compiler's.</summary>
    private static ExportException ErrorsOf(CSharpCompilation compilation, INamedTypeSymbol type, TypeDeclarationSyntax declaration)
    {
        Diagnostic[] errors = [.. Errors(NetworkParser.Parse(type, declaration, compilation, default)?.Diagnostics ?? [])];
        if (errors.Length == 0)
        {
            CSharpGeneratorDriver.Create([new CnnGenerator().AsSourceGenerator()], parseOptions: ParseOptions)
                .RunGeneratorsAndUpdateCompilation(compilation, out Compilation updated, out ImmutableArray<Diagnostic> diagnostics);
            errors = [.. Errors(diagnostics)];
            errors = errors.Length > 0 ? errors : [.. Errors(updated.GetDiagnostics())];
        }

        return new ExportException($"{type.ToDisplayString()} has errors", [.. errors.Take(MostErrors).Select(Line)]);
    }

    private static IEnumerable<Diagnostic> Errors(ImmutableArray<Diagnostic> diagnostics) => diagnostics.Where(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);

    /// <summary>As the compiler writes it.</summary>
    private static string Line(Diagnostic diagnostic)
    {
        FileLinePositionSpan place = diagnostic.Location.GetLineSpan();
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{place.Path}({place.StartLinePosition.Line + 1},{place.StartLinePosition.Character + 1}): error {diagnostic.Id}: {diagnostic.GetMessage(CultureInfo.InvariantCulture)}");
    }
}
