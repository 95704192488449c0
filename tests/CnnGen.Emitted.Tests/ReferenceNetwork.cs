using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace CnnGen.Emitted.Tests;

/// <summary>A network computed the plain way: loops over the definitions, in double precision.</summary>
internal sealed class ReferenceNetwork(int[] input, IReadOnlyList<ReferenceLayer> layers)
{
    public int[] Input { get; } = input;

    /// <summary>The class's attributes; strides may leave a rest.</summary>
    public string Declaration => $"[Input({string.Join(", ", Input)})] {string.Concat(layers.Select(layer => $"[{layer.Attribute}]"))}";

    /// <summary>The outputs for one sample.</summary>
    public double[] Forward(double[] x, IReadOnlyDictionary<string, double[]> parameters)
    {
        Volume volume = new(Input.Length == 1 ? [Input[0], 1, 1] : Input, x);
        Dictionary<string, int> counts = [];
        foreach (ReferenceLayer layer in layers)
        {
            string prefix = layer is ReferenceConvolution ? "conv" : "fc";
            if (layer is ReferenceConvolution or ReferenceLinear)
            {
                counts[prefix] = counts.GetValueOrDefault(prefix) + 1;
            }

            string name = prefix + counts.GetValueOrDefault(prefix).ToString(CultureInfo.InvariantCulture);
            volume = layer.Apply(volume, parameters.GetValueOrDefault(name + ".weight"), parameters.GetValueOrDefault(name + ".bias"));
        }

        return volume.Values;
    }
}

/// <summary>Channels, height, width and the values in that order.</summary>
internal sealed record Volume(int[] Shape, double[] Values)
{
    public int Channels => Shape[0];

    public int Height => Shape[1];

    public int Width => Shape[2];

    /// <summary>A value, or zero outside of the plane.</summary>
    public double At(int channel, int row, int column) =>
        row < 0 || column < 0 || row >= Height || column >= Width ? 0 : Values[(((channel * Height) + row) * Width) + column];

    public static Volume Make(int channels, int height, int width, Func<int, int, int, double> value)
    {
        double[] values = new double[channels * height * width];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = value(i / (height * width), i / width % height, i % width);
        }

        return new Volume([channels, height, width], values);
    }
}

/// <summary>A layer by its definition.</summary>
internal abstract record ReferenceLayer
{
    public abstract string Attribute { get; }

    public abstract Volume Apply(Volume x, double[]? weight, double[]? bias);

    /// <summary>The output's shape, or null where the layer does not fit.</summary>
    public abstract int[]? Infer(int[] shape);
}

internal sealed record ReferenceConvolution(int Filters, int KernelRows, int KernelColumns, int Stride, int Pad, int Dilation, int Groups, bool Bias) : ReferenceLayer
{
    public override string Attribute => $"Conv({Filters}, {KernelRows}, KernelWidth = {KernelColumns}, Stride = {Stride}, Pad = {Pad}, Dilation = {Dilation}, Groups = {Groups}, Bias = {(Bias ? "true" : "false")})";

    public override int[]? Infer(int[] shape)
    {
        int rows = shape[1] + (2 * Pad) - (Dilation * (KernelRows - 1)) - 1;
        int columns = shape[2] + (2 * Pad) - (Dilation * (KernelColumns - 1)) - 1;
        return rows < 0 || columns < 0 || shape[0] % Groups != 0 || Filters % Groups != 0 ? null : [Filters, (rows / Stride) + 1, (columns / Stride) + 1];
    }

    public override Volume Apply(Volume x, double[]? weight, double[]? bias)
    {
        int[] shape = Infer(x.Shape)!;
        int channels = x.Channels / Groups;
        return Volume.Make(shape[0], shape[1], shape[2], (filter, row, column) =>
        {
            int group = filter / (Filters / Groups);
            double sum = bias?[filter] ?? 0;
            for (int channel = 0; channel < channels; channel++)
            {
                for (int u = 0; u < KernelRows; u++)
                {
                    for (int v = 0; v < KernelColumns; v++)
                    {
                        sum += weight![(((((filter * channels) + channel) * KernelRows) + u) * KernelColumns) + v]
                            * x.At((group * channels) + channel, (row * Stride) + (u * Dilation) - Pad, (column * Stride) + (v * Dilation) - Pad);
                    }
                }
            }

            return sum;
        });
    }
}

internal sealed record ReferencePool(bool IsMax, int Kernel, int Stride, int Pad) : ReferenceLayer
{
    public override string Attribute => $"{(IsMax ? "MaxPool" : "AvgPool")}({Kernel}, Stride = {Stride}, Pad = {Pad})";

    public override int[]? Infer(int[] shape)
    {
        int rows = shape[1] + (2 * Pad) - Kernel;
        int columns = shape[2] + (2 * Pad) - Kernel;
        return rows < 0 || columns < 0 ? null : [shape[0], (rows / Stride) + 1, (columns / Stride) + 1];
    }

    public override Volume Apply(Volume x, double[]? weight, double[]? bias)
    {
        int[] shape = Infer(x.Shape)!;
        return Volume.Make(shape[0], shape[1], shape[2], (channel, row, column) =>
        {
            List<double> inside = [];
            for (int u = 0; u < Kernel; u++)
            {
                for (int v = 0; v < Kernel; v++)
                {
                    int h = (row * Stride) + u - Pad;
                    int w = (column * Stride) + v - Pad;
                    if (h >= 0 && w >= 0 && h < x.Height && w < x.Width)
                    {
                        inside.Add(x.At(channel, h, w));
                    }
                }
            }

            return IsMax ? inside.Max() : inside.Sum() / (Kernel * Kernel);
        });
    }
}

internal sealed record ReferenceActivation(string Name, Func<double, double> Function) : ReferenceLayer
{
    public override string Attribute => Name;

    public override int[] Infer(int[] shape) => shape;

    public override Volume Apply(Volume x, double[]? weight, double[]? bias) => x with { Values = x.Values.Select(Function).ToArray() };
}

internal sealed record ReferenceSoftmax : ReferenceLayer
{
    public override string Attribute => "Softmax";

    public override int[] Infer(int[] shape) => shape;

    public override Volume Apply(Volume x, double[]? weight, double[]? bias) => Volume.Make(x.Channels, x.Height, x.Width, (channel, row, column) =>
        Math.Exp(x.At(channel, row, column)) / Enumerable.Range(0, x.Channels).Sum(other => Math.Exp(x.At(other, row, column))));
}

internal sealed record ReferenceFlatten : ReferenceLayer
{
    public override string Attribute => "Flatten";

    public override int[] Infer(int[] shape) => [shape[0] * shape[1] * shape[2], 1, 1];

    public override Volume Apply(Volume x, double[]? weight, double[]? bias) => x with { Shape = Infer(x.Shape) };
}

internal sealed record ReferenceLinear(int Features, bool Bias) : ReferenceLayer
{
    public override string Attribute => $"Linear({Features}, Bias = {(Bias ? "true" : "false")})";

    public override int[] Infer(int[] shape) => [Features, 1, 1];

    public override Volume Apply(Volume x, double[]? weight, double[]? bias) => Volume.Make(Features, 1, 1, (feature, _, _) =>
        x.Values.Select((value, index) => value * weight![(feature * x.Values.Length) + index]).Sum() + (bias?[feature] ?? 0));
}
