using CnnGen.Generator.Emit;
using CnnGen.Generator.Tensors;
using static CnnGen.Generator.Kernels.VectorText;

namespace CnnGen.Generator.Kernels;

/// <summary>The gradient by a bias: the output's gradient summed over samples and pixels, filter by filter.</summary>
internal sealed record BiasGradientKernel(TensorForm OutputGradient, PackShape Pack) : Kernel
{
    public override string Name => KernelNames.BiasGradient(OutputGradient, Pack);

    public override void Write(KernelWriter kernel) =>
        kernel.Main("ref float dy, ref float db, int samples, int sampleStride", $"{OutputGradient}", writer => WriteSum(writer, kernel.Width));

    private void WriteSum(CodeWriter writer, VectorWidth width)
    {
        TensorForm dy = OutputGradient;
        int blocks = Tensor.Blocks(dy.GroupChannels);

        // Of a group's bias, only the blocks that the tensor has; a layer's groups each begin a tile.
        int groups = Pack.Groups;
        int groupBlocks = groups == dy.Groups ? blocks : blocks / groups;
        using CodeWriter.LoopBlock group = writer.Loop("group", groups);
        using CodeWriter.LoopBlock block = writer.Loop("block", groupBlocks);
        using CodeWriter.LoopBlock part = writer.Loop("part", Tensor.Block / width.Lanes);
        string first = At("dy", dy.Origin, group.Times((long)groupBlocks * dy.PlaneStride), block.Times(dy.PlaneStride), part.Times(width.Lanes));
        writer.Line($"ref float plane = {first};");
        writer.Line(width.Declare("sum", width.Zero()));
        using (writer.Block("for (int sample = 0; sample < samples; sample++)"))
        {
            writer.Line("ref float ds = ref Unsafe.Add(ref plane, (nint)sample * sampleStride);");
            writer.Line(width.Declare("inSample", width.Zero()));
            using (LoopNest pixel = writer.Nest("", dy.Size))
            {
                writer.Line($"inSample += LoadUnsafe({At("ds", 0, pixel.Times(dy.Step))});");
            }

            // Sample by sample: thousands of pixels in one sum would lose the last digits of the later ones.
            writer.Line("sum += inSample;");
        }

        writer.Line(width.StoreAt("sum", At("db", 0, group.Times((long)Pack.Tiles * Pack.Tile), block.Times(Tensor.Block), part.Times(width.Lanes))));
    }
}
