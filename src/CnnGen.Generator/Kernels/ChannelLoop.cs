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
    /// <summary>What a kernel takes that is told how many blocks of channels there are, behind its other arguments but for its share.</summary>
    public const string PlanesParameter = ", int planes";

    /// <summary>That number.</summary>
    public const string Planes = "planes";

    /// <summary>Where the second number of each channel lies behind the first ones, in such a kernel.</summary>
    public static readonly string Second = $"(planes * {Number(Tensor.Block)})";

    // What the first cache still holds beside the operands.
    private const int MostNearFloats = 4096;

    // So many sums in flight hide the latency of an addition.
    private const int MostSplits = 4;

    /// <summary>Loops over as many blocks of channels as the kernel is told, and their parts; a channel's numbers lie at <c>lane</c>.</summary>
    /// <param name="writer">Receives the loops.</param>
    /// <param name="width">The vectors.</param>
    /// <param name="write">Writes the body, given what refers to a channel's first element in a tensor of a name and form.</param>
    public static void Write(CodeWriter writer, VectorWidth width, Action<Func<string, TensorForm, string>> write)
    {
        using CodeWriter.LoopBlock plane = writer.Loop("plane", Planes);
        using CodeWriter.LoopBlock part = writer.Loop("part", Tensor.Block / width.Lanes);
        writer.Line($"int lane = 0{plane.Times(Tensor.Block)}{part.Times(width.Lanes)};");
        write((name, tensor) => At(name, tensor.Origin, plane.Times(tensor.PlaneStride), part.Times(width.Lanes)));
    }

    /// <summary>Writes a function of each element, of one tensor or of several of one shape, and of constants of its channel.</summary>
    /// <remarks>All vectors of a block are computed in one walk: in one each, every cache line would be read and written as often.</remarks>
    /// <param name="writer">Receives the loops.</param>
    /// <param name="width">The vectors.</param>
    /// <param name="inputs">The operands by their names; one that has a single element a channel goes with every element of the others.</param>
    /// <param name="y">The result, which is called so.</param>
    /// <param name="activation">What the result goes through, or null.</param>
    /// <param name="constants">Declares the constants of a vector's channels, given its number, which ends their names; they lie at <see cref="Lane"/>. Null where there are none.</param>
    /// <param name="value">The function, given the vector's number and an element of each operand.</param>
    /// <param name="isShared">Whether threads share the blocks of channels.</param>
    public static void Map(
        CodeWriter writer,
        VectorWidth width,
        (string Name, TensorForm Form)[] inputs,
        TensorForm y,
        KernelActivation? activation,
        Action<CodeWriter, VectorWidth, int>? constants,
        Func<VectorWidth, int, string[], string> value,
        bool isShared = false)
    {
        using CodeWriter.LoopBlock plane = isShared ? writer.SharedLoop("plane", Planes) : writer.Loop("plane", Planes);
        bool isDense = inputs.Where(input => !IsWidened(input.Form, y)).Concat(activation.Written(y)).All(static tensor => tensor.Form.Border.IsEmpty);
        PerAxis<int> whole = new(1, 1, y.Size.Product());
        WriteConstants(writer, width, plane, inputs, y, activation, constants);
        if (activation.OverMemory() is { } function)
        {
            // A row, or several where that is little, so that the activation finds it near.
            PerAxis<int> size = isDense && (long)whole.Columns * Tensor.Block <= MostNearFloats ? whole : y.Size;
            using LoopNest row = writer.Nest("", size with { Columns = 1 });
            (string Name, TensorForm Form) stored = activation.Stored(y);
            WriteBlocks(writer, width, plane, row, size with { Depth = 1, Rows = 1 }, inputs, stored, (part, elements, target) => writer.Line(width.StoreAt(value(width, part, elements), target)));
            function.WriteOver(writer, width, new StoredRow(Row(stored), Row(("y", y)), ActivationText.SlopesOf(function, "s", plane.Times(Tensor.Block)), Number(size.Columns), Number(y.Step.Columns)));

            string Row((string Name, TensorForm Form) tensor) => At(tensor.Name, tensor.Form.Origin, plane.Times(tensor.Form.PlaneStride), row.Times(tensor.Form.Step));
        }
        else
        {
            WriteBlocks(
                writer,
                width,
                plane,
                default,
                isDense ? whole : y.Size,
                inputs,
                ("y", y),
                (part, elements, target) => ActivationText.Store(writer, width, activation.InRegisters(), value(width, part, elements), target, Number(part)));
        }
    }

    /// <summary>The first channel of a block's vector, as an index.</summary>
    public static string Lane(VectorWidth width, int part) => part == 0 ? "lane" : $"lane + {Number(part * width.Lanes)}";

    // What holds for all elements of a block: constants, slopes, operands that have one element a channel.
    private static void WriteConstants(
        CodeWriter writer,
        VectorWidth width,
        CodeWriter.LoopBlock plane,
        (string Name, TensorForm Form)[] inputs,
        TensorForm y,
        KernelActivation? activation,
        Action<CodeWriter, VectorWidth, int>? constants)
    {
        bool hasSlopes = ActivationText.HasSlopes(activation.InRegisters());
        if (constants is not null || hasSlopes)
        {
            writer.Line($"int lane = 0{plane.Times(Tensor.Block)};");
        }

        for (int part = 0; part < Tensor.Block / width.Lanes; part++)
        {
            constants?.Invoke(writer, width, part);
            if (hasSlopes)
            {
                writer.Line(width.Declare("slope" + Number(part), ActivationText.SlopesAt(activation!.Function, $"ref Unsafe.Add(ref s, {Lane(width, part)})")));
            }

            foreach ((string name, TensorForm form) in inputs.Where(input => IsWidened(input.Form, y)))
            {
                writer.Line(width.Declare(name + "v" + Number(part), $"LoadUnsafe({At(name, form.Origin + (part * width.Lanes), plane.Times(form.PlaneStride))})"));
            }
        }
    }

    // Goes over blocks of channels that lie side by side.
    private static void WriteBlocks(
        CodeWriter writer,
        VectorWidth width,
        CodeWriter.LoopBlock plane,
        LoopNest place,
        PerAxis<int> size,
        (string Name, TensorForm Form)[] inputs,
        (string Name, TensorForm Form) output,
        Action<int, string[], string> store)
    {
        foreach ((string name, TensorForm form) in inputs.Append(output).Where(tensor => !IsWidened(tensor.Form, output.Form)))
        {
            writer.Line($"ref float {name}c = {At(name, form.Origin, plane.Times(form.PlaneStride), place.Times(form.Step))};");
        }

        using LoopNest pixel = writer.Nest("", size);
        for (int part = 0; part < Tensor.Block / width.Lanes; part++)
        {
            store(part, [.. inputs.Select(input => IsWidened(input.Form, output.Form) ? input.Name + "v" + Number(part) : $"LoadUnsafe({Pixel(input, part)})")], Pixel(output, part));
        }

        string Pixel((string Name, TensorForm Form) tensor, int part) => At(tensor.Name + "c", part * width.Lanes, pixel.Times(tensor.Form.Step));
    }

    // Whether one vector of a block goes with all elements.
    private static bool IsWidened(TensorForm form, TensorForm whole) => form.IsVector && !whole.IsVector;

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
