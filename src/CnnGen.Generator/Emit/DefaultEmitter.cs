using System.Collections.Generic;
using CnnGen.Generator.Model;
using CnnGen.Generator.Model.Weights;

namespace CnnGen.Generator.Emit;

/// <summary>Writes the member that has the network with its embedded weights.</summary>
internal static class DefaultEmitter
{
    private const string Part = "Weights";

    /// <summary>The file; none where the weights are not embedded, or no member can be added.</summary>
    public static IEnumerable<GeneratedFile> Emit(NetworkSpec spec, IEnumerable<WeightsFile> files)
    {
        // Beside a user's own of the name there is no place; the other kinds of classes are errors.
        if (spec.HasOwnDefault || spec is not { Lack: ProjectLack.None, Kind: ClassKind.Class, TypeParameters: "" })
        {
            return [];
        }

        WeightsFile? file = WeightsFile.Find(files, spec.WeightsPath!);
        if (file is { Problem: null, Resource: null })
        {
            return [];
        }

        ClassFrame frame = new(spec);
        string? resource = file?.Problem is null ? file?.Resource : null;
        return [new GeneratedFile(frame.HintName(Part), Text(frame, WeightsFile.PlainPath(spec.WeightsPath!), resource))];
    }

    /// <param name="frame">The class.</param>
    /// <param name="path">The weights file.</param>
    /// <param name="resource">Where its bytes are; null where there is no such file, which is an error, and code that uses the member shows none of its own.</param>
    private static string Text(ClassFrame frame, string path, string? resource)
    {
        string load = resource is null
            ? $"throw new global::System.InvalidOperationException({CSharpText.Literal($"The weights file '{path}' was not there when this was built; see the build's output.")})"
            : $"global::CnnGen.Runtime.EmbeddedWeights.Load<{frame.Type}>({CSharpText.Literal(resource)})";
        CodeWriter writer = new();
        ClassFrame.WriteHeader(writer, $"{frame.Name} with the weights that are embedded in this assembly.");
        using (frame.Open(writer, static () => { }, ""))
        {
            writer.Line($$"""
                private static readonly global::System.Lazy<{{frame.Type}}> CnnGenDefault = new(static () => {{load}});

                /// <summary>The network with the weights of {{path.Replace("&", "&amp;").Replace("<", "&lt;")}}, which are embedded in this assembly: loaded when it is first asked for, the same instance for all.</summary>
                /// <remarks>One thread at a time computes with it; <c>Default.Fork()</c> gives another thread an instance over the same weights.</remarks>
                public static {{frame.Type}} Default => CnnGenDefault.Value;
                """);
        }

        return writer.ToString();
    }
}
