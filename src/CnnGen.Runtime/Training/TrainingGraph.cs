using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading;
using CnnGen.Runtime;

namespace CnnGen;

/// <summary>A stretch of a network's packed weights that holds one parameter.</summary>
/// <param name="Name">The parameter's name: <c>conv1.weight</c>.</param>
/// <param name="Offset">Its first float.</param>
/// <param name="Length">Its floats, padding included.</param>
/// <param name="Trainable">False for frozen parameters, and for what no optimizer changes.</param>
public readonly record struct ParameterSegment(string Name, int Offset, int Length, bool Trainable);

/// <summary>Forward and backward computation of one network over batches of samples. One thread may use it at a time.</summary>
/// <remarks>
/// A batch is cut into a number of shards that depends on the network alone, never on the number of threads; each shard adds up its
/// own gradients and the shards are summed in order. So the same batch gives the same gradients to the bit on any number of threads.
/// </remarks>
public abstract partial class TrainingGraph : IDisposable
{
    // Shards are what threads share. Each needs gradients of its own, so networks with many parameters get fewer.
    private const int MostShards = 8;
    private const int FewestShards = 2;
    private const int ShardedGradientFloats = 1 << 24;
    private const int ReduceItems = 16;
    private const int Parts = 16;

    private const int Idle = 0;
    private const int Working = 1;
    private const int Disposed = 2;

    private readonly NetworkWeights _weights;
    private readonly AlignedMemory[] _shardGradients;
    private readonly int _shardedFloats;
    private readonly BatchTask _task;
    private WorkerCrew _crew;
    private int _threads = 1;
    private int _firstSample;
    private bool _isUsedUp;
    private bool _isEvaluated;
    private int _state;

    /// <summary>For generated code.</summary>
    /// <param name="weights">The weights that the graph reads.</param>
    /// <param name="batchSize">The largest number of samples in a batch.</param>
    /// <param name="inputLength">Elements of an input sample.</param>
    /// <param name="info">The network's outputs and its table of layers.</param>
    /// <param name="sampleFloats">Floats that the graph keeps of each sample, in one <see cref="AlignedMemory"/>.</param>
    /// <param name="shardedFloats">Floats of the weights whose gradients shards sum up for themselves; those behind them are written by <see cref="BackwardPart"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">The batch size is below 1, or so large that its samples do not fit into one array.</exception>
    protected TrainingGraph(NetworkWeights weights, int batchSize, int inputLength, NetworkInfo info, int sampleFloats, int shardedFloats)
        : this(weights, batchSize, inputLength, info, sampleFloats, shardedFloats, hasGradients: true)
    {
    }

    /// <param name="weights">The weights that the graph reads.</param>
    /// <param name="batchSize">The largest number of samples in a batch.</param>
    /// <param name="inputLength">Elements of an input sample.</param>
    /// <param name="info">The network's outputs and its table of layers.</param>
    /// <param name="sampleFloats">Floats that the graph keeps of each sample.</param>
    /// <param name="shardedFloats">Floats of the weights whose gradients shards sum up for themselves.</param>
    /// <param name="hasGradients">Whether there are gradients by weights, and memory for them.</param>
    private protected TrainingGraph(NetworkWeights weights, int batchSize, int inputLength, NetworkInfo info, int sampleFloats, int shardedFloats, bool hasGradients)
    {
        ArgumentNullException.ThrowIfNull(weights);
        ArgumentNullException.ThrowIfNull(info);
        CheckBatchSize(batchSize, Math.Max(sampleFloats, Math.Max(inputLength, info.Outputs.Max(static output => output.Length))));
        _weights = weights;
        BatchSize = batchSize;
        InputLength = inputLength;
        Outputs = [.. info.Outputs];
        OutputLength = Outputs[0].Length;

        _shardedFloats = shardedFloats;
        int shards = ShardsOf(batchSize, shardedFloats);
        _shardGradients = new AlignedMemory[shards];
        for (int shard = 0; shard < shards; shard++)
        {
            // The first shard's become the batch's.
            _shardGradients[shard] = new AlignedMemory(shard > 0 ? shardedFloats : hasGradients ? weights.Memory.Length : 0);
        }

        Gradients = hasGradients ? weights.Layout.CreateGradients(_shardGradients[0]) : new ParameterCollection([], _shardGradients[0]);
        _segments = weights.Layout.Segments.ToArray();
        _layers = LayersOf(_segments, info.Layers);
        _layerAt = Enumerable.Range(0, _segments.Length).ToDictionary(i => _segments[i].Offset, i => _layers[i]);
        _isTrained = new bool[Math.Max(1, info.Layers.Count)];
        PlanGradients();
        _task = new BatchTask(this);
        _crew = new WorkerCrew(1);
    }

    /// <summary>The number of shards that a batch is cut into.</summary>
    /// <param name="batchSize">The largest number of samples in a batch.</param>
    /// <param name="shardedFloats">Floats of the weights whose gradients shards sum up for themselves.</param>
    internal static int ShardsOf(int batchSize, int shardedFloats) =>
        Math.Min(batchSize, Math.Clamp(ShardedGradientFloats / Math.Max(1, shardedFloats), FewestShards, MostShards));

    /// <summary>The largest number of samples in a batch.</summary>
    public int BatchSize { get; }

    /// <summary>Elements of an input sample.</summary>
    public int InputLength { get; }

    /// <summary>Elements of a sample of the network's own output.</summary>
    public int OutputLength { get; }

    /// <summary>The network's outputs: its own, then those that <c>[Output]</c> marks.</summary>
    public IReadOnlyList<OutputInfo> Outputs { get; }

    /// <summary>The number of samples of the last <see cref="Forward"/>.</summary>
    public int SampleCount { get; private set; }

    /// <summary>The gradients of the last <see cref="Backward"/> by parameter name, summed over the batch, in PyTorch's layouts.</summary>
    public ParameterCollection Gradients { get; }

    /// <summary>The network's weights in the order its kernels read them. Padding floats are zero and must stay so.</summary>
    /// <remarks>Whoever writes them calls <see cref="WeightsChanged"/> when done, so that inference sees them.</remarks>
    public Span<float> PackedWeights => PackedMemory.Span;

    /// <summary>The memory of <see cref="PackedWeights"/>.</summary>
    public AlignedMemory PackedMemory => _weights.Memory;

    /// <summary>The gradients in the order of <see cref="PackedWeights"/>; those of padding floats are zero.</summary>
    public Span<float> PackedGradients => _shardGradients[0].Span;

    /// <summary>Makes the named view of other memory that is in the order of <see cref="PackedWeights"/>: an optimizer's state, or an average.</summary>
    /// <param name="memory">As many floats as the packed weights.</param>
    /// <exception cref="ArgumentException">The memory is shorter.</exception>
    public ParameterCollection CreateView(AlignedMemory memory) => _weights.Layout.CreateParameters(memory);

    /// <summary>From which the dropout masks follow, together with <see cref="Step"/>, <see cref="FirstSample"/> and the sample's place in the batch.</summary>
    public ulong DropoutSeed { get; set; }

    /// <summary>The place of the batch's first sample in a larger batch that it is a part of: dropout masks are those of the samples' places there. 0 unless told.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Negative.</exception>
    public int FirstSample
    {
        get => _firstSample;
        set
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            _firstSample = value;
        }
    }

    /// <summary>The number of the training step; <see cref="Forward"/> and its <see cref="Backward"/> must see the same one.</summary>
    public long Step { get; set; }

    /// <summary>What the next <see cref="Forward"/> computes, and the <see cref="Backward"/> behind it: training's values unless set.</summary>
    public GraphMode Mode { get; set; }

    /// <summary>How many threads work on a batch, the caller's among them. The results do not depend on it.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Less than 1.</exception>
    /// <exception cref="InvalidOperationException">The graph is at work.</exception>
    /// <exception cref="ObjectDisposedException">The graph was disposed.</exception>
    public int Threads
    {
        get => _threads;
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            Enter();
            try
            {
                // More threads than there ever are items would sleep from beginning to end.
                int workers = Math.Min(value, Math.Max(MostShards, ReduceItems));
                if (workers != _crew.Threads)
                {
                    WorkerCrew crew = new(workers);
                    _crew.Dispose();
                    _crew = crew;
                }

                _threads = value;
            }
            finally
            {
                Leave();
            }
        }
    }

    /// <summary>Computes the outputs in the graph's <see cref="Mode"/> and keeps what <see cref="Backward"/> needs.</summary>
    /// <param name="x">N * <see cref="InputLength"/> elements, N at most <see cref="BatchSize"/>.</param>
    /// <param name="y">N * <see cref="OutputLength"/> elements, none of them among those of <paramref name="x"/>.</param>
    /// <param name="further">For each further one of <see cref="Outputs"/> N samples' elements, or empty if not wanted; or nothing at all.</param>
    /// <exception cref="ArgumentException">The lengths are not those of the same whole number of samples, or there are too many, or memory overlaps, or there are not as many further outputs.</exception>
    /// <exception cref="InvalidOperationException">The graph is at work: another thread uses it.</exception>
    /// <exception cref="ObjectDisposedException">The graph was disposed.</exception>
    public unsafe void Forward(ReadOnlySpan<float> x, Span<float> y, params ReadOnlySpan<Memory<float>> further)
    {
        int samples = SampleGuard.Count(x.Length, InputLength, y.Length, OutputLength);
        if (samples > BatchSize)
        {
            throw new ArgumentException($"{samples} samples do not fit this training graph's batch size of {BatchSize}", nameof(x));
        }

        SampleGuard.CheckApart(x, nameof(x), y, nameof(y));
        CheckCount(further.Length, "further outputs", "it is not wanted");
        if (!further.IsEmpty)
        {
            FurtherOutputs.Check(new Outgoing(further), Outputs, samples, x, nameof(x), y, nameof(y));
        }

        Enter();
        try
        {
            SampleCount = 0;
            _isEvaluated = Mode == GraphMode.Evaluation;
            PrepareForward();
            fixed (float* input = x, output = y)
            {
                FurtherOutputs.Hold(new Outgoing(further), further.Length, new SegmentsRun(this, BatchPhase.Forward, samples, input, output));
            }

            if (KeptInput is { } kept)
            {
                x.CopyTo(kept.Span);
            }

            if (ForwardSegments > 1 && !_isEvaluated)
            {
                // Running estimates are among the weights.
                WeightsChanged();
            }

            SampleCount = samples;
            _isUsedUp = false;
        }
        finally
        {
            Leave();
        }
    }

    /// <summary>Computes the gradients of the batch of the last <see cref="Forward"/>, once: it uses up the memory of what that kept.</summary>
    /// <param name="dy">The loss's derivative by each output: N * <see cref="OutputLength"/> elements.</param>
    /// <param name="dx">Receives the loss's derivative by each input: N * <see cref="InputLength"/> elements, or empty if not wanted.</param>
    /// <param name="further">The loss's derivative by each element of each further one of <see cref="Outputs"/>, or empty where it is 0; or nothing at all.</param>
    /// <exception cref="ArgumentException">A length is not that of the last batch, or memory overlaps, or there are not as many further outputs.</exception>
    /// <exception cref="InvalidOperationException">There was no <see cref="Forward"/> since the last call, or the graph is at work: another thread uses it.</exception>
    /// <exception cref="ObjectDisposedException">The graph was disposed.</exception>
    public unsafe void Backward(ReadOnlySpan<float> dy, Span<float> dx, params ReadOnlySpan<ReadOnlyMemory<float>> further)
    {
        SampleGuard.CheckApart(dy, nameof(dy), dx, nameof(dx));
        Enter();
        try
        {
            if (dy.Length != (long)SampleCount * OutputLength)
            {
                throw new ArgumentException($"dy has {dy.Length} elements; the last batch's {SampleCount} samples of {OutputLength} outputs have {SampleCount * OutputLength}", nameof(dy));
            }

            if (!dx.IsEmpty && dx.Length != (long)SampleCount * InputLength)
            {
                throw new ArgumentException($"dx has {dx.Length} elements; the last batch's {SampleCount} samples of {InputLength} inputs have {SampleCount * InputLength}", nameof(dx));
            }

            Check(dx, further);
            if (_isUsedUp && SampleCount > 0)
            {
                throw new InvalidOperationException("Backward has used up what the last Forward kept; call Forward before another Backward");
            }

            _isUsedUp = true;
            int lowest = dx.IsEmpty ? _lowestTrained : WholeNetwork;
            BeginFollowing();
            if (lowest < NoLayer)
            {
                RunBackward(dy, dx, further, lowest);
            }

            if (_progress is not null)
            {
                EndFollowing();
            }
            else if (lowest < NoLayer)
            {
                _task.Phase = BatchPhase.Sum;
                _crew.Run(_task, HasParts ? ReduceItems + Parts : ReduceItems);
                ClearUnwanted(0, PackedGradients.Length);
            }
        }
        finally
        {
            GoesToInput = false;
            Leave();
        }
    }

    private unsafe void RunBackward(ReadOnlySpan<float> dy, Span<float> dx, ReadOnlySpan<ReadOnlyMemory<float>> further, int lowest)
    {
        Trained = new TrainedLayers(_isTrained, lowest);
        if (KeptInput is not null && !dx.IsEmpty)
        {
            ForwardAgain();
        }

        PrepareBackward();
        fixed (float* outputGradient = dy, inputGradient = dx)
        {
            FurtherOutputs.Hold(new Incoming(further), further.Length, new SegmentsRun(this, BatchPhase.Backward, SampleCount, outputGradient, inputGradient));
        }
    }

    /// <summary>Adds <see cref="PackedGradients"/> to those of batches before: for steps that take several.</summary>
    /// <param name="sum">As many floats, in the same order.</param>
    /// <exception cref="ArgumentException">They are not as many.</exception>
    public void AddGradientsTo(Span<float> sum)
    {
        if (sum.Length != PackedGradients.Length)
        {
            throw new ArgumentException($"sum has {sum.Length} floats; the gradients have {PackedGradients.Length}", nameof(sum));
        }

        VectorMath.Add(sum, PackedGradients);
    }

    /// <summary>Says that <see cref="PackedWeights"/> were written: what inference derives from them is made again.</summary>
    public void WeightsChanged() => _weights.Memory.Touch();

    /// <summary>Ends the threads. The network and its weights stay.</summary>
    /// <exception cref="InvalidOperationException">The graph is at work.</exception>
    public void Dispose()
    {
        int state = Interlocked.CompareExchange(ref _state, Disposed, Idle);
        if (state == Working)
        {
            throw AtWork();
        }

        _crew.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <param name="batchSize">The batch size.</param>
    /// <param name="sampleFloats">Floats of a sample in the longest of the batch's arrays: its inputs, its outputs or what is kept of it.</param>
    private static void CheckBatchSize(int batchSize, int sampleFloats)
    {
        int largest = AlignedMemory.MaxLength / Math.Max(1, sampleFloats);
        if (batchSize < 1 || batchSize > largest)
        {
            throw new ArgumentOutOfRangeException(
                nameof(batchSize),
                batchSize,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"a batch size of {batchSize} does not work; it goes from 1 to {largest}, because a sample takes {sampleFloats} floats of the {AlignedMemory.MaxLength} in the longest array"));
        }
    }

    private static InvalidOperationException AtWork() => new("this training graph is at work; one thread may use it at a time");

    /// <summary>Keeps others out before anything is touched: the task holds addresses that are good for one call only.</summary>
    private void Enter()
    {
        int state = Interlocked.CompareExchange(ref _state, Working, Idle);
        ObjectDisposedException.ThrowIf(state == Disposed, this);
        if (state == Working)
        {
            throw AtWork();
        }
    }

    private void Leave() => Volatile.Write(ref _state, Idle);
}
