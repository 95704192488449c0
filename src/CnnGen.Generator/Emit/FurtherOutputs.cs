using System.Collections.Generic;
using System.Linq;
using CnnGen.Generator.Operations;
using static CnnGen.Generator.Kernels.VectorText;

namespace CnnGen.Generator.Emit;

/// <summary>What a program's methods take for the outputs that are marked, or the gradients by them, as text in front of which others stand; nothing where there are none.</summary>
/// <param name="name">What the network's own is called: the second is <c>output2</c>.</param>
/// <param name="count">How many are marked.</param>
internal sealed class FurtherOutputs(string name, int count)
{
    /// <summary>The set of outputs that are wanted.</summary>
    public const string Wanted = "wanted";

    /// <summary>The parameter that has the set.</summary>
    public string WantedParameter => count == 0 ? "" : $", ulong {Wanted}";

    /// <summary>What is passed for it.</summary>
    public string WantedArgument => count == 0 ? "" : $", {Wanted}";

    /// <summary>The parameters.</summary>
    public string Parameters => Each(static (output, _) => $", ref float {output}") + WantedParameter;

    /// <summary>What is passed for them from one method to another.</summary>
    public string Arguments => Each(static (output, _) => $", ref {output}") + WantedArgument;

    /// <summary>What is passed for the current sample. One that is not wanted has no address.</summary>
    public string SampleArguments => Each(static (output, place) => ", " + TrainingDirection.Of(output, $"{IsWanted(External.OutputAt(place).Bit)} ? {LengthOf(place)} : 0")) + WantedArgument;

    /// <summary>The constants that have the elements of an output.</summary>
    public IEnumerable<(string Name, int Place)> Lengths => Enumerable.Range(1, count).Select(place => (LengthOf(place), place));

    /// <summary>An output by its place; 0 is the network's own.</summary>
    public static string NameOf(string name, int place) => place == 0 ? name : name + Number(place + 1);

    /// <summary>Whether some of a set of outputs are wanted, as C#.</summary>
    public static string IsWanted(ulong outputs) => $"({Wanted} & 0x{outputs:x}) != 0";

    private static string LengthOf(int place) => NameOf("Output", place) + "Floats";

    private string Each(System.Func<string, int, string> text) => string.Concat(Enumerable.Range(1, count).Select(place => text(NameOf(name, place), place)));
}
