using System.Linq;

namespace CnnGen.Generator.Lowering;

/// <summary>Puts the parts of what is computed in several steps in its place, when all is fused that goes into each.</summary>
internal static class ExpandParts
{
    public static Program Run(Program program) => program with { Operations = program.Operations.SelectMany(static operation => operation.Parts).ToList() };
}
