using System.Collections.Generic;
using System.Linq;

namespace CnnGen.Generator.Model;

/// <summary>The members that are generated into a network class: no member of the user's may take their place.</summary>
/// <param name="furtherOutputs">The names of its outputs but for its own.</param>
/// <param name="isInspected">Whether what every layer gives can be read.</param>
internal sealed class GeneratedMembers(IReadOnlyList<string> furtherOutputs, bool isInspected = false)
{
    /// <summary>The field that holds an instance's weights; stubs have none.</summary>
    public const string State = "_cnnGen";

    /// <summary>What every layer gives.</summary>
    public const string Outputs = "Outputs";

    /// <summary>The network with embedded weights, unless the user has a member of the name.</summary>
    public const string Default = "Default";

    /// <summary>Gives the workspace back.</summary>
    public const string Dispose = "Dispose()";

    /// <summary>What <see cref="Dispose"/> calls; one that the user has is called in its place.</summary>
    public const string DisposeBool = "Dispose(bool)";

    /// <summary>Computes the network's own output.</summary>
    public const string Forward = "Forward(System.ReadOnlySpan<float>, System.Span<float>)";

    /// <summary>In front of a member by which stubs implement an interface explicitly.</summary>
    public const string Explicit = "explicit ";

    /// <summary>Those of a network without further outputs: every network has them.</summary>
    public static readonly GeneratedMembers Common = new([]);

    private const string FurtherSpan = ", System.Span<float>";

    /// <summary>All but methods; a member of the user's with such a name clashes whatever it is.</summary>
    public IReadOnlyList<string> Names { get; } =
    [
        "InputLength", "OutputLength", "ParameterCount", "MultiplyAdds", "Info", "Parameters", "Threads", State, "CnnGenModel", "CnnGenInfo", "CnnGenForward", "CnnGenTraining",
        .. isInspected ? [Outputs, "CnnGenInspection"] : System.Array.Empty<string>(),
        .. furtherOutputs.Select(LengthOf), .. furtherOutputs.Count == 0 ? System.Array.Empty<string>() : ["CnnGenOutputs"],
    ];

    /// <summary>The methods with their parameters' types; a method of the user's clashes where both are the same.</summary>
    public IReadOnlyList<string> Methods { get; } =
    [
        "Create(ulong)",
        "Load(string)",
        "Load(System.IO.Stream)",
        "Load(System.ReadOnlySpan<byte>)",
        "Save(string)",
        Forward,
        .. furtherOutputs.Count == 0 ? System.Array.Empty<string>() : [ForwardOf(furtherOutputs.Count)],
        "Fork()",
        "CreateTrainingGraph(int)",
        Dispose,
        DisposeBool,
    ];

    /// <summary>Whether a network class has generated members of the name.</summary>
    public bool IsTaken(string name) => Methods.Any(method => NameOf(method) == name) || Names.Contains(name);

    /// <summary>A method's name without its parameters.</summary>
    public static string NameOf(string method) => method.Split('(')[0];

    /// <summary>The method that computes further outputs as well.</summary>
    public static string ForwardOf(int furtherOutputs) => Forward.TrimEnd(')') + string.Concat(Enumerable.Repeat(FurtherSpan, furtherOutputs)) + ")";

    /// <summary>The constant that has the elements of a further output.</summary>
    public static string LengthOf(string output) => Capitalized(output) + "Length";

    /// <summary>An output's name as a constant's begins.</summary>
    public static string Capitalized(string output) => output.Length == 0 ? output : char.ToUpperInvariant(output[0]) + output.Substring(1);
}
