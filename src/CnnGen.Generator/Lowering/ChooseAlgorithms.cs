using System.Linq;

namespace CnnGen.Generator.Lowering;

/// <summary>Decides how each operation is computed, when layouts are chosen and all is fused that will be: kernels are told.</summary>
internal static class ChooseAlgorithms
{
    public static Program Run(Program program) => program with { Operations = program.Operations.Select(operation => operation.WithAlgorithm(program.Forms)).ToList() };
}
