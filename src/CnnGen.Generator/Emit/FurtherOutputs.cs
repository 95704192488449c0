using System.Collections.Generic;
using System.Linq;
using static CnnGen.Generator.Kernels.VectorText;

namespace CnnGen.Generator.Emit;

/// <summary>What a program's methods take for the outputs that are marked, or the gradients by them, as text in front of which others stand; nothing where there are none.</summary>
/// <param name="name">What the network's own is called: the second is <c>output2</c>.</param>
/// <param name="count">How many are marked.</param>
internal sealed class FurtherOutputs(string name, int count)
{
    /// <summary>The set of outputs that are wanted.</summary>
    public const string Wanted = "wanted";

    /// <summary>The parameters, and the set.</summary>
    public string Parameters => count == 0 ? ""
        : string.Concat(Enumerable.Range(1, count).Select(place => $", ref float {NameOf(name, place)}")) + $", ulong {Wanted}";

    /// <summary>The constants that have the elements of an output.</summary>
    public IEnumerable<(string Name, int Place)> Lengths => Enumerable.Range(1, count).Select(place => (LengthOf(place), place));

    /// <summary>An output by its place; 0 is the network's own.</summary>
    public static string NameOf(string name, int place) => place == 0 ? name : name + Number(place + 1);

    /// <summary>Whether some of a set of outputs are wanted, as C#.</summary>
    public static string IsWanted(ulong outputs) => $"({Wanted} & 0x{outputs:x}) != 0";

    /// <summary>The constant that has the elements of an output.</summary>
    public static string LengthOf(int place) => NameOf("Output", place) + "Floats";
}
