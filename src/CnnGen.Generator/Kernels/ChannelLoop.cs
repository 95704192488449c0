using System;
using System.Collections.Generic;
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
    /// <param name="write">Writes the body, given what refers to a channel's first element in a tensor.</param>
    public static void Write(CodeWriter writer, VectorWidth width, Action<Func<ChannelForm, string>> write)
    {
        using CodeWriter.LoopBlock plane = writer.Loop("plane", Planes);
        using CodeWriter.LoopBlock part = writer.Loop("part", Tensor.Block / width.Lanes);
        writer.Line($"int lane = 0{plane.Times(Tensor.Block)}{part.Times(width.Lanes)};");
        write(tensor => At(tensor.Name, 0, tensor.Origin, plane.Times(tensor.PlaneStride), part.Times(width.Lanes)));
    }

    /// <summary>The tensors that <see cref="Map"/> is told: the operands, the result, and what the activation takes where that is kept.</summary>
    public static string[] MapNames(ChannelActivation? activation, params string[] inputs) => activation is { KeepsOperand: true } ? [.. inputs, "y", "a"] : [.. inputs, "y"];

    /// <summary>Their forms.</summary>
    public static TensorForm[] MapForms(KernelActivation? activation, TensorForm y, params TensorForm[] inputs) =>
        [.. inputs, .. activation.Written(y).Select(static tensor => tensor.Form)];

    /// <summary>How <see cref="Map"/> walks tensors of one shape: row by row, or all elements of a channel as one row where none has a border.</summary>
    /// <param name="activation">What the results go through, or null: over memory it finds near what is not too long.</param>
    /// <param name="y">The result.</param>
    /// <param name="others">What else is walked.</param>
    public static PerAxis<int> SizeOfMap(KernelActivation? activation, TensorForm y, IEnumerable<TensorForm> others)
    {
        PerAxis<int> whole = new(1, 1, y.Size.Product());
        bool isDense = activation.Written(y).Select(static tensor => tensor.Form).Concat(others.Where(form => form.IsVector == y.IsVector)).All(static form => form.Border.IsEmpty);
        return isDense && (activation.OverMemory() is null || (long)whole.Columns * Tensor.Block <= MostNearFloats) ? whole : y.Size;
    }

    /// <summary>Writes a function of each element, of one tensor or of several of one shape, and of constants of its channel.</summary>
    /// <remarks>All vectors of a block are computed in one walk: in one each, every cache line would be read and written as often.</remarks>
    /// <param name="writer">Receives the loops.</param>
    /// <param name="width">The vectors.</param>
    /// <param name="size">Slices, rows and columns, as C#.</param>
    /// <param name="inputs">The operands; the result is called y.</param>
    /// <param name="activation">What the result goes through, or null.</param>
    /// <param name="constants">Declares the constants of a vector's channels, given its number, which ends their names; they lie at <see cref="Lane"/>. Null where there are none.</param>
    /// <param name="value">The function, given the vector's number and an element of each operand.</param>
    /// <param name="isShared">Whether threads share the blocks of channels.</param>
    public static void Map(
        CodeWriter writer,
        VectorWidth width,
        PerAxis<string> size,
        ChannelForm[] inputs,
        ChannelActivation? activation,
        Action<CodeWriter, VectorWidth, int>? constants,
        Func<VectorWidth, int, string[], string> value,
        bool isShared = false)
    {
        using CodeWriter.LoopBlock plane = isShared ? writer.SharedLoop("plane", Planes) : writer.Loop("plane", Planes);
        WriteConstants(writer, width, plane, inputs, activation, constants);
        using LoopNest row = writer.Nest(size with { Columns = "1" });
        ChannelForm stored = ChannelForm.Told(activation.Stored());
        ElementFunction? inRegisters = activation.InRegisters();
        foreach (ChannelForm tensor in inputs.Append(stored).Where(static tensor => !tensor.IsWidened))
        {
            writer.Line($"ref float {tensor.Name}c = {Row(tensor)};");
        }

        using (CodeWriter.LoopBlock column = writer.Loop("column", size.Columns))
        {
            for (int part = 0; part < Tensor.Block / width.Lanes; part++)
            {
                string Element(ChannelForm tensor) => At(tensor.Name + "c", part * width.Lanes, column.Times(tensor.Step.Columns));
                string[] elements = [.. inputs.Select(input => input.IsWidened ? $"{input.Name}v{Number(part)}" : $"LoadUnsafe({Element(input)})")];
                ActivationText.Store(writer, width, inRegisters, value(width, part, elements), Element(stored), Number(part));
            }
        }

        activation.OverMemory()?.WriteOver(
            writer, width, new StoredRow(Row(stored), Row(ChannelForm.Told("y")), ActivationText.SlopesOf(activation?.Function, "s", plane.Times(Tensor.Block)), size.Columns, stored.Step.Columns));

        string Row(ChannelForm tensor) => At(tensor.Name, 0, tensor.Origin, plane.Times(tensor.PlaneStride), row.Times(tensor.Step));
    }

    /// <summary>The first channel of a block's vector, as an index.</summary>
    public static string Lane(VectorWidth width, int part) => part == 0 ? "lane" : $"lane + {Number(part * width.Lanes)}";

    // What holds for all elements of a block: constants, slopes, operands that have one element a channel.
    private static void WriteConstants(
        CodeWriter writer, VectorWidth width, CodeWriter.LoopBlock plane, ChannelForm[] inputs, ChannelActivation? activation, Action<CodeWriter, VectorWidth, int>? constants)
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

            foreach (ChannelForm input in inputs.Where(static input => input.IsWidened))
            {
                writer.Line(width.Declare($"{input.Name}v{Number(part)}", $"LoadUnsafe({At(input.Name, part * width.Lanes, input.Origin, plane.Times(input.PlaneStride))})"));
            }
        }
    }

    /// <summary>How many sums are in flight over rows of some length.</summary>
    public static int SplitsOf(PerAxis<int> size) => Enumerable.Range(1, MostSplits).Last(split => size.Columns % split == 0);

    /// <summary>Sums over a shard's samples and a channel's elements, row by row so that long sums lose no digits.</summary>
    /// <param name="writer">Receives the loops.</param>
    /// <param name="width">The vectors.</param>
    /// <param name="size">Slices, rows and columns, as C#.</param>
    /// <param name="splits">How many sums there are in flight: as <see cref="SplitsOf"/> says.</param>
    /// <param name="sums">The sums' names, which are declared.</param>
    /// <param name="inputs">The inputs: a name, the reference to a channel's first element of the first sample, and the form.</param>
    /// <param name="add">Writes one element's share: given the sums' names, and the elements' as variables.</param>
    public static void Sum(
        CodeWriter writer, VectorWidth width, PerAxis<string> size, int splits, string[] sums, (string Name, string First, ChannelForm Form)[] inputs, Action<string[], string[]> add)
    {
        foreach (string sum in sums)
        {
            writer.Line(width.Declare(sum, width.Zero()));
        }

        using CodeWriter.LoopBlock sample = new(writer.Block("for (int sample = 0; sample < samples; sample++)"), "sample");
        string[] ofSample = [.. sums.Select(static sum => sum + "Sample")];
        SumOfSample(writer, width, size, splits, ofSample, inputs, add, " + ((nint)sample * sampleStride)");
        foreach (string sum in sums)
        {
            writer.Line($"{sum} += {sum}Sample;");
        }
    }

    /// <summary>The same over one sample.</summary>
    /// <param name="writer">Receives the loops.</param>
    /// <param name="width">The vectors.</param>
    /// <param name="size">Slices, rows and columns, as C#.</param>
    /// <param name="splits">How many sums there are in flight.</param>
    /// <param name="sums">The sums' names, which are declared.</param>
    /// <param name="inputs">The inputs: a name, the reference to a channel's first element, and the form.</param>
    /// <param name="add">Writes one element's share: given the sums' names, and the elements' as variables.</param>
    /// <param name="sample">Where the sample lies from the first on, as a term.</param>
    public static void SumOfSample(
        CodeWriter writer, VectorWidth width, PerAxis<string> size, int splits, string[] sums, (string Name, string First, ChannelForm Form)[] inputs, Action<string[], string[]> add, string sample = "")
    {
        foreach (string sum in sums)
        {
            writer.Line(width.Declare(sum, width.Zero()));
        }

        using LoopNest row = writer.Nest(size with { Columns = "1" });
        foreach ((string name, string first, ChannelForm form) in inputs)
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

        using (CodeWriter.LoopBlock column = size.Columns == Number(splits) ? default : writer.Loop("column", size.Columns, splits))
        {
            for (int split = 0; split < splits; split++)
            {
                string[] elements = inputs.Select(input =>
                    $"LoadUnsafe({At(input.Name + "r", split * Tensor.Block, column.Times(input.Form.Step.Columns))})").ToArray();
                add(sums.Select(sum => sum + Number(split)).ToArray(), elements);
            }
        }

        foreach (string sum in sums)
        {
            writer.Line($"{sum} += {string.Join(" + ", Enumerable.Range(0, splits).Select(split => sum + Number(split)))};");
        }
    }
}
