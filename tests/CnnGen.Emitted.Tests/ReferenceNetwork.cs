using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace CnnGen.Emitted.Tests;

/// <summary>A network computed the plain way: loops over the definitions, in double precision.</summary>
internal sealed class ReferenceNetwork(int[] input, IReadOnlyList<ReferenceLayer> layers)
{
    /// <summary>What a layer's From and a join's names call the network's input.</summary>
    public const string NetworkInput = "<input>";

    private readonly string[] _names = Names(layers);

    public int[] Input { get; } = input;

    /// <summary>The class's attributes; strides may leave a rest.</summary>
    public string Declaration => $"[Input({string.Join(", ", Input)})] {string.Concat(layers.Select(layer => $"[{layer.Attribute}]"))}";

    /// <summary>The layers' names, given or by default.</summary>
    public static string[] Names(IReadOnlyList<ReferenceLayer> layers)
    {
        Dictionary<string, int> counts = [];
        return layers.Select(layer =>
        {
            counts[layer.DefaultName] = counts.GetValueOrDefault(layer.DefaultName) + 1;
            return layer.Name ?? layer.DefaultName + counts[layer.DefaultName].ToString(CultureInfo.InvariantCulture);
        }).ToArray();
    }

    /// <summary>The outputs for one sample.</summary>
    public double[] Forward(double[] x, IReadOnlyDictionary<string, double[]> parameters)
    {
        Volume running = Volume.Of(Input, x);
        Dictionary<string, Volume> outputs = new() { [NetworkInput] = running };
        for (int i = 0; i < layers.Count; i++)
        {
            ReferenceLayer layer = layers[i];
            Volume[] inputs = [layer.From is null ? running : outputs[layer.From], .. layer.Joined.Select(name => outputs[name])];
            running = layer.Apply(inputs, parameters.GetValueOrDefault(_names[i] + ".weight"), parameters.GetValueOrDefault(_names[i] + ".bias"));
            outputs[_names[i]] = running;
        }

        return running.Values;
    }
}

/// <summary>Channels, height, width and the values in that order.</summary>
internal sealed record Volume(int[] Shape, double[] Values)
{
    public int Channels => Shape[0];

    public int Height => Shape[1];

    public int Width => Shape[2];

    /// <summary>Values of a vector, a sequence, an image or a volume, whose slices lie under each other.</summary>
    public static Volume Of(int[] shape, double[] values) => new(
        shape.Length switch { 1 => [shape[0], 1, 1], 2 => [shape[0], 1, shape[1]], 3 => shape, _ => [shape[0], shape[1] * shape[2], shape[3]] }, values);

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
    public string? Name { get; init; }

    public string? From { get; init; }

    /// <summary>What a join names.</summary>
    public IReadOnlyList<string> Joined { get; init; } = [];

    /// <summary>The attribute's name without "Attribute".</summary>
    protected abstract string Kind { get; }

    /// <summary>The arguments as C#.</summary>
    protected virtual IEnumerable<string> Arguments => [];

    /// <summary>What it is called without a name, before its number.</summary>
    public virtual string DefaultName => Kind.ToLowerInvariant();

    /// <summary>The attribute as C#.</summary>
    public string Attribute
    {
        get
        {
            IEnumerable<string> arguments = Arguments
                .Concat(Name is null ? [] : [$"Name = \"{Name}\""])
                .Concat(From is null ? [] : [$"From = {Quoted(From)}"]);
            return $"{Kind}({string.Join(", ", arguments)})";
        }
    }

    /// <summary>The output.</summary>
    /// <param name="inputs">The running output, then what the layer joins with it.</param>
    /// <param name="weight">The layer's weights, if any.</param>
    /// <param name="bias">The layer's bias, if any.</param>
    public abstract Volume Apply(IReadOnlyList<Volume> inputs, double[]? weight, double[]? bias);

    /// <summary>The output's shape as the network knows it, or null where the layer does not fit.</summary>
    /// <param name="shapes">The running output's shape, then those of what the layer joins with it.</param>
    public abstract int[]? Infer(IReadOnlyList<int[]> shapes);

    protected static string Quoted(string name) => name == ReferenceNetwork.NetworkInput ? "Tensor.Input" : $"\"{name}\"";
}

/// <summary>A window that moves over rows and columns; along one axis only where the input is a sequence.</summary>
internal sealed record ReferenceWindow(int KernelRows, int KernelColumns, int Stride, int Pad, int Dilation, bool IsSequence, bool Ceil = false)
{
    public int Rows => IsSequence ? 1 : KernelRows;

    public int RowPad => IsSequence ? 0 : Pad;

    public string Arguments => (IsSequence ? $"{KernelColumns}" : $"{KernelRows}, KernelWidth = {KernelColumns}")
        + $", Stride = {Stride}, Pad = {Pad}" + (Ceil ? ", Fit = Fit.Ceil" : "");

    /// <summary>The output's spatial sizes, or null where the window is larger than its padded input.</summary>
    public int[]? Infer(int[] shape) => shape.Length switch
    {
        2 when IsSequence && Count(shape[1], KernelColumns) is { } columns => [columns],
        3 when !IsSequence && Count(shape[1], KernelRows) is { } height && Count(shape[2], KernelColumns) is { } width => [height, width],
        _ => null,
    };

    private int? Count(int size, int kernel)
    {
        int room = size + (2 * Pad) - (Dilation * (kernel - 1)) - 1;
        if (room < 0)
        {
            return null;
        }

        int count = ((Ceil ? room + Stride - 1 : room) / Stride) + 1;
        return Ceil && (count - 1) * Stride >= size + Pad ? count - 1 : count;
    }
}

internal sealed record ReferenceConvolution(int Filters, ReferenceWindow Window, int Groups, bool Bias) : ReferenceLayer
{
    protected override string Kind => "Conv";

    protected override IEnumerable<string> Arguments =>
        [$"{Filters}", Window.Arguments, $"Dilation = {Window.Dilation}", $"Groups = {Groups}", $"Bias = {(Bias ? "true" : "false")}"];

    public override int[]? Infer(IReadOnlyList<int[]> shapes) =>
        shapes[0][0] % Groups == 0 && Filters % Groups == 0 && Window.Infer(shapes[0]) is { } sizes ? [Filters, .. sizes] : null;

    public override Volume Apply(IReadOnlyList<Volume> inputs, double[]? weight, double[]? bias)
    {
        Volume x = inputs[0];
        int[] sizes = Window.Infer(Window.IsSequence ? [x.Channels, x.Width] : x.Shape)!;
        int channels = x.Channels / Groups;
        return Volume.Make(Filters, Window.IsSequence ? 1 : sizes[0], sizes[^1], (filter, row, column) =>
        {
            int group = filter / (Filters / Groups);
            double sum = bias?[filter] ?? 0;
            for (int channel = 0; channel < channels; channel++)
            {
                for (int u = 0; u < Window.Rows; u++)
                {
                    for (int v = 0; v < Window.KernelColumns; v++)
                    {
                        sum += weight![(((((filter * channels) + channel) * Window.Rows) + u) * Window.KernelColumns) + v]
                            * x.At((group * channels) + channel, (row * Window.Stride) + (u * Window.Dilation) - Window.RowPad, (column * Window.Stride) + (v * Window.Dilation) - Window.Pad);
                    }
                }
            }

            return sum;
        });
    }
}

internal sealed record ReferencePool(bool IsMax, ReferenceWindow Window, bool CountIncludePad) : ReferenceLayer
{
    protected override string Kind => IsMax ? "MaxPool" : "AvgPool";

    protected override IEnumerable<string> Arguments => IsMax ? [Window.Arguments] : [Window.Arguments, $"CountIncludePad = {(CountIncludePad ? "true" : "false")}"];

    public override string DefaultName => "pool";

    public override int[]? Infer(IReadOnlyList<int[]> shapes) => Window.Infer(shapes[0]) is { } sizes ? [shapes[0][0], .. sizes] : null;

    public override Volume Apply(IReadOnlyList<Volume> inputs, double[]? weight, double[]? bias)
    {
        Volume x = inputs[0];
        int[] sizes = Window.Infer(Window.IsSequence ? [x.Channels, x.Width] : x.Shape)!;
        return Volume.Make(x.Channels, Window.IsSequence ? 1 : sizes[0], sizes[^1], (channel, row, column) =>
        {
            List<double> inside = [];
            int padded = 0;
            for (int u = 0; u < Window.Rows; u++)
            {
                for (int v = 0; v < Window.KernelColumns; v++)
                {
                    int h = (row * Window.Stride) + u - Window.RowPad;
                    int w = (column * Window.Stride) + v - Window.Pad;

                    // Where the last window passes the padding, PyTorch does not count what lies beyond it.
                    padded += h < x.Height + Window.RowPad && w < x.Width + Window.Pad ? 1 : 0;
                    if (h >= 0 && w >= 0 && h < x.Height && w < x.Width)
                    {
                        inside.Add(x.At(channel, h, w));
                    }
                }
            }

            return IsMax ? inside.Max() : inside.Sum() / (CountIncludePad ? padded : inside.Count);
        });
    }
}

internal sealed record ReferenceActivation(string Function) : ReferenceLayer
{
    protected override string Kind => Function;

    public override int[] Infer(IReadOnlyList<int[]> shapes) => shapes[0];

    public override Volume Apply(IReadOnlyList<Volume> inputs, double[]? weight, double[]? bias) => inputs[0] with
    {
        Values = inputs[0].Values.Select(value => Function switch
        {
            "ReLU" => Math.Max(0, value),
            "Tanh" => Math.Tanh(value),
            _ => 1 / (1 + Math.Exp(-value)),
        }).ToArray(),
    };
}

internal sealed record ReferenceSoftmax : ReferenceLayer
{
    protected override string Kind => "Softmax";

    public override int[] Infer(IReadOnlyList<int[]> shapes) => shapes[0];

    public override Volume Apply(IReadOnlyList<Volume> inputs, double[]? weight, double[]? bias)
    {
        Volume x = inputs[0];
        return Volume.Make(x.Channels, x.Height, x.Width, (channel, row, column) =>
            Math.Exp(x.At(channel, row, column)) / Enumerable.Range(0, x.Channels).Sum(other => Math.Exp(x.At(other, row, column))));
    }
}

internal sealed record ReferenceFlatten : ReferenceLayer
{
    protected override string Kind => "Flatten";

    public override int[] Infer(IReadOnlyList<int[]> shapes) => [shapes[0].Aggregate(1, (product, size) => product * size)];

    public override Volume Apply(IReadOnlyList<Volume> inputs, double[]? weight, double[]? bias) =>
        Volume.Of([inputs[0].Values.Length], inputs[0].Values);
}

internal sealed record ReferenceLinear(int Features, bool Bias) : ReferenceLayer
{
    protected override string Kind => "Linear";

    protected override IEnumerable<string> Arguments => [$"{Features}", $"Bias = {(Bias ? "true" : "false")}"];

    public override string DefaultName => "fc";

    public override int[] Infer(IReadOnlyList<int[]> shapes) => [Features];

    public override Volume Apply(IReadOnlyList<Volume> inputs, double[]? weight, double[]? bias)
    {
        double[] x = inputs[0].Values;
        return Volume.Make(Features, 1, 1, (feature, _, _) =>
        {
            double sum = bias?[feature] ?? 0;
            for (int i = 0; i < x.Length; i++)
            {
                sum += x[i] * weight![(feature * x.Length) + i];
            }

            return sum;
        });
    }
}

internal sealed record ReferenceAdd : ReferenceLayer
{
    protected override string Kind => "Add";

    protected override IEnumerable<string> Arguments => Joined.Select(Quoted);

    public override int[]? Infer(IReadOnlyList<int[]> shapes) => shapes.All(shape => shape.SequenceEqual(shapes[0])) ? shapes[0] : null;

    public override Volume Apply(IReadOnlyList<Volume> inputs, double[]? weight, double[]? bias) => inputs[0] with
    {
        Values = Enumerable.Range(0, inputs[0].Values.Length).Select(index => inputs.Sum(input => input.Values[index])).ToArray(),
    };
}

internal sealed record ReferenceConcat(bool RunningFirst) : ReferenceLayer
{
    protected override string Kind => "Concat";

    protected override IEnumerable<string> Arguments => Joined.Select(Quoted).Concat(RunningFirst ? ["Order = ConcatOrder.RunningFirst"] : []);

    public override int[]? Infer(IReadOnlyList<int[]> shapes) =>
        shapes.All(shape => shape.Skip(1).SequenceEqual(shapes[0].Skip(1)) && shape.Length == shapes[0].Length)
            ? [shapes.Sum(shape => shape[0]), .. shapes[0].Skip(1)]
            : null;

    public override Volume Apply(IReadOnlyList<Volume> inputs, double[]? weight, double[]? bias)
    {
        IEnumerable<Volume> ordered = RunningFirst ? inputs : inputs.Skip(1).Append(inputs[0]);
        return new Volume([inputs.Sum(input => input.Channels), inputs[0].Height, inputs[0].Width], ordered.SelectMany(input => input.Values).ToArray());
    }
}
