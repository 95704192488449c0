using System;

namespace CnnGen.Runtime;

/// <summary>Gives parameters their first values.</summary>
/// <remarks>
/// Each parameter has a <see cref="RandomStream"/> of its own, keyed by the seed and the parameter's place in the layout, and its
/// elements are drawn in PyTorch's order. So the values depend neither on the packing nor on the other parameters' sizes.
/// </remarks>
internal static class WeightInitializer
{
    /// <summary>Fills every parameter.</summary>
    /// <param name="layout">The layout.</param>
    /// <param name="memory">Zeroed memory in the layout.</param>
    /// <param name="seed">The user's seed.</param>
    public static void Fill(WeightLayout layout, AlignedMemory memory, ulong seed)
    {
        for (int i = 0; i < layout.Parameters.Count; i++)
        {
            ParameterDescriptor parameter = layout.Parameters[i];
            if (parameter.Initialization == Initialization.Zeros)
            {
                continue;
            }

            RandomStream random = new(seed, i);
            PackedRows rows = new(parameter, memory);
            float[] piece = new float[rows.RowsPerPiece * rows.RowLength];
            for (int row = 0; row < rows.Count; row += rows.RowsPerPiece)
            {
                Span<float> values = piece.AsSpan(0, Math.Min(rows.RowsPerPiece, rows.Count - row) * rows.RowLength);
                Draw(ref random, parameter, values);
                rows.Write(row, values);
            }
        }
    }

    private static void Draw(ref RandomStream random, ParameterDescriptor parameter, Span<float> values)
    {
        switch (parameter.Initialization)
        {
            case Initialization.Ones:
                values.Fill(1);
                break;
            case Initialization.HeNormal:
                double deviation = Math.Sqrt(2.0 / parameter.FanIn);
                foreach (ref float value in values)
                {
                    value = (float)(random.NextNormal() * deviation);
                }

                break;
            case Initialization.FanInUniform:
                double bound = 1.0 / Math.Sqrt(parameter.FanIn);
                foreach (ref float value in values)
                {
                    value = (float)(random.NextSigned() * bound);
                }

                break;
            default:
                throw new ArgumentException($"parameter '{parameter.Name}': {parameter.Initialization} is not an initialization");
        }
    }
}
