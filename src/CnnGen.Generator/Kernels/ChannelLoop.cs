using System;
using System.Linq;
using CnnGen.Generator.Emit;
using CnnGen.Generator.Shapes;
using CnnGen.Generator.Tensors;
using static CnnGen.Generator.Kernels.VectorText;

namespace CnnGen.Generator.Kernels;

/// <summary>Loops of kernels that work channel by channel: sums over a channel's elements, and functions of them.</summary>
internal static class ChannelLoop
{
    // So many sums in flight hide the latency of an addition.
    private const int MostSplits = 4;

    /// <summary>Loops over blocks of channels and their parts; a channel's numbers lie at <c>lane</c>.</summary>
    /// <param name="writer">Receives the loops.</param>
    /// <param name="width">The vectors.</param>
    /// <param name="form">A tensor with the channels.</param>
    /// <param name="write">Writes the body, given what refers to a channel's first element in a tensor of a name and form.</param>
    public static void Write(CodeWriter writer, VectorWidth width, TensorForm form, Action<Func<string, TensorForm, string>> write)
    {
        using CodeWriter.LoopBlock plane = writer.Loop("plane", form.Planes);
        using CodeWriter.LoopBlock part = writer.Loop("part", Tensor.Block / width.Lanes);
        writer.Line($"int lane = 0{plane.Times(Tensor.Block)}{part.Times(width.Lanes)};");
        write((name, tensor) => At(name, tensor.Origin, plane.Times(tensor.PlaneStride), part.Times(width.Lanes)));
    }

    /// <summary>Writes a function of each element and of constants of its channel.</summary>
    /// <remarks>All vectors of a block are computed in one walk: in one each, every cache line would be read and written as often.</remarks>
    /// <param name="writer">Receives the loops.</param>
    /// <param name="width">The vectors.</param>
    /// <param name="x">The operand, which is called so.</param>
    /// <param name="y">The result, likewise.</param>
    /// <param name="activation">What the result goes through, or null; the first of the slopes that it takes is <c>s</c>.</param>
    /// <param name="constants">Declares the constants of a vector's channels, given its number, which ends their names; they lie at <see cref="Lane"/>.</param>
    /// <param name="value">The function, given the vector's number and an element.</param>
    public static void Map(
        CodeWriter writer,
        VectorWidth width,
        TensorForm x,
        TensorForm y,
        ElementFunction? activation,
        Action<CodeWriter, VectorWidth, int> constants,
        Func<VectorWidth, int, string, string> value)
    {
        int parts = Tensor.Block / width.Lanes;
        ElementFunction? overMemory = activation.OverMemory();
        using CodeWriter.LoopBlock plane = writer.Loop("plane", x.Planes);
        writer.Line($"int lane = 0{plane.Times(Tensor.Block)};");
        for (int part = 0; part < parts; part++)
        {
            constants(writer, width, part);
            if (ActivationText.HasSlopes(activation))
            {
                writer.Line(width.Declare("slope" + Number(part), ActivationText.SlopesAt(activation!, $"ref Unsafe.Add(ref s, {Lane(width, part)})")));
            }
        }

        // What goes over memory goes over a row as soon as that is stored, and finds it near.
        PerAxis<int> rows = overMemory is not null ? x.Size with { Columns = 1 } : HaveNoGaps(x, y) ? PerAxis.Ones : x.Size with { Columns = 1 };
        using LoopNest row = writer.Nest("", rows);
        writer.Line($"ref float xr = {At("x", x.Origin, plane.Times(x.PlaneStride), row.Times(x.Step))};");
        writer.Line($"ref float yr = {At("y", y.Origin, plane.Times(y.PlaneStride), row.Times(y.Step))};");
        int columns = x.Size.Product() / rows.Product();
        using (CodeWriter.LoopBlock column = writer.Loop("column", columns))
        {
            for (int part = 0; part < parts; part++)
            {
                long offset = part * width.Lanes;
                string result = value(width, part, $"LoadUnsafe({At("xr", offset, column.Times(Tensor.Block))})");
                Store(writer, width, activation.InRegisters(), result, At("yr", offset, column.Times(Tensor.Block)), Number(part));
            }
        }

        if (overMemory is not null)
        {
            writer.Line(overMemory.Over("ref yr", y.RowLength));
        }
    }

    /// <summary>Stores a vector of a block, or an activation of it; variables that go with it end in its number.</summary>
    private static void Store(CodeWriter writer, VectorWidth width, ElementFunction? activation, string value, string target, string number)
    {
        if (activation is { TakesOperandOnce: false })
        {
            writer.Line(width.Declare("value" + number, value));
            value = "value" + number;
        }

        writer.Line(width.StoreAt(activation is null ? value : activation.Of(value, "slope" + number), target));
    }

    /// <summary>The first channel of a block's vector, as an index.</summary>
    public static string Lane(VectorWidth width, int part) => part == 0 ? "lane" : $"lane + {Number(part * width.Lanes)}";

    private static bool HaveNoGaps(TensorForm x, TensorForm y) => x.Border.IsEmpty && y.Border.IsEmpty;

    /// <summary>Sums over a shard's samples and a channel's elements, row by row so that long sums lose no digits.</summary>
    /// <param name="writer">Receives the loops.</param>
    /// <param name="width">The vectors.</param>
    /// <param name="size">Slices, rows and columns.</param>
    /// <param name="sums">The sums' names, which are declared.</param>
    /// <param name="inputs">The inputs: a name, the reference to a channel's first element of the first sample, and the form.</param>
    /// <param name="add">Writes one element's share: given the sums' names, and the elements' as variables.</param>
    public static void Sum(
        CodeWriter writer, VectorWidth width, PerAxis<int> size, string[] sums, (string Name, string First, TensorForm Form)[] inputs, Action<string[], string[]> add)
    {
        foreach (string sum in sums)
        {
            writer.Line(width.Declare(sum, width.Zero()));
        }

        using CodeWriter.LoopBlock sample = new(writer.Block("for (int sample = 0; sample < samples; sample++)"), "sample");
        string[] ofSample = [.. sums.Select(static sum => sum + "Sample")];
        SumOfSample(writer, width, size, ofSample, inputs, add, " + ((nint)sample * sampleStride)");
        foreach (string sum in sums)
        {
            writer.Line($"{sum} += {sum}Sample;");
        }
    }

    /// <summary>The same over one sample.</summary>
    /// <param name="writer">Receives the loops.</param>
    /// <param name="width">The vectors.</param>
    /// <param name="size">Slices, rows and columns.</param>
    /// <param name="sums">The sums' names, which are declared.</param>
    /// <param name="inputs">The inputs: a name, the reference to a channel's first element, and the form.</param>
    /// <param name="add">Writes one element's share: given the sums' names, and the elements' as variables.</param>
    /// <param name="sample">Where the sample lies from the first on, as a term.</param>
    public static void SumOfSample(
        CodeWriter writer, VectorWidth width, PerAxis<int> size, string[] sums, (string Name, string First, TensorForm Form)[] inputs, Action<string[], string[]> add, string sample = "")
    {
        int splits = Enumerable.Range(1, MostSplits).Last(split => size.Columns % split == 0);
        foreach (string sum in sums)
        {
            writer.Line(width.Declare(sum, width.Zero()));
        }

        using LoopNest row = writer.Nest("", size with { Columns = 1 });
        foreach ((string name, string first, TensorForm form) in inputs)
        {
            writer.Line($"ref float {name}r = {At(first, 0, sample, row.Times(form.Step))};");
        }

        foreach (string sum in sums)
        {
            for (int split = 0; split < splits; split++)
            {
                writer.Line(width.Declare(sum + Number(split), width.Zero()));
            }
        }

        using (CodeWriter.LoopBlock column = writer.Loop("column", size.Columns, splits))
        {
            for (int split = 0; split < splits; split++)
            {
                string[] elements = inputs.Select(input =>
                    $"LoadUnsafe({At(input.Name + "r", (long)split * input.Form.Step.Columns, column.Times(input.Form.Step.Columns))})").ToArray();
                add(sums.Select(sum => sum + Number(split)).ToArray(), elements);
            }
        }

        foreach (string sum in sums)
        {
            writer.Line($"{sum} += {string.Join(" + ", Enumerable.Range(0, splits).Select(split => sum + Number(split)))};");
        }
    }
}
