using System.Linq;
using CnnGen.Generator.Emit;
using CnnGen.Generator.Tensors;
using static CnnGen.Generator.Kernels.VectorText;

namespace CnnGen.Generator.Kernels;

/// <summary>The gradient by a bias: the output's gradient summed over samples and pixels, filter by filter.</summary>
/// <remarks>It waits for memory, so every shape's numbers are arguments and there is one for all.</remarks>
internal sealed record BiasGradientKernel : Kernel
{
    public override string Name => "BiasGradient";

    /// <summary>What is passed behind the samples.</summary>
    /// <param name="dy">The output's gradient.</param>
    /// <param name="pack">The bias: of each group, only the blocks that the tensor has; a layer's groups each begin a tile.</param>
    public static string Arguments(TensorForm dy, PackShape pack)
    {
        int blocks = Tensor.Blocks(dy.GroupChannels);
        int groupBlocks = pack.Groups == dy.Groups ? blocks : blocks / pack.Groups;
        return string.Join(", ", new long[]
        {
            dy.Origin, pack.Groups, (long)pack.Tiles * pack.Tile, groupBlocks, dy.PlaneStride,
            dy.Size.Depth, dy.Step.Depth, dy.Size.Rows, dy.Step.Rows, dy.Size.Columns,
        }.Select(Number));
    }

    public override void Write(KernelWriter kernel) => kernel.Main(
        "ref float dy, ref float db, int samples, int sampleStride, int origin, int groups, int groupStep, int blocks, int planeStep, int slices, int sliceStep, int rows, int rowStep, int columns",
        "of any tensor in blocks of channels",
        writer => WriteSum(writer, kernel.Width));

    private static void WriteSum(CodeWriter writer, VectorWidth width)
    {
        writer.Line("for (int group = 0; group < groups; group++)");
        using (writer.Block("for (int block = 0; block < blocks; block++)"))
        using (CodeWriter.LoopBlock part = writer.Loop("part", Tensor.Block / width.Lanes))
        {
            writer.Line($"ref float plane = {At("dy", 0, " + origin", " + (((group * blocks) + block) * planeStep)", part.Times(width.Lanes))};");
            writer.Line(width.Declare("sum", width.Zero()));
            using (writer.Block("for (int sample = 0; sample < samples; sample++)"))
            {
                writer.Line("ref float ds = ref Unsafe.Add(ref plane, (nint)sample * sampleStride);");
                writer.Line(width.Declare("inSample", width.Zero()));
                writer.Line("for (int slice = 0; slice < slices; slice++)");
                writer.Line("for (int row = 0; row < rows; row++)");
                using (writer.Block("for (int column = 0; column < columns; column++)"))
                {
                    writer.Line($"inSample += LoadUnsafe(ref Unsafe.Add(ref ds, (slice * sliceStep) + (row * rowStep) + (column * {Number(Tensor.Block)})));");
                }

                // Sample by sample: thousands of pixels in one sum would lose the last digits of the later ones.
                writer.Line("sum += inSample;");
            }

            writer.Line(width.StoreAt("sum", At("db", 0, " + (group * groupStep)", $" + (block * {Number(Tensor.Block)})", part.Times(width.Lanes))));
        }
    }
}
