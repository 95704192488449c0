using System;
using System.Collections.Generic;
using System.Linq;
using Xunit;

namespace CnnGen.Emitted.Tests;

/// <summary>A compiled network beside its definition, with random parameters and samples.</summary>
internal sealed class DefinitionCheck : IDisposable
{
    private const int UsualSamples = 3;
    private const int DifferencesPerTensor = 4;
    private const float LeastVariance = 0.25f;
    private const int Seeds = 1009;

    // float32 sums of a few thousand products of numbers around 1, against double.
    private const double ForwardTolerance = 2e-5;

    private const double GradientTolerance = 2e-4;

    // The difference quotient's own error at these steps is far below float32's; a step that crosses a kink of ReLU or a maximum is far above. In a
    // network of a million ReLUs the first nearly always crosses one.
    private static readonly double[] Steps = [1e-6, 1e-7, 1e-8];

    // A bias in front of a normalisation has no slope: its gradient is a sum of some hundred float32 numbers that cancel. They are as large as the
    // network's other gradients, and where there are none, as what the normalisation multiplies by: 32 and 8 units in the last place.
    private const double CancellationOfGradients = 4e-6;
    private const double CancellationOfFactors = 1e-6;

    private readonly ReferenceNetwork _reference;
    private readonly NetworkHandle _network;
    private readonly TrainingGraph _graph;
    private readonly string _what;
    private readonly int _seed;
    private readonly Dictionary<string, double[]> _parameters;
    private readonly double[][] _samples;
    private readonly float[] _x;
    private readonly float[][] _dy;
    private readonly float[] _dx;
    private readonly Lazy<double> _loss;
    private double _largestFactor;

    /// <summary>Gives the network its parameters and makes the samples.</summary>
    /// <param name="reference">The definition.</param>
    /// <param name="network">The compiled network.</param>
    /// <param name="seed">Of everything random.</param>
    /// <param name="bits">The vectors that it computes with.</param>
    /// <param name="samples">The batch's samples.</param>
    public DefinitionCheck(ReferenceNetwork reference, NetworkHandle network, int seed, int bits, int samples = UsualSamples)
    {
        _reference = reference;
        _network = network;
        _seed = seed;
        _what = $"{reference.Declaration} at {bits} bits:";
        foreach (Parameter parameter in network.Parameters.Where(parameter => parameter.Shape.Count == 1 || AreAlike(parameter.Value)))
        {
            // A zero bias would put every output that sees padding alone on ReLU's kink; a variance is above zero; factors that are all 1 would show nothing.
            float[] values = LeNet5Tests.RandomValues(parameter.Length, seed + 2);
            parameter.Value = parameter.Name.EndsWith("running_var", StringComparison.Ordinal) ? Array.ConvertAll(values, value => LeastVariance + Math.Abs(value)) : values;
        }

        _parameters = network.Parameters.ToDictionary(parameter => parameter.Name, parameter => ToDoubles(parameter.Value));
        _x = LeNet5Tests.RandomValues(samples * network.InputLength, seed);
        _dx = new float[_x.Length];
        _dy = network.Info.Outputs.Select((output, place) => LeNet5Tests.RandomValues(samples * output.Length, seed + 1 + (place * Seeds))).ToArray();
        _samples = _x.Chunk(network.InputLength).Select(ToDoubles).ToArray();
        _graph = network.CreateTrainingGraph(samples);
        _loss = new Lazy<double>(Loss);
    }

    /// <summary>The parameters' gradients, then the input's.</summary>
    public IEnumerable<float[]> Gradients => _graph.Gradients.Select(gradient => gradient.Value.ToArray()).Append(_dx);

    public void Dispose() => _graph.Dispose();

    /// <summary>Forward gives the definition's output, before and after training has moved the running estimates, and so does training. Runs the backward pass too.</summary>
    public void Run()
    {
        double[][] untrained = Outputs(_parameters, isTraining: false);
        AssertForward(untrained, "Forward");
        ReferencePass training = new(_parameters, isTraining: true);
        double[][] expected = _reference.Forward(_samples, training);
        _largestFactor = training.LargestFactor;
        float[][] y = expected.Select(output => new float[output.Length]).ToArray();
        _graph.Forward(_x, y[0], Array.ConvertAll(y[1..], array => array.AsMemory()));
        _graph.Backward(_dy[0], _dx, Array.ConvertAll(_dy[1..], array => (ReadOnlyMemory<float>)array));
        foreach ((double[] output, float[] computed) in expected.Zip(y))
        {
            AssertClose(output, computed, "Forward while training", _largestFactor);
        }

        foreach ((string name, double[] estimate) in training.Estimates)
        {
            AssertClose(estimate, _network.Parameters[name].Value, name + " after training");
        }

        Dictionary<string, double[]> trained = _parameters.ToDictionary(parameter => parameter.Key, parameter => training.Estimates.GetValueOrDefault(parameter.Key, parameter.Value));
        AssertForward(training.Estimates.Count == 0 ? untrained : Outputs(trained, isTraining: false), "Forward after training");
    }

    /// <summary>The outputs are the definition's: all of them together, and each of the further ones without the others.</summary>
    private void AssertForward(double[][] expected, string what)
    {
        AssertClose(expected[0], _network.Forward(_x), what);
        Assert.Equal(expected.Length, _network.Info.Outputs.Count);
        for (int wanted = 0; wanted < expected.Length && expected.Length > 1; wanted++)
        {
            // Zero stands for all.
            float[][] outputs = _network.Forward(_x, place => wanted == 0 || place == wanted - 1);
            foreach ((double[] output, float[] computed) in expected.Zip(outputs).Where(pair => pair.Second.Length > 0))
            {
                AssertClose(output, computed, $"{what} with output {wanted}");
            }
        }
    }

    /// <summary>The gradients are another width's.</summary>
    public void GradientsAre(IEnumerable<float[]> others)
    {
        foreach ((float[] other, float[] gradient) in others.Zip(Gradients, (other, gradient) => (other, gradient)))
        {
            AssertClose(ToDoubles(other), gradient, "gradients");
        }
    }

    /// <summary>Some elements of every gradient are the slopes of the definition.</summary>
    public void GradientsAreSlopes()
    {
        Random random = new(_seed);
        double cancelled = Cancelled();
        foreach ((string name, double[] values, float[] gradient) in Tensors())
        {
            double scale = Math.Max(1e-3, gradient.Max(Math.Abs));
            double tolerance = Math.Max(GradientTolerance * scale, cancelled);
            for (int i = 0; i < DifferencesPerTensor; i++)
            {
                int element = random.Next(values.Length);
                if (Slope([(values, element, 1)], scale, Steps[0]) is { } slope)
                {
                    Assert.True(
                        Math.Abs(slope - gradient[element]) <= tolerance,
                        $"{_what} {name}[{element}]: difference quotient {slope:G9}, gradient {gradient[element]:G9}, tolerance {tolerance:G3}");
                }
            }
        }
    }

    /// <summary>All gradients together, in one random direction, are the slope of the definition.</summary>
    /// <returns>False where the definition has a kink there, and no slope.</returns>
    public bool GradientsAreSlopeInOneDirection()
    {
        DirectionalSlope slope = InOneDirection();
        Assert.True(slope.IsKink || slope.Agrees, $"{_what} {slope}");
        return !slope.IsKink;
    }

    /// <summary>What the definition and all gradients together have in one random direction.</summary>
    /// <param name="elements">The most elements of a tensor that the direction moves, drawn at random; all of them unless told.</param>
    public DirectionalSlope InOneDirection(int elements = int.MaxValue)
    {
        Random random = new(_seed);
        List<(double[], int, double)> direction = [];
        double gradients = 0;
        double squares = 0;
        foreach ((string _, double[] values, float[] gradient) in Tensors())
        {
            foreach (int element in values.Length <= elements ? Enumerable.Range(0, values.Length) : Enumerable.Range(0, elements).Select(_ => random.Next(values.Length)).Distinct())
            {
                double part = (2 * random.NextDouble()) - 1;
                direction.Add((values, element, part));
                gradients += part * gradient[element];
                squares += part * gradient[element] * part * gradient[element];
            }
        }

        // The slope is a sum of many terms of either sign: as large as the root of their squares.
        double scale = Math.Max(1e-3, Math.Sqrt(squares));
        double? slope = Steps.Select(step => Slope(direction, scale, step)).FirstOrDefault(slope => slope is not null);
        return new DirectionalSlope(slope, gradients, Math.Max(GradientTolerance * scale, Cancelled()));
    }

    /// <summary>How far from zero a gradient may be whose terms cancel; zero without normalisations and differences.</summary>
    private double Cancelled() => _largestFactor == 0
        ? 0
        : Math.Max(CancellationOfGradients * Gradients.Max(gradient => gradient.Max(Math.Abs)), CancellationOfFactors * _largestFactor);

    private IEnumerable<(string Name, double[] Values, float[] Gradient)> Tensors() => _graph.Gradients
        .Select(gradient => (gradient.Name, _parameters[gradient.Name], gradient.Value.ToArray()))
        .Concat(_samples.Select((sample, index) => ("input", sample, _dx[(index * sample.Length)..((index + 1) * sample.Length)])));

    private double[][] Outputs(IReadOnlyDictionary<string, double[]> parameters, bool isTraining) => _reference.Forward(_samples, new ReferencePass(parameters, isTraining));

    /// <summary>How much the weighted outputs rise in a direction; null where there is a kink within the step.</summary>
    private double? Slope(List<(double[] Values, int Element, double Part)> direction, double scale, double step) =>
        SlopeOf(moved => LossAt(direction, moved), _loss.Value, scale, step);

    /// <summary>How much a function rises at 0; null where there is a kink within the step.</summary>
    /// <param name="function">The function.</param>
    /// <param name="middle">Its value at 0.</param>
    /// <param name="scale">How large slopes are.</param>
    /// <param name="step">How far to go to both sides.</param>
    internal static double? SlopeOf(Func<double, double> function, double middle, double scale, double step)
    {
        double above = function(step);
        double below = function(-step);
        double wide = (above - below) / (2 * step);
        double narrow = (function(step / 4) - function(-step / 4)) / (step / 2);

        // Beside a kink the two sides differ, or the wide step differs from the narrow one.
        bool isSmooth = Math.Abs(wide - narrow) <= GradientTolerance / 4 * scale
            && Math.Abs(above - (2 * middle) + below) <= GradientTolerance * step * scale;
        return isSmooth ? narrow : null;
    }

    private double Loss() => Outputs(_parameters, isTraining: true).Zip(_dy, (outputs, weights) => outputs.Zip(weights, (output, weight) => output * weight).Sum()).Sum();

    private double LossAt(List<(double[] Values, int Element, double Part)> direction, double step)
    {
        double[] before = direction.Select(part => part.Values[part.Element]).ToArray();
        direction.ForEach(part => part.Values[part.Element] += step * part.Part);
        double loss = Loss();
        for (int i = 0; i < before.Length; i++)
        {
            direction[i].Values[direction[i].Element] = before[i];
        }

        return loss;
    }

    /// <param name="expected">By the definition.</param>
    /// <param name="actual">By the network.</param>
    /// <param name="what">What it is.</param>
    /// <param name="factor">What a normalisation multiplies the rounding errors of its input by.</param>
    private void AssertClose(double[] expected, float[] actual, string what, double factor = 1)
    {
        Assert.Equal(expected.Length, actual.Length);
        double scale = Math.Max(Math.Max(1, factor), expected.Max(Math.Abs));
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.True(Math.Abs(expected[i] - actual[i]) <= ForwardTolerance * scale, $"{_what} {what} [{i}]: expected {expected[i]:G9}, got {actual[i]:G9}");
        }
    }

    private static bool AreAlike(float[] values) => !values.AsSpan().ContainsAnyExcept(values[0]);

    private static double[] ToDoubles(float[] values) => Array.ConvertAll(values, value => (double)value);
}

/// <summary>The slope of a definition in a direction, and what the gradients say of it.</summary>
/// <param name="Quotient">The difference quotient; null beside a kink.</param>
/// <param name="Gradients">The gradients' sum in the direction.</param>
/// <param name="Tolerance">How far they may be apart.</param>
internal readonly record struct DirectionalSlope(double? Quotient, double Gradients, double Tolerance)
{
    public bool IsKink => Quotient is null;

    public bool Agrees => Quotient is { } quotient && Math.Abs(quotient - Gradients) <= Tolerance;

    public override string ToString() => IsKink ? "a kink" : $"difference quotient {Quotient:G9}, gradients in its direction {Gradients:G9}, tolerance {Tolerance:G3}";
}
