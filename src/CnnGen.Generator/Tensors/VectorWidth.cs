using System.Globalization;

namespace CnnGen.Generator.Tensors;

/// <summary>A vector size that kernels are written for.</summary>
/// <param name="Bits">512, 256 or 128.</param>
/// <param name="Registers">Vector registers of the machines that have this as their widest.</param>
internal sealed record VectorWidth(int Bits, int Registers)
{
    public static readonly VectorWidth V512 = new(512, 32);

    public static readonly VectorWidth V256 = new(256, 16);

    public static readonly VectorWidth V128 = new(128, 16);

    public static readonly VectorWidth[] All = [V512, V256, V128];

    /// <summary>Floats of a vector.</summary>
    public int Lanes => Bits / 32;

    /// <summary>The static class of the operations, and the generic struct: <c>Vector512</c>.</summary>
    public string Type { get; } = "Vector" + Bits.ToString(CultureInfo.InvariantCulture);

    /// <summary>Accumulators that leave room for the operands: measured, more spill.</summary>
    public int MostAccumulators => Registers == 32 ? 28 : 12;
}
