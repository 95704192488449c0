namespace CnnGen.Generator.Lowering;

/// <summary>The index arithmetic of a convolution, general enough for its own gradient.</summary>
/// <remarks>
/// y[f, OutputOrigin + OutputStep * o] = sum over channels c and taps t of w[f, c, t] * x[c, Stride * o + Dilation * t + Origin],
/// on both axes, within each group.
/// </remarks>
internal sealed record ConvGeometry
{
    public int Groups { get; init; } = 1;

    /// <summary>Input channels a group.</summary>
    public int Channels { get; init; }

    /// <summary>Output channels a group.</summary>
    public int Filters { get; init; }

    public int TapRows { get; init; } = 1;

    public int TapColumns { get; init; } = 1;

    public int OutputRows { get; init; }

    public int OutputColumns { get; init; }

    public int StrideRows { get; init; } = 1;

    public int StrideColumns { get; init; } = 1;

    public int DilationRows { get; init; } = 1;

    public int DilationColumns { get; init; } = 1;

    /// <summary>Input row of tap 0 of output row 0: minus the padding.</summary>
    public int OriginRow { get; init; }

    /// <summary>Input column of tap 0 of output column 0: minus the padding.</summary>
    public int OriginColumn { get; init; }

    public int OutputStepRows { get; init; } = 1;

    public int OutputStepColumns { get; init; } = 1;

    public int OutputOriginRow { get; init; }

    public int OutputOriginColumn { get; init; }

    public int Taps => TapRows * TapColumns;

    /// <summary>Multiply-adds of one sample.</summary>
    public long MultiplyAdds => (long)Groups * Filters * Channels * Taps * OutputRows * OutputColumns;

    /// <summary>Whether outputs lie side by side, as in a forward convolution.</summary>
    public bool WritesDensely => OutputStepRows == 1 && OutputStepColumns == 1 && OutputOriginRow == 0 && OutputOriginColumn == 0;

    /// <summary>The zeros that the taps see around an input of the given size.</summary>
    public Border BorderOf(Tensor x)
    {
        int lastRow = OriginRow + ((OutputRows - 1) * StrideRows) + ((TapRows - 1) * DilationRows);
        int lastColumn = OriginColumn + ((OutputColumns - 1) * StrideColumns) + ((TapColumns - 1) * DilationColumns);
        return new Border(
            System.Math.Max(0, -OriginRow),
            System.Math.Max(0, -OriginColumn),
            System.Math.Max(0, lastRow - (x.Height - 1)),
            System.Math.Max(0, lastColumn - (x.Width - 1)));
    }
}
