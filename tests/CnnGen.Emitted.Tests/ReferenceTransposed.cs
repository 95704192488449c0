using System.Collections.Generic;
using System.Linq;

namespace CnnGen.Emitted.Tests;

/// <summary>Adds each input element times its filters to the output.</summary>
/// <param name="Window">The window's numbers; its paddings are taken off the output.</param>
/// <param name="OutputPads">Elements that the output has more on each axis, outermost first.</param>
internal sealed record ReferenceConvTranspose(int Filters, ReferenceWindow Window, IReadOnlyList<int> OutputPads, int Groups, bool Bias) : ReferenceSampleLayer
{
    protected override string Kind => "ConvTranspose";

    protected override IEnumerable<string> Arguments =>
    [
        $"{Filters}", .. Window.Arguments, .. Window.DilationArguments, .. OutputPads.Zip(NamesOf(OutputPads.Count), (pad, name) => $"{name} = {pad}"), $"Groups = {Groups}", $"Bias = {(Bias ? "true" : "false")}",
    ];

    /// <summary>The arguments of the output's paddings.</summary>
    public static IEnumerable<string> NamesOf(int axes) => ReferenceWindow.AxisNames.Skip(ReferenceWindow.AxisNames.Count - axes).Select(axis => "OutputPad" + axis);

    public override int[]? Infer(IReadOnlyList<int[]> shapes)
    {
        int[] x = shapes[0];
        if (x.Length != Window.Axes.Count + 1 || x[0] % Groups != 0 || Filters % Groups != 0)
        {
            return null;
        }

        bool hasWindows = Window.Axes.Zip(OutputPads, (axis, pad) => pad < axis.Stride || pad < axis.Dilation).All(holds => holds);
        int[] sizes = Window.Axes.Zip(OutputPads).Zip(x[1..], (axis, size) => Size(axis.First, axis.Second, size)).ToArray();
        return hasWindows && sizes.All(size => size > 0) ? [Filters, .. sizes] : null;
    }

    protected override Volume Apply(IReadOnlyList<Volume> inputs, double[]? weight, double[]? bias)
    {
        Volume x = inputs[0];
        ReferenceAxis[] axes = Window.All;
        int[] pads = [.. Enumerable.Repeat(0, axes.Length - OutputPads.Count), .. OutputPads];
        int[] sizes = axes.Zip(pads).Zip(x.Sizes, (axis, size) => Size(axis.First, axis.Second, size)).ToArray();
        int positions = sizes[0] * sizes[1] * sizes[2];
        int perGroup = Filters / Groups;
        int taps = Window.Count;
        double[] values = Enumerable.Range(0, Filters * positions).Select(i => bias?[i / positions] ?? 0).ToArray();
        foreach ((int slice, int row, int column) in Positions(x.Sizes))
        {
            int tap = 0;
            foreach ((int t, int u, int v) in Positions(axes.Select(axis => axis.Kernel).ToArray()))
            {
                int[] place = new[] { (slice, t), (row, u), (column, v) }.Zip(axes, (at, axis) => (at.Item1 * axis.Stride) + (at.Item2 * axis.Dilation) - axis.PadBefore).ToArray();
                if (place.Zip(sizes, (at, size) => at >= 0 && at < size).All(isInside => isInside))
                {
                    int position = (((place[0] * sizes[1]) + place[1]) * sizes[2]) + place[2];
                    for (int channel = 0; channel < x.Channels; channel++)
                    {
                        int first = channel / (x.Channels / Groups) * perGroup;
                        for (int filter = 0; filter < perGroup; filter++)
                        {
                            values[((first + filter) * positions) + position] += weight![(((channel * perGroup) + filter) * taps) + tap] * x.At(channel, slice, row, column);
                        }
                    }
                }

                tap++;
            }
        }

        return new Volume([Filters, .. sizes], values);
    }

    private static int Size(ReferenceAxis axis, int outputPad, int size) =>
        ((size - 1) * axis.Stride) - axis.PadBefore - axis.PadAfter + (axis.Dilation * (axis.Kernel - 1)) + outputPad + 1;

    private static IEnumerable<(int, int, int)> Positions(int[] sizes) =>
        from slice in Enumerable.Range(0, sizes[0])
        from row in Enumerable.Range(0, sizes[1])
        from column in Enumerable.Range(0, sizes[2])
        select (slice, row, column);
}
