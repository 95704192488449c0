using System;
using System.Linq;
using CnnGen.Generator.Emit;
using CnnGen.Generator.Shapes;
using CnnGen.Generator.Tensors;
using static CnnGen.Generator.Kernels.VectorText;

namespace CnnGen.Generator.Kernels;

/// <summary>The loops of a convolution's sum: blocks of 16 channels, taps, channels, in the order in which packed weights lie.</summary>
/// <remarks>The weights are read from the first to the last in one sweep: <c>wk</c> moves on after every unrolled stretch.</remarks>
internal static class ReductionLoop
{
    // More unrolling gives no speed and costs about 10 us of JIT time a line: KERNELS' measurements.
    private const int MostMultiplyAdds = 128;

    /// <summary>Writes the loops.</summary>
    /// <param name="writer">Receives them; <c>x</c> is the first tap's input and <c>w</c> the first weight.</param>
    /// <param name="geometry">The convolution.</param>
    /// <param name="x">The input, for its strides.</param>
    /// <param name="weightRow">Floats from one weight row to the next.</param>
    /// <param name="multiplyAdds">Multiply-adds of one step.</param>
    /// <param name="step">Writes one step, given offsets from <c>xk</c> and <c>wk</c> and its number in the unrolled stretch.</param>
    public static void Write(CodeWriter writer, ConvGeometry geometry, TensorForm x, int weightRow, int multiplyAdds, Action<long, long, int> step)
    {
        int channelStride = x.IsPlanar ? x.PlaneStride : 1;
        long blockStride = x.IsPlanar ? (long)Tensor.Block * x.PlaneStride : x.PlaneStride;
        int fullBlocks = geometry.Channels / Tensor.Block;
        int rest = geometry.Channels % Tensor.Block;
        PerAxis<int> kernel = geometry.Kernel;
        PerAxis<long> tapStep = geometry.TapStep(x);
        writer.Line("ref float wk = ref w;");
        if (fullBlocks > 0)
        {
            using CodeWriter.LoopBlock block = writer.Loop("block", fullBlocks);
            WriteBlock(Tensor.Block, block.Times(blockStride), 0);
        }

        if (rest > 0)
        {
            WriteBlock(rest, "", fullBlocks * blockStride);
        }

        void WriteBlock(int channels, string blockTerm, long blockOffset)
        {
            int unroll = Enumerable.Range(1, channels).Last(u => channels % u == 0 && (u == 1 || u * multiplyAdds <= MostMultiplyAdds));
            bool wholeColumns = unroll == channels && channels * kernel.Columns * multiplyAdds <= MostMultiplyAdds;
            bool wholeTaps = wholeColumns && channels * kernel.Rows * kernel.Columns * multiplyAdds <= MostMultiplyAdds;
            PerAxis<int> unrolled = new(1, wholeTaps ? kernel.Rows : 1, wholeColumns ? kernel.Columns : 1);
            int steps = unrolled.Product() * unroll;

            using LoopNest tap = writer.Nest("tap", kernel, unrolled);
            using IDisposable? scope = tap.IsEmpty && blockTerm.Length == 0 ? writer.Scope() : null;
            writer.Line($"ref float xk = {At("x", blockOffset, blockTerm, tap.Times(tapStep))};");
            using CodeWriter.LoopBlock channel = writer.Loop("channel", channels, unroll);
            int number = 0;
            for (int tapRow = 0; tapRow < unrolled.Rows; tapRow++)
            {
                for (int tapColumn = 0; tapColumn < unrolled.Columns; tapColumn++)
                {
                    for (int one = 0; one < unroll; one++)
                    {
                        step((tapRow * tapStep.Rows) + (tapColumn * tapStep.Columns) + ((long)one * channelStride), (long)number * weightRow, number);
                        number++;
                    }
                }
            }

            if (channel.Variable is not null)
            {
                writer.Line($"xk = {At("xk", (long)unroll * channelStride)};");
            }

            writer.Line($"wk = {At("wk", (long)steps * weightRow)};");
        }
    }
}
