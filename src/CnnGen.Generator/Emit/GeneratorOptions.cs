using System.Collections.Generic;
using CnnGen.Generator.Lowering;
using CnnGen.Generator.Tensors;

namespace CnnGen.Generator.Emit;

/// <summary>What tests change about the code that is written; users have no say in it.</summary>
/// <param name="Memory">Where arrays may lie.</param>
/// <param name="Widths">The vector widths that kernels are written for, widest first; machines of any other run the last.</param>
internal sealed record GeneratorOptions(MemoryOptions Memory, IReadOnlyList<VectorWidth> Widths)
{
    /// <summary>As the compiler runs the generator: arrays side by side, kernels for every width.</summary>
    public static readonly GeneratorOptions Default = new(MemoryOptions.Dense, VectorWidth.All);
}
