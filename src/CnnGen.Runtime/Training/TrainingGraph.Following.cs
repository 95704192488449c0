using System;
using System.Collections.Generic;
using System.Linq;
using CnnGen.Runtime;

namespace CnnGen;

/// <content>Telling which gradients are complete while the backward pass goes on.</content>
public abstract partial class TrainingGraph
{
    private FollowedStretch[] _followed = [];
    private GradientStretch[] _stretches = [];
    private BackwardProgress? _progress;
    private Action<int>? _onComplete;
    private int _stretchFloats;
    private bool _partsAreDone;

    /// <summary>A stretch and what completes it.</summary>
    /// <param name="Stretch">The stretch.</param>
    /// <param name="Layer">The first layer that has gradients in it; -1 where that is not known.</param>
    /// <param name="IsPart">Whether it is summed over the batch at once.</param>
    private readonly record struct FollowedStretch(GradientStretch Stretch, int Layer, bool IsPart);

    /// <summary>What <see cref="FollowGradients"/> tells of, in about the order in which it becomes complete: the last layers' first. Gradients that stand in none are 0.</summary>
    public ReadOnlySpan<GradientStretch> GradientStretches => _stretches;

    /// <summary>
    /// Has <see cref="Backward"/> tell which gradients are complete while it goes on with the layers in front, so that they can be sent
    /// elsewhere meanwhile. The gradients are the same to the bit.
    /// </summary>
    /// <remarks>
    /// All shards must have passed a layer for its gradients to be complete: where a BatchNorm waits for the batch that is so layer by
    /// layer, and elsewhere as soon as the last shards are on their way, which is at once where there are as many threads as shards.
    /// </remarks>
    /// <param name="stretchFloats">How many floats a stretch has at least, where there are as many: whole parameters one behind the other.</param>
    /// <param name="onComplete">
    /// Told a place in <see cref="GradientStretches"/>, each once a call and before it returns, from any of the threads, several at once
    /// among them. Null for nothing to be told.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="stretchFloats"/> is below 1.</exception>
    /// <exception cref="InvalidOperationException">The graph is at work.</exception>
    /// <exception cref="ObjectDisposedException">The graph was disposed.</exception>
    public void FollowGradients(int stretchFloats, Action<int>? onComplete)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(stretchFloats, 1);
        Enter();
        try
        {
            _stretchFloats = stretchFloats;
            _onComplete = onComplete;
            PlanStretches();
        }
        finally
        {
            Leave();
        }
    }

    /// <summary>What the current backward pass gives gradients for, asked by a shard.</summary>
    /// <param name="shard">The shard.</param>
    protected TrainedLayers TrainedBy(int shard) => Trained.For(_progress, shard);

    /// <summary>Cuts the gradients that are computed into stretches, those first that are complete first.</summary>
    private void PlanStretches()
    {
        if (_onComplete is null)
        {
            (_followed, _stretches, _progress) = ([], [], null);
            return;
        }

        bool partsAreEarly = BackwardEnds.ToArray().SkipLast(1).Any(ArePartsReady);
        _followed =
        [
            .. ShardedStretches().Concat(PartStretches())
                .OrderBy(stretch => stretch.IsPart && !partsAreEarly)
                .ThenByDescending(static stretch => stretch.Layer)
                .ThenBy(static stretch => stretch.IsPart),
        ];
        _stretches = [.. _followed.Select(static followed => followed.Stretch)];

        // Parts are passed by no shard: of those only the place counts.
        int[] sharded = [.. Enumerable.Range(0, _followed.Length).Where(place => !_followed[place].IsPart)];
        _progress = new BackwardProgress([.. sharded.Select(place => _followed[place].Layer)], _shardGradients.Length, passed => Complete(sharded[passed]));
    }

    /// <summary>Whole parameters from the last to the first, as many as make a stretch long enough.</summary>
    private IEnumerable<FollowedStretch> ShardedStretches()
    {
        foreach ((int first, int end) in _summed)
        {
            int rest = end;
            int lowest = NoLayer;
            foreach (int i in SegmentsIn(first, end).OrderByDescending(i => _segments[i].Offset))
            {
                lowest = HasGradients(i) ? Math.Min(lowest, _layers[i]) : lowest;
                if (rest - _segments[i].Offset >= _stretchFloats)
                {
                    yield return new FollowedStretch(new GradientStretch(_segments[i].Offset, rest - _segments[i].Offset), lowest, false);
                    (rest, lowest) = (_segments[i].Offset, NoLayer);
                }
            }

            if (first < rest && lowest < NoLayer)
            {
                yield return new FollowedStretch(new GradientStretch(first, rest - first), lowest, false);
            }
        }
    }

    private IEnumerable<FollowedStretch> PartStretches() =>
        SegmentsIn(_shardedFloats, int.MaxValue)
            .Where(i => _segments[i].Trainable)
            .Select(i => new FollowedStretch(new GradientStretch(_segments[i].Offset, _segments[i].Length), _layers[i], true));

    private IEnumerable<int> SegmentsIn(int first, int end) =>
        Enumerable.Range(0, _segments.Length).Where(i => _segments[i].Offset >= first && _segments[i].Offset < end);

    private bool HasGradients(int segment) => _weights.Layout.Parameters[segment].Role == ParameterRole.Weight;

    /// <summary>Whether all shards have what the sums over the batch are made of, given the layer that they have passed.</summary>
    private bool ArePartsReady(int passed) => HasParts && SegmentsIn(_shardedFloats, int.MaxValue).All(i => _layers[i] >= passed);

    /// <summary>Begins to follow a pass.</summary>
    private void BeginFollowing()
    {
        _partsAreDone = false;
        _progress?.Begin();
    }

    /// <summary>Takes note of the end of a segment that is not the last one.</summary>
    private void FollowSegment(int passed)
    {
        for (int shard = 0; _progress is not null && shard < _shardGradients.Length; shard++)
        {
            _progress.Passed(shard, passed);
        }

        if (_progress is not null && !_partsAreDone && ArePartsReady(passed))
        {
            CompleteParts();
        }
    }

    /// <summary>Completes what is left at the end of a pass.</summary>
    private void EndFollowing()
    {
        _progress!.PassedAll();
        if (!_partsAreDone)
        {
            CompleteParts();
        }
    }

    private void CompleteParts()
    {
        _partsAreDone = true;
        if (HasParts && _lowestTrained < NoLayer)
        {
            BatchPhase phase = _task.Phase;
            _task.Phase = BatchPhase.Parts;
            _crew.Run(_task, Parts);
            _task.Phase = phase;
        }

        for (int place = 0; place < _followed.Length; place++)
        {
            if (_followed[place].IsPart)
            {
                Complete(place);
            }
        }
    }

    private void Complete(int place)
    {
        (int first, int length) = _stretches[place];
        if (!_followed[place].IsPart)
        {
            SumShards(first, first + length);
        }

        ClearUnwanted(first, first + length);
        _onComplete!(place);
    }
}
