namespace CnnGen;

/// <summary>What one output element sees of the network's input, in input elements. Padding counts as seen.</summary>
/// <param name="Height">Rows seen; 1 for sequences and vectors.</param>
/// <param name="Width">Columns, or positions, seen.</param>
/// <param name="StrideHeight">Rows from what one output row sees to what the next one sees; 1 where several see the same.</param>
/// <param name="StrideWidth">Columns from what one output column sees to what the next one sees; 1 where several see the same.</param>
public sealed record ReceptiveField(int Height, int Width, int StrideHeight, int StrideWidth)
{
    /// <summary>Slices of a volume seen; 1 for all other inputs.</summary>
    public int Depth { get; init; } = 1;

    /// <summary>Slices from what one output slice sees to what the next one sees; 1 where several see the same.</summary>
    public int StrideDepth { get; init; } = 1;
}
