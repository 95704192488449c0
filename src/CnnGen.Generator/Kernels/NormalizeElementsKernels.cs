using System;
using CnnGen.Generator.Emit;
using CnnGen.Generator.Tensors;
using static CnnGen.Generator.Kernels.VectorText;

namespace CnnGen.Generator.Kernels;

/// <summary>Normalises a sample, with a weight and a bias for each element.</summary>
internal sealed record NormalizeElementsKernel(ChannelWalk Walk, ChannelActivation? Activation) : Kernel
{
    public override string Name => $"NormalizeElements{Walk.Name}{KernelNames.Activation(Activation)}";

    public override void Write(KernelWriter kernel) => kernel.Main(
        "ref float x, ref float statistics, ref float weight, ref float bias, ref float y" + Activation.Parameters() + Walk.Parameters(ChannelLoop.MapNames(Activation, "x", "weight", "bias")),
        "of any tensor in blocks of channels",
        writer => WriteElements(writer, kernel.Width));

    private void WriteElements(CodeWriter writer, VectorWidth width) => ChannelLoop.Map(
        writer,
        width,
        Walk.Size,
        [ChannelForm.Told("x"), ChannelForm.Told("weight"), ChannelForm.Told("bias")],
        Activation,
        (writer, width, part) => ElementWeights.DeclareStatistics(writer, width, ChannelLoop.Lane(width, part), Number(part)),
        static (width, part, elements) => width.MultiplyAdd($"({elements[0]} - mean{Number(part)}) * deviation{Number(part)}", elements[1], elements[2]));
}

/// <summary>Sums of weighted dy and of that times the normalised x, channel by channel.</summary>
internal sealed record NormalizeElementsSumsKernel(TensorForm X, TensorForm OutputGradient) : Kernel
{
    public override string Name => $"NormalizeElementsSums_{KernelNames.Plane(X)}{KernelNames.OtherPlanes(X, OutputGradient)}";

    public override void Write(KernelWriter kernel) => kernel.Main(
        "ref float x, ref float statistics, ref float weight, ref float dy, ref float sums" + ChannelLoop.PlanesParameter, $"{X.PlaneText} and {OutputGradient.PlaneText}", writer => WriteSums(writer, kernel.Width));

    private void WriteSums(CodeWriter writer, VectorWidth width) => ChannelLoop.Write(writer, width, first =>
    {
        TensorForm weights = ElementWeights.FormOf(X);
        ElementWeights.DeclareStatistics(writer, width);
        writer.Line($"ref float xc = {first(ChannelForm.Of("x", X))};");
        writer.Line($"ref float wc = {first(ChannelForm.Of("weight", weights))};");
        writer.Line($"ref float dyc = {first(ChannelForm.Of("dy", OutputGradient))};");
        (string, string, ChannelForm)[] walked = [("x", "xc", ChannelForm.Of("x", X)), ("w", "wc", ChannelForm.Of("w", weights)), ("dy", "dyc", ChannelForm.Of("dy", OutputGradient))];
        ChannelLoop.SumOfSample(writer, width, X.Size.Select(static size => Number(size)), ChannelLoop.SplitsOf(X.Size), ["gradient", "product"], walked, (sums, elements) =>
        {
            using IDisposable scope = writer.Scope();
            writer.Line(width.Declare("one", $"{elements[1]} * {elements[2]}"));
            writer.Line($"{sums[0]} += one;");
            writer.Line($"{sums[1]} = {width.MultiplyAdd("one", $"{elements[0]} - mean", sums[1])};");
        });
        writer.Line(width.StoreAt("gradient", "ref Unsafe.Add(ref sums, lane)"));
        writer.Line(width.StoreAt("product * deviation", $"ref Unsafe.Add(ref sums, lane + {ChannelLoop.Second})"));
    });
}

/// <summary>The gradient through a normalisation with a weight for each element.</summary>
internal sealed record NormalizeElementsGradientKernel(TensorForm X, TensorForm OutputGradient, TensorForm InputGradient) : Kernel
{
    public override string Name => $"NormalizeElementsGradient_{KernelNames.Plane(X)}{KernelNames.OtherPlanes(X, OutputGradient, InputGradient)}";

    public override void Write(KernelWriter kernel) => kernel.Main(
        "ref float x, ref float statistics, ref float means, ref float weight, ref float dy, ref float dx" + ChannelLoop.PlanesParameter,
        $"{X.PlaneText} and {OutputGradient.PlaneText} -> {InputGradient.PlaneText}",
        writer => WriteElements(writer, kernel.Width));

    private void WriteElements(CodeWriter writer, VectorWidth width) => ChannelLoop.Write(writer, width, first =>
    {
        TensorForm weights = ElementWeights.FormOf(X);
        ElementWeights.DeclareStatistics(writer, width);
        writer.Line(width.Declare("constant", "deviation * LoadUnsafe(ref Unsafe.Add(ref means, lane))"));
        writer.Line(width.Declare("slope", $"deviation * deviation * LoadUnsafe(ref Unsafe.Add(ref means, lane + {ChannelLoop.Second}))"));
        writer.Line($"ref float xc = {first(ChannelForm.Of("x", X))};");
        writer.Line($"ref float wc = {first(ChannelForm.Of("weight", weights))};");
        writer.Line($"ref float dyc = {first(ChannelForm.Of("dy", OutputGradient))};");
        writer.Line($"ref float dxc = {first(ChannelForm.Of("dx", InputGradient))};");
        using LoopNest pixel = writer.Nest("", X.Size);
        string removed = width.MultiplyAdd($"(LoadUnsafe({At("xc", 0, pixel.Times(X.Step))}) - mean)", "slope", "constant");
        string scaled = $"LoadUnsafe({At("wc", 0, pixel.Times(weights.Step))}) * deviation";
        writer.Line(width.StoreAt($"(LoadUnsafe({At("dyc", 0, pixel.Times(OutputGradient.Step))}) * {scaled}) - {removed}", At("dxc", 0, pixel.Times(InputGradient.Step))));
    });
}

/// <summary>The gradients by each element's weight and bias, over the samples of a shard in their order.</summary>
internal sealed record ElementGradientsKernel(TensorForm X, TensorForm OutputGradient) : Kernel
{
    public override string Name => $"ElementGradients_{KernelNames.Plane(X)}{KernelNames.OtherPlanes(X, OutputGradient)}";

    public override void Write(KernelWriter kernel) => kernel.Main(
        "ref float x, ref float statistics, ref float dy, ref float weightGradient, ref float biasGradient, int samples, int sampleStride" + ChannelLoop.PlanesParameter,
        $"{X.PlaneText} and {OutputGradient.PlaneText}",
        writer => WriteElements(writer, kernel.Width));

    private void WriteElements(CodeWriter writer, VectorWidth width) => ChannelLoop.Write(writer, width, first =>
    {
        TensorForm weights = ElementWeights.FormOf(X);
        writer.Line($"ref float xc = {first(ChannelForm.Of("x", X))};");
        writer.Line($"ref float dyc = {first(ChannelForm.Of("dy", OutputGradient))};");
        writer.Line($"ref float dwc = {first(ChannelForm.Of("weightGradient", weights))};");
        writer.Line($"ref float dbc = {first(ChannelForm.Of("biasGradient", weights))};");
        using LoopNest pixel = writer.Nest("", X.Size);
        writer.Line(width.Declare("product", width.Zero()));
        writer.Line(width.Declare("sum", width.Zero()));
        using (writer.Block("for (int sample = 0; sample < samples; sample++)"))
        {
            const string Sample = " + ((nint)sample * sampleStride)";
            writer.Line($"ref float ss = {At("statistics", 0, " + lane", Sample)};");
            writer.Line(width.Declare("gradient", $"LoadUnsafe({At("dyc", 0, pixel.Times(OutputGradient.Step), Sample)})"));
            string normalised = $"(LoadUnsafe({At("xc", 0, pixel.Times(X.Step), Sample)}) - LoadUnsafe(ref ss)) * LoadUnsafe({At("ss", 0, $" + {ChannelLoop.Second}")})";
            writer.Line($"product = {width.MultiplyAdd("gradient", normalised, "product")};");
            writer.Line("sum += gradient;");
        }

        writer.Line(width.StoreAt("product", At("dwc", 0, pixel.Times(weights.Step))));
        writer.Line(width.StoreAt("sum", At("dbc", 0, pixel.Times(weights.Step))));
    });
}

/// <summary>Weights that each belong to an element, and the numbers of its channel.</summary>
internal static class ElementWeights
{
    /// <summary>Where the weights of a tensor's elements lie: as in a blocked tensor of its size without a border.</summary>
    public static TensorForm FormOf(TensorForm x) => new(x.Channels, x.Size, 1, IsPlanar: false, default);

    /// <summary>Declares <c>mean</c> and <c>deviation</c>.</summary>
    /// <param name="writer">Receives them.</param>
    /// <param name="width">The vectors.</param>
    /// <param name="lane">The vector's first channel, as an index.</param>
    /// <param name="number">What ends the names, where there are several vectors.</param>
    public static void DeclareStatistics(CodeWriter writer, VectorWidth width, string lane = "lane", string number = "")
    {
        writer.Line(width.Declare("mean" + number, $"LoadUnsafe(ref Unsafe.Add(ref statistics, {lane}))"));
        writer.Line(width.Declare("deviation" + number, $"LoadUnsafe(ref Unsafe.Add(ref statistics, {lane} + {ChannelLoop.Second}))"));
    }
}
