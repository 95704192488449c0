using System;
using System.Threading.Tasks;

namespace CnnGen.Runtime;

/// <summary>Gives parameters their first values.</summary>
/// <remarks>
/// Each parameter has <see cref="RandomElements"/> of its own, keyed by the seed and the parameter's place in the layout; an element's
/// place is that in PyTorch's order. So the values depend neither on the packing, nor on the other parameters' sizes, nor on threads.
/// </remarks>
internal static class WeightInitializer
{
    // Below this, threads would take longer to begin than one needs for all.
    private const int SharedElements = 1 << 18;
    private const float Quarter = 0.25f;

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
        PackedRows rows = new(parameter, memory);
        int pieces = (rows.Count + rows.RowsPerPiece - 1) / rows.RowsPerPiece;
        if (parameter.Pack.Length < SharedElements || pieces == 1)
        {
            float[] blocks = NewBlocks(rows);
            for (int piece = 0; piece < pieces; piece++)
            {
                FillPiece(parameter, rows, random, piece, blocks);
            }

            return;
        }

        // In any order and on any thread: an element follows from its place alone.
        Parallel.For(0, pieces, () => NewBlocks(rows), (piece, _, blocks) =>
        {
            FillPiece(parameter, rows, random, piece, blocks);
            return blocks;
        }, static _ => { });
    }

    /// <summary>Room for a piece that begins and ends anywhere in a block.</summary>
    private static float[] NewBlocks(PackedRows rows) => new float[(rows.RowsPerPiece * rows.RowLength) + (2 * RandomElements.Block)];

    private static void FillPiece(ParameterDescriptor parameter, PackedRows rows, RandomElements random, int piece, float[] blocks)
    {
        const int Block = RandomElements.Block;
        int row = piece * rows.RowsPerPiece;
        int first = row * rows.RowLength;
        int length = Math.Min(rows.RowsPerPiece, rows.Count - row) * rows.RowLength;

        // The elements of the first and the last block that are not the piece's own are made and left.
        int before = first % Block;
        int whole = (before + length + Block - 1) / Block * Block;
        Draw(random, parameter, first / Block, blocks.AsSpan(0, whole));
        rows.Write(row, blocks.AsSpan(before, length));
    }

    private static void Draw(RandomElements random, ParameterDescriptor parameter, int firstBlock, Span<float> values)
    {
        switch (parameter.Initialization)
        {
            case Initialization.Ones:
                values.Fill(1);
                break;
            case Initialization.Quarters:
                values.Fill(Quarter);
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
