using System.Collections.Generic;
using System.Linq;

namespace CnnGen.Generator.Model;

/// <summary>The members that are generated into every network class: no member of the user's may take their place.</summary>
internal static class GeneratedMembers
{
    /// <summary>The field that holds an instance's weights; stubs have none.</summary>
    public const string State = "_cnnGen";

    /// <summary>Gives the workspace back.</summary>
    public const string Dispose = "Dispose()";

    /// <summary>What <see cref="Dispose"/> calls; one that the user has is called in its place.</summary>
    public const string DisposeBool = "Dispose(bool)";

    /// <summary>In front of a member by which stubs implement an interface explicitly.</summary>
    public const string Explicit = "explicit ";

    /// <summary>All but methods; a member of the user's with such a name clashes whatever it is.</summary>
    public static readonly IReadOnlyList<string> Names =
    [
        "InputLength", "OutputLength", "ParameterCount", "MultiplyAdds", "Info", "Parameters", "Threads", State, "CnnGenModel", "CnnGenForward", "CnnGenTraining",
    ];

    /// <summary>The methods with their parameters' types; a method of the user's clashes where both are the same.</summary>
    public static readonly IReadOnlyList<string> Methods =
    [
        "Create(ulong)",
        "Load(string)",
        "Load(System.IO.Stream)",
        "Load(System.ReadOnlySpan<byte>)",
        "Save(string)",
        "Forward(System.ReadOnlySpan<float>, System.Span<float>)",
        "Fork()",
        "CreateTrainingGraph(int)",
        Dispose,
        DisposeBool,
    ];

    private static readonly HashSet<string> MethodNames = [.. Methods.Select(NameOf)];

    /// <summary>Whether a network class has generated members of the name.</summary>
    public static bool IsTaken(string name) => MethodNames.Contains(name) || Names.Contains(name);

    /// <summary>A method's name without its parameters.</summary>
    public static string NameOf(string method) => method.Split('(')[0];
}
