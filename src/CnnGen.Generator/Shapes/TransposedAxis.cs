using System;

namespace CnnGen.Generator.Shapes;

/// <summary>A transposed window along one axis: out = (in - 1) stride - padding before and after + dilation (kernel - 1) + output padding + 1.</summary>
/// <param name="Window">The window that it is the transpose of: it would move along the output.</param>
/// <param name="Size">Elements of the input.</param>
/// <param name="OutputPad">Elements that the output has more, behind: several sizes of an output give a strided window as many positions.</param>
internal readonly record struct TransposedAxis(AxisWindow Window, int Size, Setting OutputPad) : IEquatable<TransposedAxis>
{
    /// <summary>Elements of the output before padding takes any off.</summary>
    public long Unpadded => ((Size - 1L) * Window.Stride.Value) + Window.Extent + OutputPad.Value;

    /// <summary>Elements of the output; none or fewer where the padding takes off all.</summary>
    public long Output => Unpadded - Window.Pad.Total;

    /// <summary>The most output padding, by PyTorch's rule: with as much as the stride the window would have another position.</summary>
    public int MostOutputPad => Math.Max(Window.Stride.Value, Window.Dilation.Value) - 1;

    /// <summary>The rule with its numbers: <c>(7 - 1)*2 - 2*1 + 1*(4 - 1) + 0 + 1 = 14</c>.</summary>
    public string Arithmetic => FormattableString.Invariant(
        $"({Size} - 1)*{Window.Stride.Value} - {PadText} + {Window.Dilation.Value}*({Window.Kernel.Value} - 1) + {OutputPad.Value} + 1 = {Output}");

    /// <summary>The largest value of one of its paddings that leaves an element; less than 0 where none does.</summary>
    public long MostPad(Setting pad)
    {
        AxisPad others = Window.Pad.With(pad, 0);
        int sides = (Window.Pad.Before == pad ? 1 : 0) + (Window.Pad.After == pad ? 1 : 0);
        long room = Unpadded - 1 - others.Total;
        return room < 0 ? -1 : room / sides;
    }

    private string PadText => Window.Pad.Before.Value == Window.Pad.After.Value ? Window.Pad.Text : $"({Window.Pad.Text})";
}
