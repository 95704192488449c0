using System;
using System.Runtime.ExceptionServices;
using System.Threading;
using CnnGen.Runtime;

namespace CnnGen;

/// <summary>Adds up the processes' gradients on a thread of its own, stretch by stretch, while the backward pass goes on with the layers in front.</summary>
internal sealed class GradientExchange : IDisposable
{
    private readonly object _gate = new();
    private readonly ProcessGroup _group;
    private readonly TrainingGraph _graph;
    private readonly AlignedMemory? _accumulated;
    private readonly Thread _thread;
    private readonly bool[] _isReady;

    // All are taken in the same order by every process, whatever order they become ready in.
    private int _taken;
    private int _done;
    private bool _isActive;
    private bool _isFirstBatch;
    private bool _isDisposed;
    private Exception? _fault;

    /// <summary>Begins to follow the graph, and starts the thread.</summary>
    /// <param name="group">The processes.</param>
    /// <param name="graph">The graph.</param>
    /// <param name="accumulated">The gradients of the step's batches before, where it has several.</param>
    public GradientExchange(ProcessGroup group, TrainingGraph graph, AlignedMemory? accumulated)
    {
        _group = group;
        _graph = graph;
        _accumulated = accumulated;
        graph.FollowGradients(group.BucketBytes / sizeof(float), SetReady);
        _isReady = new bool[graph.GradientStretches.Length];
        _thread = new Thread(Work) { IsBackground = true, Name = "CnnGen gradient exchange" };
        _thread.Start();
    }

    /// <summary>Says that the step's last batch begins: what becomes complete from now on is exchanged.</summary>
    /// <param name="isFirstBatch">Whether it is the step's only one.</param>
    public void Begin(bool isFirstBatch)
    {
        lock (_gate)
        {
            Array.Clear(_isReady);
            (_taken, _done) = (0, 0);
            _isFirstBatch = isFirstBatch;
            _isActive = true;
        }
    }

    /// <summary>Takes part in the exchange without samples of the last batch.</summary>
    public void BeginWithout(bool isFirstBatch)
    {
        _graph.PackedGradients.Clear();
        Begin(isFirstBatch);
        for (int stretch = 0; stretch < _isReady.Length; stretch++)
        {
            SetReady(stretch);
        }
    }

    /// <summary>Waits until the step's gradients are the sums over all processes.</summary>
    /// <exception cref="ProcessGroupException">Another process cannot be reached.</exception>
    public void Wait()
    {
        lock (_gate)
        {
            while (_done < _isReady.Length && _fault is null)
            {
                Monitor.Wait(_gate);
            }

            _isActive = false;
        }

        if (_fault is not null)
        {
            ExceptionDispatchInfo.Throw(_fault);
        }
    }

    /// <summary>Ends the thread; what it waits for from others is not waited for.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _isDisposed = true;
            Monitor.PulseAll(_gate);
        }

        _graph.FollowGradients(1, null);
    }

    private void SetReady(int stretch)
    {
        lock (_gate)
        {
            _isReady[stretch] |= _isActive;
            Monitor.PulseAll(_gate);
        }
    }

    private void Work()
    {
        while (TryTake(out GradientStretch stretch))
        {
            try
            {
                _group.AllReduce(Contribute(stretch));
            }
            catch (Exception exception)
            {
                _fault = exception;
            }

            lock (_gate)
            {
                _done++;
                Monitor.PulseAll(_gate);
            }
        }
    }

    /// <returns>False where the exchange is over.</returns>
    private bool TryTake(out GradientStretch stretch)
    {
        lock (_gate)
        {
            while (!_isDisposed && _fault is null)
            {
                if (_isActive && _taken < _isReady.Length && _isReady[_taken])
                {
                    stretch = _graph.GradientStretches[_taken++];
                    return true;
                }

                Monitor.Wait(_gate);
            }

            stretch = default;
            return false;
        }
    }

    /// <summary>Brings the last batch's gradients into the step's, and returns those.</summary>
    private Span<float> Contribute(GradientStretch stretch)
    {
        Span<float> gradients = _graph.PackedGradients.Slice(stretch.First, stretch.Length);
        if (_accumulated is null)
        {
            return gradients;
        }

        Span<float> sums = _accumulated.Span.Slice(stretch.First, stretch.Length);
        if (_isFirstBatch)
        {
            gradients.CopyTo(sums);
        }
        else
        {
            Spans.Add(sums, gradients);
        }

        return sums;
    }
}
