using System;
using System.Collections.Generic;
using System.Linq;

namespace CnnGen.Emitted.Tests;

/// <summary>Draws legal networks: vectors, sequences, images and volumes, chains and branches, every kind of layer that has a derivative.</summary>
/// <param name="seed">The same seed draws the same network.</param>
/// <param name="mostElements">The most elements of any output.</param>
internal sealed class RandomNetworks(int seed, int mostElements)
{
    private readonly Random _random = new(seed * 7919);
    private readonly List<ReferenceLayer> _layers = [];
    private readonly List<(string Name, int[] Shape)> _outputs = [];

    /// <summary>A network of up to seven layers.</summary>
    public static ReferenceNetwork Draw(int seed, int mostElements) => new RandomNetworks(seed, mostElements).Draw();

    private ReferenceNetwork Draw()
    {
        int[] input = Input();
        int[] running = input;
        _outputs.Add((ReferenceNetwork.NetworkInput, input));
        int count = _random.Next(1, 7);
        for (int i = 0; i < count; i++)
        {
            running = TryAdd(Pick(running), running);
        }

        if (_random.Next(4) > 0)
        {
            running = TryAdd(new ReferenceLinear(_random.Next(1, 40), _random.Next(2) == 0), running);
        }

        if (_layers.Count == 0 || _random.Next(6) == 0)
        {
            TryAdd(new ReferenceSoftmax(), running);
        }

        return new ReferenceNetwork(input, _layers);
    }

    private int[] Input()
    {
        int channels = _random.Next(1, _random.Next(4) == 0 ? 24 : 6);
        return _random.Next(9) switch
        {
            0 => [_random.Next(1, 60)],
            1 => [channels, _random.Next(1, 30)],
            2 => [channels, _random.Next(1, 5), _random.Next(1, 6), _random.Next(1, 8)],
            _ => [channels, _random.Next(1, 18), _random.Next(1, 26)],
        };
    }

    /// <summary>Adds a layer if it fits.</summary>
    /// <returns>The running output's shape.</returns>
    private int[] TryAdd(ReferenceLayer layer, int[] running)
    {
        int[] taken = layer.From is null ? running : ShapeOf(layer.From);
        if (layer.Infer([taken, .. layer.Joined.Select(ShapeOf)]) is not { } next || next.Aggregate(1L, (product, size) => product * size) > mostElements)
        {
            return running;
        }

        _layers.Add(_random.Next(5) == 0 ? layer with { Name = $"part{_layers.Count}.{layer.DefaultName}" } : layer);
        _outputs.Add((ReferenceNetwork.Names(_layers)[^1], next));
        return next;
    }

    private int[] ShapeOf(string name) => _outputs.First(output => output.Name == name).Shape;

    private ReferenceLayer Pick(int[] running)
    {
        // One layer in six takes an earlier output in place of the running one.
        string? from = _random.Next(6) == 0 ? _outputs[_random.Next(_outputs.Count)].Name : null;
        int[] shape = from is null ? running : ShapeOf(from);
        int kind = shape.Length is 2 or 3 ? _random.Next(14) : _random.Next(6, 14);
        ReferenceLayer layer = kind switch
        {
            <= 3 => Convolution(shape),
            <= 5 => Pool(shape),
            6 => new ReferenceActivation("Tanh"),
            7 => new ReferenceActivation("Sigmoid"),
            <= 9 => new ReferenceActivation("ReLU"),
            10 => _random.Next(3) == 0 ? new ReferenceFlatten() : new ReferenceActivation("ReLU"),
            11 => new ReferenceLinear(_random.Next(1, 30), _random.Next(2) == 0),
            12 => Join(new ReferenceAdd(), shape, candidate => candidate.SequenceEqual(shape)),
            _ => Join(new ReferenceConcat(_random.Next(2) == 0), shape, candidate => candidate.Length == shape.Length && candidate.Skip(1).SequenceEqual(shape.Skip(1))),
        };
        return layer with { From = from };
    }

    /// <summary>The join with up to three outputs that fit, any of them more than once.</summary>
    private ReferenceLayer Join(ReferenceLayer join, int[] shape, Func<int[], bool> fits)
    {
        string[] names = _outputs.Where(output => fits(output.Shape)).Select(output => output.Name).ToArray();
        return names.Length == 0
            ? new ReferenceActivation("ReLU")
            : join with { Joined = Enumerable.Range(0, _random.Next(1, 4)).Select(_ => names[_random.Next(names.Length)]).ToArray() };
    }

    private ReferenceConvolution Convolution(int[] shape)
    {
        int[] divisors = Enumerable.Range(1, shape[0]).Where(divisor => shape[0] % divisor == 0).ToArray();
        int groups = _random.Next(3) == 0 ? divisors[_random.Next(divisors.Length)] : 1;
        ReferenceWindow window = new(_random.Next(1, 6), _random.Next(1, 6), _random.Next(1, 4), _random.Next(0, 4), _random.Next(1, 3), shape.Length == 2);
        return new ReferenceConvolution(groups * _random.Next(1, groups > 1 ? 4 : 36), window, groups, _random.Next(3) > 0);
    }

    private ReferencePool Pool(int[] shape)
    {
        int kernel = _random.Next(1, 4);
        ReferenceWindow window = new(kernel, kernel, _random.Next(1, 4), _random.Next(0, (kernel / 2) + 1), 1, shape.Length == 2, _random.Next(3) == 0);
        return new ReferencePool(_random.Next(2) == 0, window, _random.Next(2) == 0);
    }
}
