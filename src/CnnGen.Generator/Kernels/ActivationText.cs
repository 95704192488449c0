using System;
using System.Collections.Generic;
using CnnGen.Generator.Emit;
using CnnGen.Generator.Tensors;
using static CnnGen.Generator.Kernels.VectorText;

namespace CnnGen.Generator.Kernels;

/// <summary>The C# of activations on what a kernel computes: of few instructions on vectors before they are stored; of others, and where the operand is kept, over a row that has been.</summary>
/// <remarks>A call between sums in registers would save and load all of them.</remarks>
internal static class ActivationText
{
    /// <summary>The function if vectors are stored with it, else null.</summary>
    public static ElementFunction? InRegisters(this KernelActivation? activation) => activation is { Operand: null, Function.IsInRegisters: true } ? activation.Function : null;

    /// <summary>The function if it goes over what has been stored, else null.</summary>
    public static ElementFunction? OverMemory(this KernelActivation? activation) => activation.InRegisters() is null ? activation?.Function : null;

    /// <summary>The function if vectors are stored with it, else null.</summary>
    public static ElementFunction? InRegisters(this ChannelActivation? activation) => activation is { KeepsOperand: false, Function.IsInRegisters: true } ? activation.Function : null;

    /// <summary>The function if it goes over what has been stored, else null.</summary>
    public static ElementFunction? OverMemory(this ChannelActivation? activation) => activation.InRegisters() is null ? activation?.Function : null;

    /// <summary>The parameter for a kernel's own results: the operand's where that is kept.</summary>
    public static string Stored(this ChannelActivation? activation) => activation is { KeepsOperand: true } ? "a" : "y";

    /// <summary>The parameters of the slopes and of the operand's place with a comma in front, as far as there are any.</summary>
    public static string Parameters(this ChannelActivation? activation) => Parameter(activation?.Function) + (activation is { KeepsOperand: true } ? ", ref float a" : "");

    /// <summary>Where a kernel's own results go, by the parameter's name: into the operand's place where that is kept.</summary>
    /// <param name="activation">The activation, or null.</param>
    /// <param name="y">Where the activation's values go.</param>
    public static (string Name, TensorForm Form) Stored(this KernelActivation? activation, TensorForm y) => activation?.Operand is { } operand ? ("a", operand) : ("y", y);

    /// <summary>All that a kernel writes, by the parameters' names.</summary>
    /// <param name="activation">The activation, or null.</param>
    /// <param name="y">Where its values go.</param>
    public static IEnumerable<(string Name, TensorForm Form)> Written(this KernelActivation? activation, TensorForm y) =>
        activation?.Operand is { } operand ? [("y", y), ("a", operand)] : [("y", y)];

    /// <summary>The parameters of the slopes and of the operand's place with a comma in front, as far as there are any.</summary>
    public static string Parameters(this KernelActivation? activation) => Parameter(activation?.Function) + (activation?.Operand is null ? "" : ", ref float a");

    /// <summary>The slopes' parameter with a comma in front, where a function takes some.</summary>
    public static string Parameter(ElementFunction? function) => HasSlopes(function) ? ", ref float s" : "";

    /// <summary>Whether a function takes slopes.</summary>
    public static bool HasSlopes(ElementFunction? function) => function is { Slopes: not SlopeCount.None };

    /// <summary>The slopes of a vector's channels, or the one that all have.</summary>
    /// <param name="function">A function that takes slopes.</param>
    /// <param name="first">The first channel's slope, as an argument.</param>
    /// <param name="slopes">The name of what refers to the first slope of all.</param>
    public static string SlopesAt(ElementFunction function, string first, string slopes = "s") => function.Slopes == SlopeCount.One ? $"Create({slopes})" : $"LoadUnsafe({first})";

    /// <summary>The first of the slopes that a function takes from a channel on, as an argument.</summary>
    /// <param name="function">The function, or null.</param>
    /// <param name="slopes">The name of what refers to the first slope of all.</param>
    /// <param name="channel">The channel, as terms to add.</param>
    public static string SlopesOf(ElementFunction? function, string slopes, params string[] channel) =>
        function?.Slopes == SlopeCount.OneAChannel ? At(slopes, 0, channel) : "ref " + slopes;

    /// <summary>Stores a vector, or a function of it that is computed in registers.</summary>
    /// <param name="writer">Receives the statements.</param>
    /// <param name="width">The vectors.</param>
    /// <param name="function">The function, or null; slopes that it takes are in <c>slope</c>.</param>
    /// <param name="value">The vector.</param>
    /// <param name="target">Where it goes, as an argument.</param>
    /// <param name="number">What ends the names of variables that go with this vector, where there are several.</param>
    public static void Store(CodeWriter writer, VectorWidth width, ElementFunction? function, string value, string target, string number = "")
    {
        if (function is { TakesOperandOnce: false })
        {
            writer.Line(width.Declare("value" + number, value));
            value = "value" + number;
        }

        writer.Line(width.StoreAt(function is null ? value : function.Of(value, "slope" + number), target));
    }

    /// <summary>Applies a function to a row of blocks that have been stored.</summary>
    /// <param name="function">The function.</param>
    /// <param name="writer">Receives the statements.</param>
    /// <param name="width">The vectors.</param>
    /// <param name="row">The blocks.</param>
    public static void WriteOver(this ElementFunction function, CodeWriter writer, VectorWidth width, StoredRow row)
    {
        if (HasSlopes(function))
        {
            WriteSlopes(function, writer, width, row);
        }
        else if (row.Step == Number(Tensor.Block))
        {
            writer.Line($"Activations.Apply({function.Instance}, {row.Operand}, {row.Value}, {row.Pixels} * {Number(Tensor.Block)});");
        }
        else
        {
            writer.Line($"Activations.ApplyToBlocks({function.Instance}, {row.Operand}, {row.Value}, {row.Pixels}, {row.Step});");
        }
    }

    private static void WriteSlopes(ElementFunction function, CodeWriter writer, VectorWidth width, StoredRow row)
    {
        using IDisposable scope = writer.Scope();
        writer.Line($"ref float operands = {row.Operand};");
        writer.Line($"ref float values = {row.Value};");
        writer.Line($"ref float slopes = {row.Slopes};");
        using CodeWriter.LoopBlock vector = writer.Loop("vector", Tensor.Block / width.Lanes);
        string lane = vector.Times(width.Lanes);
        writer.Line(width.Declare("slope", SlopesAt(function, At("slopes", 0, lane), "slopes")));
        using CodeWriter.LoopBlock pixel = writer.Loop("pixel", row.Pixels);
        Store(writer, width, function, $"LoadUnsafe({At("operands", 0, lane, pixel.Times(row.Step))})", At("values", 0, lane, pixel.Times(row.Step)));
    }
}

/// <summary>Blocks of 16 channels of neighbouring pixels that have been stored.</summary>
/// <param name="Operand">The first float, as an argument.</param>
/// <param name="Value">Where the first value goes, likewise; it may be the same.</param>
/// <param name="Slopes">The first of the slopes that the function takes, likewise.</param>
/// <param name="Pixels">How many blocks, as C#.</param>
/// <param name="Step">Floats from one to the next, of operands as of values, as C#.</param>
internal readonly record struct StoredRow(string Operand, string Value, string Slopes, string Pixels, string Step);
