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
/// <param name="Unroll">Channels that are written out.</param>
/// <param name="IsPlanar">Whether a channel is a plane.</param>
/// <param name="ChannelStep">Floats from a channel to the next; 0 where it is an argument.</param>
/// <param name="Unrolled">Taps that are written out, with all channels: where there are so few that a loop would cost too much.</param>
/// <param name="TapStep">Floats between those; 0 on an axis where one is.</param>
/// <param name="Loops">Axes whose taps are looped over.</param>
internal sealed record Reduction(int WeightRow, int Unroll, bool IsPlanar, int ChannelStep, PerAxis<int> Unrolled, PerAxis<int> TapStep, PerAxis<bool> Loops)
{
    // More unrolling gives no speed and costs about 10 us of JIT time a line; of all taps, with no loop around them, more is worth it.
    private const int MostMultiplyAdds = 32;
    private const int MostOfTaps = 64;

    /// <summary>Whether the channels are looped over, not all written out.</summary>
    public bool LoopsOverChannels => Unrolled == PerAxis.Ones;

    private IEnumerable<string> Looped => ConvolveNumbers.Axes(hasSlices: true).Zip(Loops.Each, static (axis, isLooped) => isLooped ? axis : "").Where(static axis => axis.Length > 0);

    /// <summary>Whether it takes how far a channel is from the next.</summary>
    public bool HasChannelStep => LoopsOverChannels && ChannelStep == 0;

    /// <summary>The numbers that a tile takes behind its own.</summary>
    private IEnumerable<string> Numbers =>
    [
        .. LoopsOverChannels ? ["channels", "blockStep"] : Array.Empty<string>(),
        .. HasChannelStep ? ["channelStep"] : Array.Empty<string>(),
        .. Looped.SelectMany(static axis => new[] { $"tap{axis}s", $"tap{axis}Step" }),
    ];

    /// <summary>The parameters of the numbers, each with a comma in front.</summary>
    public string Parameters => ConvolveNumbers.Parameters(Numbers);

    /// <summary>What is passed for them where they are known under their names.</summary>
    public string Passed => string.Concat(Numbers.Select(static name => ", " + name));

    /// <summary>Whether the rows of a tile may be any distance from each other.</summary>
    public bool TakesAnyRows => Unrolled.Rows == 1;

    /// <summary>All of it but the weights' order as part of a name.</summary>
    public string Name
    {
        get
        {
            string taps = LoopsOverChannels ? (Loops.Depth ? "_3d" : "") : $"_k{Unrolled.Text()}by{Number(TapStep.Rows)}_{Number(TapStep.Columns)}over{string.Concat(Looped)}";
            return $"_c{Number(Unroll)}{(IsPlanar ? "p" : "")}{(ChannelStep > 1 ? Number(ChannelStep) : "")}{taps}";
        }
    }

    /// <summary>The loops of a convolution.</summary>
    /// <param name="geometry">The convolution.</param>
    /// <param name="x">The input, for its strides.</param>
    /// <param name="weightRow">Floats from one weight row to the next.</param>
    /// <param name="multiplyAdds">Multiply-adds of one step.</param>
    public static Reduction Of(ConvGeometry geometry, TensorForm x, int weightRow, int multiplyAdds)
    {
        PerAxis<int> kernel = geometry.Kernel;
        int channels = geometry.Channels;
        bool isPlanar = x.IsPlanar && channels > 1;
        if (!isPlanar && channels <= Tensor.Block && kernel.Columns > 1 && channels * kernel.Columns * multiplyAdds <= MostOfTaps)
        {
            PerAxis<int> unrolled = new(1, channels * kernel.Rows * kernel.Columns * multiplyAdds <= MostOfTaps ? kernel.Rows : 1, kernel.Columns);
            return new Reduction(
                weightRow,
                channels,
                isPlanar,
                1,
                unrolled,
                unrolled.Zip(geometry.TapStep(x), static (taps, step) => taps > 1 ? (int)step : 0),
                new PerAxis<bool>(kernel.Depth > 1, kernel.Rows > unrolled.Rows, false));
        }

        // A stretch that is written out divides a block of 16 channels and the channels behind the last whole one.
        // Of planes there are few, and all of them are written out where they may be; powers of two leave fewer texts otherwise.
        int unroll = Enumerable.Range(1, Tensor.Block).Last(count => count == 1 || (channels % count == 0 && count * multiplyAdds <= MostMultiplyAdds
            && (Tensor.Block % count == 0 || (isPlanar && channels < Tensor.Block))));
        return new Reduction(weightRow, unroll, isPlanar, !isPlanar ? 1 : unroll == 1 ? 0 : x.PlaneStride, PerAxis.Ones, default, new PerAxis<bool>(kernel.Depth > 1, true, true));
    }

    /// <summary>What is passed for <see cref="Parameters"/>, each with a comma in front.</summary>
    /// <param name="geometry">The convolution.</param>
    /// <param name="x">The input.</param>
    public string Arguments(ConvGeometry geometry, TensorForm x) => string.Concat(Numbers.Select(name => ", " + Number(ConvolveNumbers.ValueOf(name, geometry, x))));

    /// <summary>Writes the loops.</summary>
    /// <param name="writer">Receives them; <c>x</c> is the first tap's input and <c>w</c> the first weight.</param>
    /// <param name="rows">Rows of the tile that have a reference of their own, <c>xk</c>, <c>xk1</c> and so on, <c>rowStep</c> apart.</param>
    /// <param name="step">Writes one step, given offsets from <c>xk</c> and <c>wk</c> and its number in the unrolled stretch.</param>
    public void Write(CodeWriter writer, int rows, Action<long, long, int> step)
    {
        writer.Line("ref float wk = ref w;");
        if (LoopsOverChannels)
        {
            using (writer.Block($"for (; channels > 0; channels -= {Number(Tensor.Block)})"))
            {
                // The last block may have fewer channels.
                writer.Line($"int inBlock = Math.Min(channels, {Number(Tensor.Block)});");
                WriteTaps(writer, rows, step);
                writer.Line("x = ref Unsafe.Add(ref x, blockStep);");
            }

            return;
        }

        WriteTaps(writer, rows, step);
    }

    // The loops follow each other without a line between them, so one pair of braces is enough.
    private void WriteTaps(CodeWriter writer, int rows, Action<long, long, int> step)
    {
        foreach (string axis in Looped)
        {
            writer.Line($"for (int tap{axis} = 0; tap{axis} < tap{axis}s; tap{axis}++)");
        }

        using IDisposable scope = writer.Scope();
        writer.Line($"ref float xk = {At("x", 0, [.. Looped.Select(static axis => $" + (tap{axis} * tap{axis}Step)")])};");
        for (int row = 1; row < rows; row++)
        {
            writer.Line($"ref float {RowReference(row)} = ref Unsafe.Add(ref {RowReference(row - 1)}, rowStep);");
        }

        IDisposable? loop = LoopsOverChannels
            ? writer.Block($"for (int channel = 0; channel < inBlock; {(Unroll == 1 ? "channel++" : $"channel += {Number(Unroll)}")})")
            : null;
        int number = 0;
        for (int tapRow = 0; tapRow < Unrolled.Rows; tapRow++)
        {
            for (int tapColumn = 0; tapColumn < Unrolled.Columns; tapColumn++)
            {
                for (int one = 0; one < Unroll; one++)
                {
                    step((tapRow * TapStep.Rows) + (tapColumn * TapStep.Columns) + ((long)one * ChannelStep), (long)number * WeightRow, number);
                    number++;
                }
            }
        }

        for (int row = 0; loop is not null && row < rows; row++)
        {
            string reference = RowReference(row);
            writer.Line(ChannelStep == 0 ? $"{reference} = ref Unsafe.Add(ref {reference}, channelStep);" : $"{reference} = {At(reference, (long)Unroll * ChannelStep)};");
        }

        writer.Line($"wk = {At("wk", (long)number * WeightRow)};");
        loop?.Dispose();
    }

    /// <summary>What refers to the input of one of a tile's rows.</summary>
    public static string RowReference(int row) => row == 0 ? "xk" : "xk" + Number(row);
}
