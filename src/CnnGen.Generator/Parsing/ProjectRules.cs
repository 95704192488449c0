using System.Collections.Generic;
using System.Linq;
using CnnGen.Generator.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace CnnGen.Generator.Parsing;

/// <summary>Whether a project has what every network's code is written with.</summary>
internal static class ProjectRules
{
    private const string Runtime = "CnnGen.INetwork`1";

    // Namespaces that generated code names; types in them are looked up.
    private static readonly HashSet<string> Namespaces =
    [
        "CnnGen", "CnnGen.Runtime", "CnnGen.Generated", "System", "System.ComponentModel", "System.IO", "System.Runtime",
        "System.Runtime.CompilerServices", "System.Runtime.InteropServices", "System.Runtime.Intrinsics",
    ];

    /// <summary>What is lacking, and a sentence on it.</summary>
    public static (ProjectLack Lack, string Message) Check(Compilation compilation, bool hasFurtherOutputs)
    {
        // Static abstract members, by which generic code takes any network; and spans behind an interface, by which Forward takes any number of outputs.
        (LanguageVersion needed, string subject) = hasFurtherOutputs ? (LanguageVersion.CSharp13, "the code of a network with [Output]") : (LanguageVersion.CSharp11, "a network's code");
        if (compilation is CSharpCompilation { LanguageVersion: var version } && version < needed)
        {
            string least = needed.ToDisplayString();
            return (ProjectLack.Language, $"the project's language is C# {version.ToDisplayString()}, and {subject} needs C# {least.Replace(".0", "")}: leave LangVersion out of the project, or set it to {least} or more");
        }

        // The compilation's own search leaves out what is behind an alias.
        MetadataReference? runtime = compilation.References.FirstOrDefault(reference =>
            compilation.GetAssemblyOrModuleSymbol(reference) is IAssemblySymbol assembly && assembly.GetTypeByMetadataName(Runtime) is not null);
        if (runtime is null)
        {
            return (ProjectLack.Runtime, "the project does not reference CnnGen.Runtime: a network's code is written with its types; reference the package CnnGen as a whole");
        }

        return runtime.Properties.Aliases is { IsDefaultOrEmpty: false } aliases && !aliases.Contains(MetadataReferenceProperties.GlobalAlias)
            ? (ProjectLack.Runtime, $"the project references CnnGen under the alias '{aliases[0]}' alone, and a network's code is written with global::CnnGen: make it Aliases=\"global,{aliases[0]}\"")
            : (ProjectLack.None, "");
    }

    /// <summary>Whether a class's full name is that of a namespace, or of a type of another assembly, that generated code is written with.</summary>
    public static bool IsNeeded(string name, INamedTypeSymbol type, Compilation compilation) =>
        type.ContainingType is null
        && (Namespaces.Contains(name)
            || (type.ContainingNamespace is { IsGlobalNamespace: false } space && Namespaces.Contains(space.ToDisplayString())
                && compilation.References.Select(compilation.GetAssemblyOrModuleSymbol).OfType<IAssemblySymbol>()
                    .Any(assembly => assembly.GetTypeByMetadataName(name) is { DeclaredAccessibility: Accessibility.Public })));
}
