using CnnGen.Generator.Emit;
using CnnGen.Generator.Tensors;
using static CnnGen.Generator.Kernels.VectorText;

namespace CnnGen.Generator.Kernels;

/// <summary>The C# of activations on what a kernel computes: of few instructions on vectors before they are stored, of others by the runtime's loop over a row that has been.</summary>
/// <remarks>A call between sums in registers would save and load all of them.</remarks>
internal static class ActivationText
{
    /// <summary>The activation if vectors are stored with it, else null.</summary>
    public static ElementFunction? InRegisters(this ElementFunction? activation) => activation is { IsInRegisters: true } ? activation : null;

    /// <summary>The activation if it goes over what has been stored, else null.</summary>
    public static ElementFunction? OverMemory(this ElementFunction? activation) => activation is { IsInRegisters: false } ? activation : null;

    /// <summary>The slopes' parameter with a comma in front, where an activation takes some.</summary>
    public static string Parameter(ElementFunction? activation) => HasSlopes(activation) ? ", ref float s" : "";

    /// <summary>Whether an activation takes slopes.</summary>
    public static bool HasSlopes(ElementFunction? activation) => activation is { Slopes: not SlopeCount.None };

    /// <summary>The slopes of a vector's channels, or the one that all have.</summary>
    /// <param name="activation">An activation that takes slopes.</param>
    /// <param name="first">The first channel's slope, as an argument.</param>
    public static string SlopesAt(ElementFunction activation, string first) => activation.Slopes == SlopeCount.One ? "Create(s)" : $"LoadUnsafe({first})";

    /// <summary>Stores a vector, or an activation of it that is computed in registers.</summary>
    /// <param name="writer">Receives the statements.</param>
    /// <param name="width">The vectors.</param>
    /// <param name="activation">The activation, or null; slopes that it takes are in <c>slope</c>.</param>
    /// <param name="value">The vector.</param>
    /// <param name="target">Where it goes, as an argument.</param>
    public static void Store(CodeWriter writer, VectorWidth width, ElementFunction? activation, string value, string target)
    {
        if (activation is { TakesOperandOnce: false })
        {
            writer.Line(width.Declare("value", value));
            value = "value";
        }

        writer.Line(width.StoreAt(activation is null ? value : activation.Of(value, "slope"), target));
    }

    /// <summary>Applies an activation to floats that have been stored.</summary>
    /// <param name="activation">The activation.</param>
    /// <param name="place">The first float, as an argument.</param>
    /// <param name="length">How many there are.</param>
    public static string Over(this ElementFunction activation, string place, long length) => $"Activations.Apply({activation.Instance}, {place}, {place}, {Number(length)});";
}
