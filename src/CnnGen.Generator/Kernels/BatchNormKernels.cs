using CnnGen.Generator.Emit;
using CnnGen.Generator.Tensors;
using static CnnGen.Generator.Kernels.VectorText;

namespace CnnGen.Generator.Kernels;

/// <summary>Mean and sum of squared differences of each channel over a shard: two walks, since one would cancel digits where the mean is large.</summary>
/// <param name="Walk">What it is told.</param>
/// <param name="Splits">How many sums are in flight.</param>
internal sealed record ChannelMomentsKernel(ChannelWalk Walk, int Splits) : Kernel
{
    public override string Name => $"ChannelMoments{Walk.Name}_by{Number(Splits)}";

    public override void Write(KernelWriter kernel) => kernel.Main(
        "ref float x, ref float moments, int samples, int sampleStride" + Walk.Parameters("x"), "of any tensor in blocks of channels", writer => WriteMoments(writer, kernel.Width));

    private void WriteMoments(CodeWriter writer, VectorWidth width) => ChannelLoop.Write(writer, width, first =>
    {
        ChannelForm x = ChannelForm.Told("x");
        writer.Line($"ref float xc = {first(x)};");
        ChannelLoop.Sum(writer, width, Walk.Size, Splits, ["sum"], [("x", "xc", x)], (sums, elements) => writer.Line($"{sums[0]} += {elements[0]};"));
        writer.Line(width.Declare("mean", $"sum * Create(1f / ((float)samples * ({(Walk.HasSlices ? "slices * " : "")}rows * columns)))"));
        ChannelLoop.Sum(writer, width, Walk.Size, Splits, ["squares"], [("y", "xc", x)], (sums, elements) =>
        {
            using System.IDisposable scope = writer.Scope();
            writer.Line(width.Declare("difference", $"{elements[0]} - mean"));
            writer.Line($"{sums[0]} = {width.MultiplyAdd("difference", "difference", sums[0])};");
        });
        writer.Line(width.StoreAt("mean", "ref Unsafe.Add(ref moments, lane)"));
        writer.Line(width.StoreAt("squares", $"ref Unsafe.Add(ref moments, lane + {ChannelLoop.Second})"));
    });
}

/// <summary>Normalises by the batch's mean and deviation.</summary>
internal sealed record NormalizeKernel(ChannelWalk Walk, bool IsAffine, ChannelActivation? Activation) : Kernel
{
    public override string Name => $"Normalize{Walk.Name}{(IsAffine ? "_affine" : "")}{KernelNames.Activation(Activation)}";

    public override void Write(KernelWriter kernel) => kernel.Main(
        $"ref float x, ref float statistics, {(IsAffine ? "ref float weight, ref float bias, " : "")}ref float y{Activation.Parameters()}{Walk.Parameters(ChannelLoop.MapNames(Activation, "x"))}", "of any tensor in blocks of channels", writer => WriteElements(writer, kernel.Width));

    private void WriteElements(CodeWriter writer, VectorWidth width) => ChannelLoop.Map(writer, width, Walk.Size, [ChannelForm.Told("x")], Activation, WriteConstants, ValueOf);

    private void WriteConstants(CodeWriter writer, VectorWidth width, int part)
    {
        (string lane, string number) = (ChannelLoop.Lane(width, part), Number(part));
        writer.Line(width.Declare("mean" + number, $"LoadUnsafe(ref Unsafe.Add(ref statistics, {lane}))"));
        string deviation = $"LoadUnsafe(ref Unsafe.Add(ref statistics, {lane} + {ChannelLoop.Second}))";
        writer.Line(width.Declare("scale" + number, IsAffine ? $"{deviation} * LoadUnsafe(ref Unsafe.Add(ref weight, {lane}))" : deviation));
        if (IsAffine)
        {
            writer.Line(width.Declare("shift" + number, $"LoadUnsafe(ref Unsafe.Add(ref bias, {lane}))"));
        }
    }

    private string ValueOf(VectorWidth width, int part, string[] elements) =>
        IsAffine ? width.MultiplyAdd($"({elements[0]} - mean{Number(part)})", "scale" + Number(part), "shift" + Number(part)) : $"({elements[0]} - mean{Number(part)}) * scale{Number(part)}";
}

/// <summary>Scales and shifts each channel.</summary>
internal sealed record ScaleChannelsKernel(ChannelWalk Walk, ChannelActivation? Activation) : Kernel
{
    public override string Name => $"ScaleChannels{Walk.Name}{KernelNames.Activation(Activation)}";

    public override void Write(KernelWriter kernel) => kernel.Main(
        "ref float x, ref float scale, ref float shift, ref float y" + Activation.Parameters() + Walk.Parameters(ChannelLoop.MapNames(Activation, "x")), "of any tensor in blocks of channels", writer => WriteElements(writer, kernel.Width));

    private void WriteElements(CodeWriter writer, VectorWidth width) => ChannelLoop.Map(
        writer, width, Walk.Size, [ChannelForm.Told("x")], Activation, WriteConstants, static (width, part, elements) => width.MultiplyAdd(elements[0], "factor" + Number(part), "constant" + Number(part)));

    private static void WriteConstants(CodeWriter writer, VectorWidth width, int part)
    {
        (string lane, string number) = (ChannelLoop.Lane(width, part), Number(part));
        writer.Line(width.Declare("factor" + number, $"LoadUnsafe(ref Unsafe.Add(ref scale, {lane}))"));
        writer.Line(width.Declare("constant" + number, $"LoadUnsafe(ref Unsafe.Add(ref shift, {lane}))"));
    }
}

/// <summary>Sums of dy and of dy times the normalised x over a shard, which are also its gradients by bias and weight.</summary>
internal sealed record NormalizeSumsKernel(ChannelWalk Walk, int Splits, bool IsAffine) : Kernel
{
    public override string Name => $"NormalizeSums{Walk.Name}_by{Number(Splits)}{(IsAffine ? "_affine" : "")}";

    public override void Write(KernelWriter kernel) => kernel.Main(
        $"ref float x, ref float statistics, ref float dy, ref float sums, {(IsAffine ? "ref float weightGradient, ref float biasGradient, " : "")}int samples, int sampleStride" + Walk.Parameters("x", "dy"),
        "of any tensors in blocks of channels",
        writer => WriteSums(writer, kernel.Width));

    private void WriteSums(CodeWriter writer, VectorWidth width) => ChannelLoop.Write(writer, width, first =>
    {
        string second = $"lane + {ChannelLoop.Second}";
        writer.Line(width.Declare("mean", "LoadUnsafe(ref Unsafe.Add(ref statistics, lane))"));
        (ChannelForm x, ChannelForm dy) = (ChannelForm.Told("x"), ChannelForm.Told("dy"));
        writer.Line($"ref float xc = {first(x)};");
        writer.Line($"ref float dyc = {first(dy)};");
        ChannelLoop.Sum(writer, width, Walk.Size, Splits, ["gradient", "product"], [("x", "xc", x), ("dy", "dyc", dy)], (sums, elements) =>
        {
            using System.IDisposable scope = writer.Scope();
            writer.Line(width.Declare("one", elements[1]));
            writer.Line($"{sums[0]} += one;");
            writer.Line($"{sums[1]} = {width.MultiplyAdd("one", $"{elements[0]} - mean", sums[1])};");
        });
        writer.Line($"product *= LoadUnsafe(ref Unsafe.Add(ref statistics, {second}));");
        writer.Line(width.StoreAt("gradient", "ref Unsafe.Add(ref sums, lane)"));
        writer.Line(width.StoreAt("product", $"ref Unsafe.Add(ref sums, {second})"));
        if (IsAffine)
        {
            writer.Line(width.StoreAt("gradient", "ref Unsafe.Add(ref biasGradient, lane)"));
            writer.Line(width.StoreAt("product", "ref Unsafe.Add(ref weightGradient, lane)"));
        }
    });
}

/// <summary>The gradient through a normalisation by the batch's statistics.</summary>
internal sealed record NormalizeGradientKernel(ChannelWalk Walk, bool IsAffine, bool HasWeightedMeans) : Kernel
{
    public override string Name => $"NormalizeGradient{Walk.Name}{(HasWeightedMeans ? "_weighted" : IsAffine ? "_affine" : "")}";

    public override void Write(KernelWriter kernel) => kernel.Main(
        $"ref float x, ref float statistics, ref float means, {(IsAffine ? "ref float weight, " : "")}ref float dy, ref float dx" + Walk.Parameters("x", "dy", "dx"),
        "of any tensors in blocks of channels",
        writer => WriteElements(writer, kernel.Width));

    private void WriteElements(CodeWriter writer, VectorWidth width) => ChannelLoop.Write(writer, width, first =>
    {
        string second = $"lane + {ChannelLoop.Second}";
        writer.Line(width.Declare("mean", "LoadUnsafe(ref Unsafe.Add(ref statistics, lane))"));
        writer.Line(width.Declare("deviation", $"LoadUnsafe(ref Unsafe.Add(ref statistics, {second}))"));
        writer.Line(width.Declare("scale", IsAffine ? "deviation * LoadUnsafe(ref Unsafe.Add(ref weight, lane))" : "deviation"));

        // dx = scale dy - scale (mean of dy + (x - mean) deviation (mean of dy times the normalised x)), or the means have the weight already.
        string factor = HasWeightedMeans ? "deviation" : "scale";
        writer.Line(width.Declare("constant", $"{factor} * LoadUnsafe(ref Unsafe.Add(ref means, lane))"));
        writer.Line(width.Declare("slope", $"{factor} * deviation * LoadUnsafe(ref Unsafe.Add(ref means, {second}))"));
        (ChannelForm x, ChannelForm dy, ChannelForm dx) = (ChannelForm.Told("x"), ChannelForm.Told("dy"), ChannelForm.Told("dx"));
        writer.Line($"ref float xc = {first(x)};");
        writer.Line($"ref float dyc = {first(dy)};");
        writer.Line($"ref float dxc = {first(dx)};");
        using LoopNest pixel = writer.Nest(Walk.Size);
        string centred = $"(LoadUnsafe({At("xc", 0, pixel.Times(x.Step))}) - mean)";
        string removed = width.MultiplyAdd(centred, "slope", "constant");
        writer.Line(width.StoreAt($"(LoadUnsafe({At("dyc", 0, pixel.Times(dy.Step))}) * scale) - {removed}", At("dxc", 0, pixel.Times(dx.Step))));
    });
}
