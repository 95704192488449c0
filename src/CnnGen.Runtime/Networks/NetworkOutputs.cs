using System;
using System.Collections;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.Linq;
using CnnGen.Runtime;

namespace CnnGen;

/// <summary>What every layer of a network gives for one sample, and the gradients of a score by all of it. One thread at a time.</summary>
/// <remarks>
/// Values are those that Forward computes on its way, up to the order of sums: BatchNorm normalises by its running estimates, and dropout
/// drops nothing. Memory is taken when a network's outputs are first asked for; nothing is allocated from then on.
/// </remarks>
public sealed class NetworkOutputs : IReadOnlyList<LayerOutput>
{
    private const int MostNamesInMessage = 24;

    private readonly InspectionGraph _graph;
    private readonly LayerOutput[] _layers;
    private readonly Dictionary<string, LayerOutput> _byName;
    private readonly float[] _input;
    private readonly float[] _inputGradient;
    private readonly float[] _output;
    private readonly float[] _outputGradient;
    private State _state;

    internal NetworkOutputs(InspectionGraph graph, NetworkInfo info)
    {
        _graph = graph;
        _input = new float[graph.InputLength];
        _inputGradient = new float[graph.InputLength];
        _output = new float[graph.OutputLength];
        _outputGradient = new float[graph.OutputLength];
        _layers = new LayerOutput[info.Layers.Count];
        int offset = 0;
        for (int layer = 0; layer < _layers.Length; layer++)
        {
            _layers[layer] = new LayerOutput(this, info.Layers[layer], offset);
            offset += _layers[layer].Length;
        }

        _byName = _layers.ToDictionary(static layer => layer.Name, StringComparer.Ordinal);
    }

    /// <summary>How far the sample is known.</summary>
    private enum State
    {
        Nothing,
        Computed,
        Differentiated,
    }

    /// <summary>The number of layers.</summary>
    public int Count => _layers.Length;

    /// <summary>The output of the layer at a place in the table of layers.</summary>
    /// <param name="index">The place, from 0.</param>
    public LayerOutput this[int index] => _layers[index];

    /// <summary>The output of the layer of a name.</summary>
    /// <param name="layer">The name as the table of layers has it: <c>conv3</c>.</param>
    /// <exception cref="ArgumentException">No layer has the name; the message tells the nearest one.</exception>
    public LayerOutput this[string layer] => TryGet(layer, out LayerOutput? output) ? output : throw NotFound(layer);

    /// <summary>The derivative by each element of the sample, of what <see cref="Differentiate(int)"/> was asked for.</summary>
    /// <exception cref="InvalidOperationException">Nothing has been differentiated since the sample was computed.</exception>
    public ReadOnlySpan<float> InputGradient
    {
        get
        {
            Require(State.Differentiated);
            return _inputGradient;
        }
    }

    internal ReadOnlySpan<float> AllValues
    {
        get
        {
            Require(State.Computed);
            return _graph.OutputValues;
        }
    }

    internal ReadOnlySpan<float> AllGradients
    {
        get
        {
            Require(State.Differentiated);
            return _graph.OutputGradients;
        }
    }

    /// <summary>Finds the output of the layer of a name.</summary>
    /// <param name="layer">The name as the table of layers has it: <c>conv3</c>.</param>
    /// <param name="output">The output.</param>
    /// <returns>Whether there is one.</returns>
    public bool TryGet(string layer, [NotNullWhen(true)] out LayerOutput? output) => _byName.TryGetValue(layer, out output);

    /// <summary>Computes what every layer gives for a sample.</summary>
    /// <param name="sample">The sample.</param>
    /// <exception cref="ArgumentException">It has another length than the network's input.</exception>
    public void Compute(ReadOnlySpan<float> sample)
    {
        if (sample.Length != _input.Length)
        {
            throw new ArgumentException($"the sample has {sample.Length} elements; the network takes {_input.Length}", nameof(sample));
        }

        sample.CopyTo(_input);
        _state = State.Nothing;
        _graph.Forward(_input, _output);
        _state = State.Computed;
    }

    /// <summary>Computes the derivatives of one of the network's outputs by what every layer gave: of a class's score.</summary>
    /// <param name="element">The output, by its place: the class.</param>
    /// <exception cref="ArgumentOutOfRangeException">The network has no such output.</exception>
    /// <exception cref="InvalidOperationException">No sample has been computed.</exception>
    public void Differentiate(int element)
    {
        if ((uint)element >= (uint)_outputGradient.Length)
        {
            throw new ArgumentOutOfRangeException(nameof(element), element, $"there is no output {element}; the network has 0 to {_outputGradient.Length - 1}");
        }

        Array.Clear(_outputGradient);
        _outputGradient[element] = 1;
        Differentiate();
    }

    /// <summary>Computes the derivatives of a sum of the network's outputs by what every layer gave.</summary>
    /// <param name="outputGradient">What each output is multiplied by in the sum: a loss's derivative by it.</param>
    /// <exception cref="ArgumentException">There are not as many as the network has outputs.</exception>
    /// <exception cref="InvalidOperationException">No sample has been computed.</exception>
    public void Differentiate(ReadOnlySpan<float> outputGradient)
    {
        if (outputGradient.Length != _outputGradient.Length)
        {
            throw new ArgumentException($"there are {outputGradient.Length} derivatives; the network has {_outputGradient.Length} outputs", nameof(outputGradient));
        }

        outputGradient.CopyTo(_outputGradient);
        Differentiate();
    }

    /// <inheritdoc/>
    public IEnumerator<LayerOutput> GetEnumerator() => ((IEnumerable<LayerOutput>)_layers).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private void Differentiate()
    {
        Require(State.Computed);
        if (_state == State.Differentiated)
        {
            // A backward pass uses up what the forward pass kept.
            _graph.Forward(_input, _output);
        }

        _state = State.Computed;
        _graph.Backward(_outputGradient, _inputGradient);
        _state = State.Differentiated;
    }

    private void Require(State state)
    {
        if (_state < State.Computed)
        {
            throw new InvalidOperationException("no sample has been computed: call Compute with one first");
        }

        if (_state < state)
        {
            throw new InvalidOperationException("nothing has been differentiated since the sample was computed: call Differentiate with a class first");
        }
    }

    private ArgumentException NotFound(string layer)
    {
        string suggestion = Names.Nearest(layer, _byName.Keys) is { } nearest ? $"; did you mean '{nearest}'?" : "";
        string[] names = Array.ConvertAll(_layers, static output => output.Name);
        return new ArgumentException($"no layer is named {Names.Quote(layer)}{suggestion} (there are {Names.List(names, MostNamesInMessage)})", nameof(layer));
    }
}
