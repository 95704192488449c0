using System;
using System.Collections.Generic;
using System.Linq;
using CnnGen.Generator.Emit;
using CnnGen.Generator.Shapes;
using CnnGen.Generator.Tensors;
using static CnnGen.Generator.Kernels.VectorText;

namespace CnnGen.Generator.Kernels;

/// <summary>The loops of a convolution's sum: blocks of 16 channels, taps, channels, in the order in which packed weights lie.</summary>
/// <remarks>
/// The weights are read from the first to the last in one sweep: <c>wk</c> moves on after every unrolled stretch. What is unrolled is in
/// the text; how often the loops around it run, and how far they go, are arguments. They cost nothing there, and convolutions of many
/// shapes share one text.
/// </remarks>
/// <param name="WeightRow">Floats from one weight row to the next.</param>
/// <param name="ChannelStep">Floats from an input channel to the next within a block.</param>
/// <param name="Blocks">Whole blocks of 16 channels, or null.</param>
/// <param name="Rest">The channels behind them, or null.</param>
internal sealed record Reduction(int WeightRow, int ChannelStep, ReductionPart? Blocks, ReductionPart? Rest)
{
    // More unrolling gives no speed and costs about 10 us of JIT time a line: KERNELS' measurements.
    private const int MostMultiplyAdds = 128;

    private static readonly string[] Axes = ["Slice", "Row", "Column"];

    /// <summary>The arguments' names; equal reductions have the same, with values of their own.</summary>
    private IEnumerable<string> Names =>
    [
        .. Blocks is null ? Array.Empty<string>() : ["blocks", "blockStep"],
        .. Axes.Zip(LoopedAxes.Each, static (axis, isLooped) => isLooped ? new[] { $"tap{axis}s", $"tap{axis}Step" } : []).SelectMany(static names => names),
    ];

    private PerAxis<bool> LoopedAxes => new PerAxis<bool>(Is(static part => part.Loops.Depth), Is(static part => part.Loops.Rows), Is(static part => part.Loops.Columns));

    /// <summary>The parameters behind a tile's own, each with a comma in front.</summary>
    public string Parameters => string.Concat(Names.Select(static name => ", int " + name));

    /// <summary>Whether the rows of a tile may be any distance from each other.</summary>
    public bool TakesAnyRows => !Is(static part => part.Unrolled.Rows > 1);

    /// <summary>All of it as part of a name.</summary>
    public string Name => $"_w{Number(WeightRow)}{(ChannelStep == 1 ? "" : $"by{Number(ChannelStep)}")}{Blocks?.Name}{(Rest is null ? "" : "_and" + Rest.Name)}";

    /// <summary>The loops of a convolution.</summary>
    /// <param name="geometry">The convolution.</param>
    /// <param name="x">The input, for its strides.</param>
    /// <param name="weightRow">Floats from one weight row to the next.</param>
    /// <param name="multiplyAdds">Multiply-adds of one step.</param>
    public static Reduction Of(ConvGeometry geometry, TensorForm x, int weightRow, int multiplyAdds)
    {
        int rest = geometry.Channels % Tensor.Block;
        return new Reduction(
            weightRow,
            x.IsPlanar && geometry.Channels > 1 ? x.PlaneStride : 1,
            geometry.Channels < Tensor.Block ? null : Part(Tensor.Block),
            rest == 0 ? null : Part(rest));

        ReductionPart Part(int channels)
        {
            PerAxis<int> kernel = geometry.Kernel;
            int unroll = Enumerable.Range(1, channels).Last(u => channels % u == 0 && (u == 1 || u * multiplyAdds <= MostMultiplyAdds));
            bool wholeColumns = unroll == channels && channels * kernel.Columns * multiplyAdds <= MostMultiplyAdds;
            bool wholeTaps = wholeColumns && channels * kernel.Rows * kernel.Columns * multiplyAdds <= MostMultiplyAdds;
            PerAxis<int> unrolled = new(1, wholeTaps ? kernel.Rows : 1, wholeColumns ? kernel.Columns : 1);
            PerAxis<long> step = geometry.TapStep(x);
            return new ReductionPart(
                channels,
                unroll,
                unrolled,
                unrolled.Zip(step, static (taps, tapStep) => taps > 1 ? (int)tapStep : 0),
                kernel.Product() == unrolled.Product() && kernel.Product() > 1 ? default : new PerAxis<bool>(kernel.Depth > 1, unrolled.Rows == 1, unrolled.Columns == 1));
        }
    }

    /// <summary>What is passed for <see cref="Parameters"/>, each with a comma in front.</summary>
    public string Arguments(ConvGeometry geometry, TensorForm x)
    {
        PerAxis<int> kernel = geometry.Kernel;
        PerAxis<long> step = geometry.TapStep(x);
        // A loop that runs once moves by nothing.
        IEnumerable<long> values =
        [
            .. Blocks is null ? Array.Empty<long>() : [geometry.Channels / Tensor.Block, BlockStep(x)],
            .. LoopedAxes.Each.Zip(kernel.Zip(step, static (taps, tapStep) => new[] { taps, taps == 1 ? 0 : tapStep }).Each, static (isLooped, both) => isLooped ? both : []).SelectMany(static both => both),
        ];
        return string.Concat(values.Select(static value => ", " + Number(value)));
    }

    /// <summary>Writes the loops.</summary>
    /// <param name="writer">Receives them; <c>x</c> is the first tap's input and <c>w</c> the first weight.</param>
    /// <param name="rows">Rows of the tile that have a reference of their own, <c>xk</c>, <c>xk1</c> and so on, <c>rowStep</c> apart.</param>
    /// <param name="step">Writes one step, given offsets from <c>xk</c> and <c>wk</c> and its number in the unrolled stretch.</param>
    public void Write(CodeWriter writer, int rows, Action<long, long, int> step)
    {
        writer.Line("ref float wk = ref w;");
        if (Blocks is not null)
        {
            WritePart(writer, Blocks, rows, isRest: false, step);
        }

        if (Rest is not null)
        {
            WritePart(writer, Rest, rows, isRest: true, step);
        }
    }

    private void WritePart(CodeWriter writer, ReductionPart part, int rows, bool isRest, Action<long, long, int> step)
    {
        // The loops follow each other without a line between them, so one pair of braces is enough.
        List<string> terms = isRest && Blocks is not null ? [" + (blocks * blockStep)"] : [];
        if (!isRest)
        {
            writer.Line("for (int block = 0; block < blocks; block++)");
            terms.Add(" + (block * blockStep)");
        }

        foreach ((string axis, bool isLooped) in Axes.Zip(part.Loops.Each, static (axis, isLooped) => (axis, isLooped)))
        {
            if (isLooped)
            {
                writer.Line($"for (int tap{axis} = 0; tap{axis} < tap{axis}s; tap{axis}++)");
                terms.Add($" + (tap{axis} * tap{axis}Step)");
            }
        }

        using IDisposable scope = writer.Scope();
        writer.Line($"ref float xk = {At("x", 0, [.. terms])};");
        for (int row = 1; row < rows; row++)
        {
            writer.Line($"ref float {RowReference(row)} = ref Unsafe.Add(ref {RowReference(row - 1)}, rowStep);");
        }

        using CodeWriter.LoopBlock channel = writer.Loop("channel", part.Channels, part.Unroll);
        int number = 0;
        for (int tapRow = 0; tapRow < part.Unrolled.Rows; tapRow++)
        {
            for (int tapColumn = 0; tapColumn < part.Unrolled.Columns; tapColumn++)
            {
                for (int one = 0; one < part.Unroll; one++)
                {
                    step((tapRow * part.TapStep.Rows) + (tapColumn * part.TapStep.Columns) + ((long)one * ChannelStep), (long)number * WeightRow, number);
                    number++;
                }
            }
        }

        for (int row = 0; channel.Variable is not null && row < rows; row++)
        {
            writer.Line($"{RowReference(row)} = {At(RowReference(row), (long)part.Unroll * ChannelStep)};");
        }

        writer.Line($"wk = {At("wk", (long)number * WeightRow)};");
    }

    /// <summary>What refers to the input of one of a tile's rows.</summary>
    public static string RowReference(int row) => row == 0 ? "xk" : "xk" + Number(row);

    private static long BlockStep(TensorForm x) => x.IsPlanar ? (long)Tensor.Block * x.PlaneStride : x.PlaneStride;

    private bool Is(Func<ReductionPart, bool> holds) => (Blocks is not null && holds(Blocks)) || (Rest is not null && holds(Rest));
}

/// <summary>Channels that are summed alike.</summary>
/// <param name="Channels">How many in a block.</param>
/// <param name="Unroll">How many of them are written out.</param>
/// <param name="Unrolled">Taps that are written out.</param>
/// <param name="TapStep">Floats between those; 0 on an axis where one is.</param>
/// <param name="Loops">Axes whose taps are looped over.</param>
internal sealed record ReductionPart(int Channels, int Unroll, PerAxis<int> Unrolled, PerAxis<int> TapStep, PerAxis<bool> Loops)
{
    /// <summary>All of it as part of a name: <c>_c16of4_overRowColumn</c>.</summary>
    public string Name
    {
        get
        {
            string loops = (Loops.Depth ? "Slice" : "") + (Loops.Rows ? "Row" : "") + (Loops.Columns ? "Column" : "");
            string taps = Unrolled == PerAxis.Ones ? "" : $"_k{Unrolled.Text()}by{Number(TapStep.Rows)}_{Number(TapStep.Columns)}";
            return $"_c{Number(Channels)}{(Unroll == Channels ? "" : $"of{Number(Unroll)}")}{taps}{(loops.Length == 0 ? "" : $"_over{loops}")}";
        }
    }
}
