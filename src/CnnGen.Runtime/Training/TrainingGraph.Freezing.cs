using System;
using System.Collections.Generic;
using System.Linq;
using CnnGen.Runtime;

namespace CnnGen;

/// <content>Which parameters are trained, and what is left out where some are not.</content>
public abstract partial class TrainingGraph
{
    // As TrainedLayers compares: no layer lies behind it.
    private const int NoLayer = int.MaxValue;
    private const int WholeNetwork = -1;

    private readonly ParameterSegment[] _segments;

    // The place of each segment's layer in the table of layers; of a parameter of no layer there, -1, so that nothing in front of it is left out.
    private readonly int[] _layers;
    private readonly Dictionary<int, int> _layerAt;
    private readonly bool[] _isTrained;

    // Stretches of the gradients that shards sum up: all but those of frozen layers.
    private readonly List<(int First, int End)> _summed = [];

    // Parameters that are frozen here, not by the class: their gradients may be computed with others'.
    private readonly List<ParameterSegment> _unwanted = [];
    private int _lowestTrained;

    /// <summary>Where each parameter lies in <see cref="PackedWeights"/> and <see cref="PackedGradients"/>, and whether it is trained.</summary>
    public ReadOnlySpan<ParameterSegment> Segments => _segments;

    /// <summary>Freezes parameters until <see cref="Unfreeze"/>: their <see cref="Segments"/> are not trainable, their gradients are 0.</summary>
    /// <remarks>
    /// Backward ends above the lowest layer that is trained, unless it is asked for the gradient by the input, and leaves out the gradients of
    /// frozen layers on its way. Forward does what it did: as in PyTorch, whose <c>requires_grad</c> this is, a frozen BatchNorm normalises by
    /// the batch's statistics and its running estimates follow them. What is frozen on the class with <c>Frozen = true</c> stays so and saves
    /// memory too.
    /// </remarks>
    /// <param name="isFrozen">Told the name of each parameter that is trained: <c>layer1.0.conv1.weight</c>.</param>
    /// <exception cref="InvalidOperationException">The graph is at work.</exception>
    /// <exception cref="ObjectDisposedException">The graph was disposed.</exception>
    public void Freeze(Predicate<string> isFrozen)
    {
        ArgumentNullException.ThrowIfNull(isFrozen);
        SetTrained(segment => segment.Trainable && !isFrozen(segment.Name));
    }

    /// <summary>Freezes all parameters of layers and blocks.</summary>
    /// <param name="layers">The names of layers, or of blocks whose layers' names begin with theirs: <c>layer1</c> has <c>layer1.0.conv1</c>.</param>
    /// <exception cref="ArgumentException">A name is that of no layer with parameters and of no block with any.</exception>
    /// <exception cref="InvalidOperationException">The graph is at work.</exception>
    /// <exception cref="ObjectDisposedException">The graph was disposed.</exception>
    public void Freeze(params ReadOnlySpan<string> layers)
    {
        string[] names = layers.ToArray();
        foreach (string name in names)
        {
            if (!_segments.Any(segment => IsIn(segment.Name, name)))
            {
                throw new ArgumentException($"no parameter belongs to '{name}'; the first of this network is '{_segments.FirstOrDefault().Name}'", nameof(layers));
            }
        }

        Freeze(parameter => names.Any(name => IsIn(parameter, name)));
    }

    /// <summary>Trains all parameters again that the class does not freeze.</summary>
    /// <exception cref="InvalidOperationException">The graph is at work.</exception>
    /// <exception cref="ObjectDisposedException">The graph was disposed.</exception>
    public void Unfreeze() => SetTrained(static _ => true);

    private static bool IsIn(string parameter, string layer) =>
        parameter.Length > layer.Length && parameter[layer.Length] == '.' && parameter.StartsWith(layer, StringComparison.Ordinal);

    /// <summary>Brings weights into the orders in which the input gradients of those layers read them that have some to give.</summary>
    /// <param name="packs">The orders.</param>
    /// <param name="derived">Receives the weights.</param>
    protected void DeriveBackward(ReadOnlySpan<DerivedPack> packs, ref float derived)
    {
        foreach (DerivedPack pack in packs)
        {
            if (!Trained.EndsAt(_layerAt[pack.SourceOffset]))
            {
                pack.Update(ref Weights, ref derived);
            }
        }
    }

    /// <summary>What the current backward pass gives gradients for.</summary>
    protected TrainedLayers Trained { get; private set; }

    /// <summary>For each segment of the backward pass the layer in front of which something must be wanted for the next segment to be run.</summary>
    protected virtual ReadOnlySpan<int> BackwardEnds => [];

    private static int[] LayersOf(ReadOnlySpan<ParameterSegment> segments, IReadOnlyList<LayerInfo> layers)
    {
        Dictionary<string, int> places = new(StringComparer.Ordinal);
        for (int layer = 0; layer < layers.Count; layer++)
        {
            places[layers[layer].Name] = layer;
        }

        int[] found = new int[segments.Length];
        for (int segment = 0; segment < found.Length; segment++)
        {
            string name = segments[segment].Name;
            found[segment] = places.GetValueOrDefault(name[..Math.Max(0, name.LastIndexOf('.'))], -1);
        }

        return found;
    }

    private void SetTrained(Func<ParameterSegment, bool> isTrained)
    {
        // Before anything is touched: the rule is the caller's, and may throw.
        bool[] trained = [.. _segments.Select((segment, index) => IsTrainedByClass(index) && isTrained(segment))];
        Enter();
        try
        {
            for (int i = 0; i < _segments.Length; i++)
            {
                _segments[i] = _segments[i] with { Trainable = trained[i] };
            }

            foreach (AlignedMemory gradients in _shardGradients)
            {
                gradients.Span.Clear();
            }

            PlanGradients();
        }
        finally
        {
            Leave();
        }
    }

    private bool IsTrainedByClass(int segment) => _weights.Layout.Segments[segment].Trainable;

    /// <summary>Finds which gradients are computed and summed, given which parameters are trained.</summary>
    private void PlanGradients()
    {
        FindTrainedLayers();
        _unwanted.Clear();
        _summed.Clear();
        int first = 0;
        foreach (int i in Enumerable.Range(0, _segments.Length).Where(IsFrozen).OrderBy(i => _segments[i].Offset))
        {
            ParameterSegment segment = _segments[i];
            if (IsTrainedByClass(i))
            {
                _unwanted.Add(segment);
            }

            if (!_isTrained[_layers[i]] && segment.Offset < _shardedFloats)
            {
                AddSummed(first, segment.Offset);
                first = segment.Offset + segment.Length;
            }
        }

        AddSummed(first, _shardedFloats);
        PlanStretches();
    }

    private void FindTrainedLayers()
    {
        Array.Clear(_isTrained);
        _lowestTrained = NoLayer;
        for (int i = 0; i < _segments.Length; i++)
        {
            if (_segments[i].Trainable)
            {
                _lowestTrained = Math.Min(_lowestTrained, _layers[i]);
                _isTrained[Math.Max(0, _layers[i])] |= _layers[i] >= 0;
            }
        }
    }

    // Of a layer in the table: what others have is always computed.
    private bool IsFrozen(int segment) => !_segments[segment].Trainable && _layers[segment] >= 0 && HasGradients(segment);

    private void AddSummed(int first, int end)
    {
        if (first < end)
        {
            _summed.Add((first, end));
        }
    }

    /// <summary>Makes a shard's gradients zero before they are summed up.</summary>
    private void ClearGradients(AlignedMemory gradients)
    {
        foreach ((int first, int end) in _summed)
        {
            gradients.Span[first..end].Clear();
        }
    }

    /// <summary>Sums up a part of the shards' gradients.</summary>
    private void Reduce(int item) => SumShards((int)((long)_shardedFloats * item / ReduceItems), (int)((long)_shardedFloats * (item + 1) / ReduceItems));

    /// <summary>Sums up some of the shards' gradients in the shards' order.</summary>
    private void SumShards(int from, int to)
    {
        foreach ((int first, int end) in _summed)
        {
            (int begin, int count) = (Math.Max(first, from), Math.Min(end, to) - Math.Max(first, from));
            for (int shard = 1; shard < _shardGradients.Length && count > 0; shard++)
            {
                VectorMath.Add(_shardGradients[0].Span.Slice(begin, count), _shardGradients[shard].Span.Slice(begin, count));
            }
        }
    }

    /// <summary>Makes those gradients zero that may have been computed with others' and belong to frozen parameters.</summary>
    private void ClearUnwanted(int first, int end)
    {
        foreach (ParameterSegment segment in _unwanted)
        {
            if (segment.Offset >= first && segment.Offset < end)
            {
                PackedGradients.Slice(segment.Offset, segment.Length).Clear();
            }
        }
    }
}
