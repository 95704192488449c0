using System;
using System.Collections.Generic;
using System.Linq;

namespace CnnGen.Emitted.Tests;

/// <summary>Draws legal networks: vectors, sequences, images and volumes, chains and branches, every kind of layer that has a derivative.</summary>
/// <param name="seed">The same seed draws the same network.</param>
/// <param name="mostElements">The most elements of any output.</param>
internal sealed class RandomNetworks(int seed, int mostElements)
{
    private static readonly ReferenceActivation[][] Functions = [.. ReferenceActivation.All.GroupBy(function => function.Function).Select(alike => alike.ToArray())];
    private static readonly string[] Joins = ["Add", "Add", "Subtract", "Multiply", "Max", "Average"];

    private const int RearrangedOneIn = 6;
    private const int TransposedOneIn = 12;
    private const int MarkedOneIn = 8;
    private const int RecomputedOneIn = 4;
    private const int MostMarks = 3;

    private readonly Random _random = new(seed * 7919);

    // Streams of their own, so that these kinds leave the others as they are drawn without them. The first numbers of neighbouring seeds go together:
    // the seeds are drawn.
    private readonly Random _rearranged = new(new Random((seed * 7919) + 1).Next());
    private readonly Random _transposed = new(new Random((seed * 7919) + 2).Next());
    private readonly Random _marked = new(new Random((seed * 7919) + 3).Next());
    private readonly Random _recomputed = new(new Random((seed * 7919) + 4).Next());
    private readonly List<ReferenceLayer> _layers = [];
    private readonly List<(string Name, int[] Shape)> _outputs = [];

    /// <summary>A network of up to some ten layers.</summary>
    public static ReferenceNetwork Draw(int seed, int mostElements) => new RandomNetworks(seed, mostElements).Draw();

    private ReferenceNetwork Draw()
    {
        int[] input = Input();
        int[] running = input;
        _outputs.Add((ReferenceNetwork.NetworkInput, input));
        int count = _random.Next(1, 8);
        for (int i = 0; i < count; i++)
        {
            running = _rearranged.Next(RearrangedOneIn) == 0 ? TryAddUnnamed(Rearrangement(running), running) : running;
            running = running.Length > 1 && _transposed.Next(TransposedOneIn) == 0 ? AddTransposed(running) : running;
            running = running.Length > 1 && _random.Next(10) == 0 ? AddGate(running) : TryAdd(Pick(running), running);
            if (_layers.LastOrDefault() is not (ReferenceConvolutions or ReferenceLinear))
            {
                continue;
            }

            // Where they stand in most networks, and where the weights or the sums take them in.
            running = _random.Next(4) == 0 ? TryAdd(_random.Next(3) > 0 ? BatchNorm() : SampleNorm(running), running) : running;
            running = _random.Next(2) == 0 ? TryAdd(Activation(), running) : running;
        }

        if (_random.Next(4) > 0)
        {
            running = TryAdd(new ReferenceLinear(_random.Next(1, 40), _random.Next(2) == 0), running);
        }

        if (_layers.Count == 0 || _random.Next(6) == 0)
        {
            TryAdd(new ReferenceSoftmax(_random.Next(2) == 0), running);
        }

        List<ReferenceLayer> layers = _marked.Next(MarkedOneIn) == 0 ? Marked() : _layers;
        return new ReferenceNetwork(input, _recomputed.Next(RecomputedOneIn) == 0 ? [.. layers.Select(layer => layer with { Recompute = _recomputed.Next(3) > 0 })] : layers);
    }

    /// <summary>The layers with marks behind some of them, each on the running output or on an earlier one.</summary>
    private List<ReferenceLayer> Marked()
    {
        List<ReferenceLayer> layers = [.. _layers];
        string[] names = [.. _outputs.Select(output => output.Name)];
        for (int mark = _marked.Next(1, MostMarks + 1); mark > 0; mark--)
        {
            int behind = _marked.Next(Math.Min(1, layers.Count), layers.Count + 1);
            int known = layers.Take(behind).Count(layer => layer is not ReferenceOutput) + 1;
            layers.Insert(behind, new ReferenceOutput($"mark{mark}") { From = _marked.Next(2) == 0 ? null : names[_marked.Next(known)] });
        }

        return layers;
    }

    private int[] Input()
    {
        int channels = _random.Next(1, _random.Next(4) == 0 ? 24 : 6);
        return _random.Next(10) switch
        {
            0 => [_random.Next(1, 60)],
            1 => [channels, _random.Next(1, 30)],
            2 or 3 => [channels, _random.Next(1, 5), _random.Next(1, 7), _random.Next(1, 9)],
            _ => [channels, _random.Next(1, 18), _random.Next(1, 26)],
        };
    }

    /// <summary>Adds a layer if it fits, one in five with a name.</summary>
    /// <returns>The running output's shape.</returns>
    private int[] TryAdd(ReferenceLayer layer, int[] running) => Next(layer, running) is { } next
        ? Add(_random.Next(5) == 0 ? layer with { Name = $"part{_layers.Count}.{layer.DefaultName}" } : layer, next)
        : running;

    private int[] TryAddUnnamed(ReferenceLayer layer, int[] running) => Next(layer, running) is { } next ? Add(layer, next) : running;

    /// <summary>A layer's output shape; null where it does not fit or would be too large.</summary>
    private int[]? Next(ReferenceLayer layer, int[] running)
    {
        int[] taken = layer.From is null ? running : ShapeOf(layer.From);
        return layer.Infer([taken, .. layer.Joined.Select(ShapeOf)]) is { } next && next.Aggregate(1L, (product, size) => product * size) <= mostElements ? next : null;
    }

    private int[] Add(ReferenceLayer layer, int[] next)
    {
        _layers.Add(layer);
        _outputs.Add((ReferenceNetwork.Names(_layers)[^1], next));
        return next;
    }

    private int[] ShapeOf(string name) => _outputs.First(output => output.Name == name).Shape;

    private ReferenceLayer Pick(int[] running)
    {
        // One layer in six takes an earlier output in place of the running one.
        string? from = _random.Next(6) == 0 ? _outputs[_random.Next(_outputs.Count)].Name : null;
        int[] shape = from is null ? running : ShapeOf(from);
        int kind = shape.Length > 1 ? _random.Next(23) : _random.Next(8, 21);
        ReferenceLayer layer = kind switch
        {
            <= 4 => Convolution(shape),
            <= 7 => Pool(shape),
            <= 10 => Activation(),
            11 => new ReferenceActivation("ReLU"),
            12 => _random.Next(4) > 0 ? new ReferenceFlatten() : new ReferenceActivation("ReLU"),
            13 => new ReferenceLinear(_random.Next(1, 30), _random.Next(2) == 0),
            14 => BatchNorm(),
            15 => SampleNorm(shape),
            16 => new ReferenceLocalResponse(_random.Next(1, 8), _random.Next(2) == 0 ? 0.5 : 2, _random.Next(3) switch { 0 => 0.75, 1 => 0.5, _ => 0.6 }, _random.Next(1, 3)),
            <= 19 => Elementwise(shape),
            20 => Join(new ReferenceConcat(_random.Next(2) == 0), shape, candidate => candidate.Length == shape.Length && candidate.Skip(1).SequenceEqual(shape.Skip(1))),
            _ => new ReferenceAdaptivePool(_random.Next(2) == 0, _random.Next(3) == 0 ? [] : shape[1..].Select(size => _random.Next(1, size + 1)).ToArray()),
        };
        return layer with { From = from };
    }

    private ReferenceLayer Rearrangement(int[] shape)
    {
        int first = _rearranged.Next(shape[0]);
        return _rearranged.Next(shape.Length > 1 ? 8 : 4) switch
        {
            0 => new ReferenceChannelShuffle(Divisor(shape[0], _rearranged)),
            1 => new ReferenceScale(),
            2 => Reshape(shape),
            7 => new ReferencePixelShuffle(Enumerable.Range(1, 4).Where(scale => shape[0] % (scale * scale) == 0).MaxBy(_ => _rearranged.Next())),
            6 => new ReferenceUpsample(_rearranged.Next(1, 4), shape.Length - 1, _rearranged.Next(2) == 0, _rearranged.Next(2) == 0),
            4 => Padding(shape),
            5 => Crop(shape),
            _ => new ReferenceSlice(first, _rearranged.Next(1, shape[0] - first + 1)),
        };
    }

    /// <summary>One to four axes, each but the last a divisor of what is left; a size may be left open.</summary>
    private ReferenceReshape Reshape(int[] shape)
    {
        int left = shape.Aggregate(1, (product, size) => product * size);
        List<int> sizes = [];
        for (int axis = _rearranged.Next(4); axis > 0; axis--)
        {
            sizes.Add(Divisor(left, _rearranged));
            left /= sizes[^1];
        }

        sizes.Add(left);
        if (_rearranged.Next(3) == 0)
        {
            sizes[_rearranged.Next(sizes.Count)] = -1;
        }

        return new ReferenceReshape([.. sizes]);
    }

    private ReferencePad Padding(int[] shape)
    {
        string mode = _rearranged.Next(4) switch { 0 => "Zeros", 1 => "Reflect", 2 => "Replicate", _ => "Circular" };
        return new ReferencePad(mode, shape.Skip(1).Select(size => (Side(size), Side(size))).ToArray());

        int Side(int size) => _rearranged.Next(mode switch { "Reflect" => size, "Circular" => size + 1, _ => 4 });
    }

    private ReferenceCrop Crop(int[] shape)
    {
        int[] first = shape.Skip(1).Select(size => _rearranged.Next(size)).ToArray();
        return new ReferenceCrop(first, first.Zip(shape.Skip(1), (start, size) => _rearranged.Next(1, size - start + 1)).ToArray());
    }

    private static int Divisor(int number, Random random)
    {
        int[] divisors = Enumerable.Range(1, number).Where(divisor => number % divisor == 0).ToArray();
        return divisors[random.Next(divisors.Length)];
    }

    private ReferenceLayer Activation()
    {
        if (_random.Next(12) == 0)
        {
            return new ReferencePReLU(_random.Next(2) == 0);
        }

        // A function, then one of its numbers.
        ReferenceActivation[] alike = Functions[_random.Next(Functions.Length)];
        return alike[_random.Next(alike.Length)];
    }

    private ReferenceLayer Elementwise(int[] shape)
    {
        ReferenceLayer join = new ReferenceJoin(Joins[_random.Next(Joins.Length)], _random.Next(2) == 0);
        return Join(join, shape, candidate => ReferenceJoin.Fit(candidate, shape));
    }

    /// <summary>Squeeze and excitation: a vector of the channels, computed of all elements, goes with each of them.</summary>
    private int[] AddGate(int[] running)
    {
        string name = _outputs[^1].Name;
        int[] squeezed = TryAdd(new ReferenceAdaptivePool(_random.Next(2) == 0, []), running);
        squeezed = TryAdd(new ReferenceLinear(running[0], true), squeezed);
        squeezed = TryAdd(new ReferenceActivation("Sigmoid"), squeezed);
        string function = _random.Next(2) == 0 ? "Multiply" : Joins[_random.Next(Joins.Length)];
        return TryAdd(new ReferenceJoin(function, _random.Next(2) == 0) { Joined = [name] }, squeezed);
    }

    /// <summary>The join with up to three outputs that fit, any of them more than once.</summary>
    private ReferenceLayer Join(ReferenceLayer join, int[] shape, Func<int[], bool> fits)
    {
        string[] names = _outputs.Where(output => fits(output.Shape)).Select(output => output.Name).ToArray();
        return names.Length == 0
            ? new ReferenceActivation("ReLU")
            : join with { Joined = Enumerable.Range(0, join is ReferenceJoin { Function: "Subtract" } ? 1 : _random.Next(1, 4)).Select(_ => names[_random.Next(names.Length)]).ToArray() };
    }

    private ReferenceConvolutions Convolution(int[] shape)
    {
        int groups = _random.Next(3) == 0 ? Divisor(shape[0], _random) : 1;
        ReferencePadding padding = _random.Next(6) switch { 0 or 1 => ReferencePadding.Same, 2 or 3 => ReferencePadding.Valid, _ => ReferencePadding.Explicit };
        ReferenceAxis[] axes = Axes(shape.Length - 1, isSquare: false, shape.Length > 3 ? 3 : 5, _ => 3, mostDilation: 2);
        ReferenceWindow window = new(axes, padding);
        ReferencePadMode mode = _random.Next(4) == 0 ? (ReferencePadMode)_random.Next(1, 4) : ReferencePadMode.Zeros;
        return _random.Next(6) == 0
            ? new ReferenceDepthwiseConvolution(window, _random.Next(1, 4), _random.Next(3) > 0, mode)
            : new ReferenceConvolution(groups * _random.Next(1, groups > 1 ? 4 : 36), window, groups, _random.Next(3) > 0, mode);
    }

    /// <summary>A transposed convolution and what often follows it.</summary>
    private int[] AddTransposed(int[] running)
    {
        int[] next = TryAddUnnamed(Transposed(running), running);
        if (_layers.LastOrDefault() is not ReferenceConvTranspose)
        {
            return next;
        }

        next = _transposed.Next(3) == 0 ? TryAddUnnamed(new ReferenceBatchNorm(0.1, 0.3, _transposed.Next(2) == 0), next) : next;
        ReferenceActivation[] alike = Functions[_transposed.Next(Functions.Length)];
        return _transposed.Next(4) switch
        {
            0 => TryAddUnnamed(new ReferencePReLU(_transposed.Next(2) == 0), next),
            1 => TryAddUnnamed(new ReferenceActivation("ReLU"), next),
            2 => TryAddUnnamed(alike[_transposed.Next(alike.Length)], next),
            _ => next,
        };
    }

    private ReferenceConvTranspose Transposed(int[] shape)
    {
        int groups = _transposed.Next(5) switch { 0 => Divisor(shape[0], _transposed), 1 => shape[0], _ => 1 };
        ReferenceAxis[] axes = shape.Skip(1).Select(_ => Axis()).ToArray();
        axes = _transposed.Next(2) == 0 ? axes : Enumerable.Repeat(axes[0], axes.Length).ToArray();
        int[] outputPads = axes.Select(axis => _transposed.Next(Math.Max(axis.Stride, axis.Dilation))).ToArray();
        return new ReferenceConvTranspose(groups * _transposed.Next(1, groups > 1 ? 4 : 36), new ReferenceWindow(axes), outputPads, groups, _transposed.Next(3) > 0);

        ReferenceAxis Axis()
        {
            int kernel = _transposed.Next(1, shape.Length > 3 ? 4 : 6);
            int before = _transposed.Next(0, 3);
            return new ReferenceAxis(kernel, _transposed.Next(1, 4), before, _transposed.Next(3) == 0 ? _transposed.Next(0, 3) : before, _transposed.Next(1, 3));
        }
    }

    private ReferenceLayer Pool(int[] shape)
    {
        int kind = _random.Next(5);
        ReferenceAxis[] axes = Axes(shape.Length - 1, isSquare: true, 3, kernel => kernel / 2, mostDilation: kind is 2 or 3 ? 1 : 2);
        ReferenceWindow window = new(axes, Ceil: _random.Next(3) == 0);
        return kind switch
        {
            <= 1 => new ReferenceMaxPool(window),
            <= 3 => new ReferenceAvgPool(window, _random.Next(2) == 0),
            _ => new ReferenceLpPool(_random.Next(1, 8), window),
        };
    }

    /// <remarks>
    /// A channel may be constant: filters that see padding alone, a ReLU that is off. Its rounding errors are multiplied by the root of epsilon's
    /// reciprocal, in each normalisation anew: a small epsilon would leave nothing to compare.
    /// </remarks>
    private ReferenceBatchNorm BatchNorm() =>
        new(_random.Next(2) == 0 ? 0.01 : 0.1, _random.Next(2) == 0 ? 0.1 : 0.3, _random.Next(4) > 0);

    private ReferenceSampleNorm SampleNorm(int[] shape)
    {
        string norm = _random.Next(3) switch { 0 => "LayerNorm", 1 => "InstanceNorm", _ => "GroupNorm" };
        return new ReferenceSampleNorm(norm, norm == "GroupNorm" ? Divisor(shape[0], _random) : 1, _random.Next(2) == 0 ? 0.01 : 0.1, _random.Next(4) > 0);
    }

    /// <summary>A window's numbers along each axis: in one of three windows they are each axis's own.</summary>
    private ReferenceAxis[] Axes(int count, bool isSquare, int mostKernel, Func<int, int> mostPad, int mostDilation)
    {
        bool isShared = _random.Next(3) > 0;
        ReferenceAxis first = Axis();
        return [first, .. Enumerable.Range(1, count - 1).Select(_ => Axis()).Select(other => !isShared ? other : isSquare ? first : first with { Kernel = other.Kernel })];

        ReferenceAxis Axis()
        {
            int kernel = _random.Next(1, mostKernel + 1);
            int before = _random.Next(0, mostPad(kernel) + 1);
            int after = _random.Next(3) == 0 ? _random.Next(0, mostPad(kernel) + 1) : before;
            return new ReferenceAxis(kernel, _random.Next(1, 4), before, after, _random.Next(1, mostDilation + 1));
        }
    }
}
