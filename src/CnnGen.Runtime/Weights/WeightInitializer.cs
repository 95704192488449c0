using System;

namespace CnnGen.Runtime;

/// <summary>Gives parameters their first values.</summary>
/// <remarks>
/// Each parameter has <see cref="RandomElements"/> of its own, keyed by the seed and the parameter's place in the layout; an element's
/// place is that in PyTorch's order. So the values depend neither on the packing nor on the other parameters' sizes.
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
            if (parameter.Initialization != Initialization.Zeros)
            {
                Fill(parameter, memory, new RandomElements(seed, i));
            }
        }
    }

    private static void Fill(ParameterDescriptor parameter, AlignedMemory memory, RandomElements random)
    {
        const int Block = RandomElements.Block;
        PackedRows rows = new(parameter, memory);

        // A piece begins and ends anywhere in a block; the elements of its blocks that are not its own are made and left.
        float[] blocks = new float[(rows.RowsPerPiece * rows.RowLength) + (2 * Block)];
        for (int row = 0; row < rows.Count; row += rows.RowsPerPiece)
        {
            int first = row * rows.RowLength;
            int length = Math.Min(rows.RowsPerPiece, rows.Count - row) * rows.RowLength;
            int before = first % Block;
            int whole = (before + length + Block - 1) / Block * Block;
            Draw(random, parameter, first / Block, blocks.AsSpan(0, whole));
            rows.Write(row, blocks.AsSpan(before, length));
        }
    }

    private static void Draw(RandomElements random, ParameterDescriptor parameter, int firstBlock, Span<float> values)
    {
        switch (parameter.Initialization)
        {
            case Initialization.Ones:
                values.Fill(1);
                break;
            case Initialization.HeNormal:
                random.Normal(firstBlock, values, (float)Math.Sqrt(2.0 / parameter.FanIn));
                break;
            case Initialization.FanInUniform:
                random.Uniform(firstBlock, values, (float)(1.0 / Math.Sqrt(parameter.FanIn)));
                break;
            default:
                throw new ArgumentException($"parameter '{parameter.Name}': {parameter.Initialization} is not an initialization");
        }
    }
}
