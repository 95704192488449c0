using System;
using System.Collections.Generic;
using System.Linq;
using CnnGen.Runtime;

namespace CnnGen;

/// <summary>Trains a network in place. One thread may use it at a time; it puts others to work itself.</summary>
/// <remarks>
/// The same network, options and data give the same weights to the bit whatever <see cref="TrainerOptions.Threads"/> is, on processors
/// with one vector width and instruction set: other widths add up in another order, and the last bits, which training magnifies, differ.
/// A step allocates nothing. The network may be saved, forked and run between steps. A trainer that is forgotten without having been
/// disposed of ends its threads when it is collected.
/// </remarks>
/// <typeparam name="T">The network's class.</typeparam>
public sealed partial class Trainer<T> : IDisposable
    where T : class, ITrainableNetwork<T>
{
    private readonly TrainingGraph _graph;
    private readonly OptimizerState _optimizer;
    private readonly WeightAverageState? _average;
    private readonly AlignedMemory? _best;
    private TrainingCounters _counters = new();
    private int _stepsPerEpoch;
    private bool _isDisposed;

    /// <summary>Makes the training graph and the optimizer's state.</summary>
    /// <param name="network">The network, which stays the caller's to dispose of.</param>
    /// <param name="options">How to train.</param>
    /// <exception cref="ArgumentException">The network has no output of a name among <see cref="TrainerOptions.OutputLosses"/>; or a batch has fewer samples than there are processes.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The batch size is so large that its samples do not fit into one array; the message has the largest.</exception>
    public Trainer(T network, TrainerOptions options)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(options);
        Network = network;
        Options = options;

        // First, because it checks the batch size; its threads last, because nothing would end them if the rest failed.
        _part = PartOf(options);
        _graph = network.CreateTrainingGraph(_part.BatchCapacity);
        StepSize = checked(options.BatchSize * options.AccumulatedBatches);
        (_terms, _furtherPlaces) = CreateTerms();
        _divisors = new double[_terms.Length];
        _furtherOutputs = new Memory<float>[_terms.Length == 1 ? 0 : _graph.Outputs.Count - 1];
        _furtherGradients = new ReadOnlyMemory<float>[_furtherOutputs.Length];
        _settings = GroupParameters();
        int floats = _graph.PackedWeights.Length;
        _optimizer = options.Optimizer.CreateState(floats);
        _accumulated = options.AccumulatedBatches == 1 ? null : new AlignedMemory(floats);
        _average = options.Average is null ? null : new WeightAverageState(options.Average, floats);
        _best = options.EarlyStopping is { RestoresBest: true } ? new AlignedMemory(floats) : null;
        _graph.Mode = options.Mode;
        _graph.DropoutSeed = options.Seed;
        _graph.Threads = options.Threads;
    }

    /// <summary>The network.</summary>
    public T Network { get; }

    /// <summary>How it is trained.</summary>
    public TrainerOptions Options { get; }

    /// <summary>Steps done by this trainer, and by the one whose checkpoint it has loaded.</summary>
    public long StepCount => _counters.StepCount;

    /// <summary>Epochs begun, of all calls of Fit.</summary>
    public int EpochCount => _counters.EpochCount;

    /// <summary>
    /// Steps of an epoch, in which a schedule counts; 0 if not known yet. <see cref="Fit"/> sets it. Set it yourself to call
    /// <see cref="Step(ReadOnlySpan{float}, ReadOnlySpan{int})"/> with a schedule that counts epochs.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Below 1.</exception>
    public int StepsPerEpoch
    {
        get => _stepsPerEpoch;
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            _stepsPerEpoch = value;
        }
    }

    /// <summary>The learning rate of the next step: the optimizer's times the schedule's factor.</summary>
    /// <exception cref="InvalidOperationException">The schedule counts epochs, and <see cref="StepsPerEpoch"/> is not known.</exception>
    public double LearningRate
    {
        get
        {
            if (Options.Schedule.CountsEpochs && StepsPerEpoch == 0)
            {
                throw new InvalidOperationException("the schedule counts epochs: set StepsPerEpoch before the first Step, or call Fit");
            }

            return Options.Optimizer.LearningRate * Options.Schedule.Factor(StepCount, StepsPerEpoch) * _counters.Plateau.Factor;
        }
    }

    /// <summary>Samples of a step of all processes: <see cref="TrainerOptions.BatchSize"/> * <see cref="TrainerOptions.AccumulatedBatches"/>.</summary>
    private int StepSize { get; }

    /// <summary>Computes accuracy, loss and confusion matrix of the network as it is now, with the options' loss and threads.</summary>
    /// <param name="dataset">The samples.</param>
    /// <exception cref="ArgumentException">The dataset is empty, or its samples or labels are not ones for the network.</exception>
    public Evaluation Evaluate(Dataset dataset) => Evaluator.Evaluate(Network, dataset, Options.Threads, Options.Loss);

    /// <summary>Makes a network with the average of the weights so far, which is the caller's to dispose of.</summary>
    /// <exception cref="InvalidOperationException"><see cref="TrainerOptions.Average"/> is not set, or nothing is in the average yet.</exception>
    public T CreateAveraged()
    {
        if (_average is not { Count: > 0 })
        {
            throw new InvalidOperationException(_average is null
                ? "no average is kept: set TrainerOptions.Average"
                : "nothing is in the average yet: it begins with the first step, or with the first epoch that it was told");
        }

        T network = T.Create(0);
        float[] elements = [];
        foreach (Parameter average in _graph.CreateView(_average.Memory))
        {
            elements = elements.Length < average.Length ? new float[average.Length] : elements;
            average.CopyTo(elements.AsSpan(0, average.Length));
            network.Parameters[average.Name].CopyFrom(elements.AsSpan(0, average.Length));
        }

        return network;
    }

    /// <summary>Ends the threads. The network stays.</summary>
    public void Dispose()
    {
        _isDisposed = true;
        _graph.Dispose();
    }

    /// <summary>The losses of the network's outputs, its own first, and the places of the others among the further outputs.</summary>
    private (LossTerm[] Terms, int[] Places) CreateTerms()
    {
        int stepSize = _part.BatchCapacity * Options.AccumulatedBatches;
        List<LossTerm> terms = [new(_graph.Outputs[0], Options.Loss, 1, _part.BatchCapacity, stepSize)];
        List<int> places = [];
        foreach (OutputLoss further in Options.OutputLosses)
        {
            int place = _graph.Outputs.Skip(1).ToList().FindIndex(output => output.Name == further.Output);
            if (place < 0 || places.Contains(place))
            {
                string names = string.Join(", ", _graph.Outputs.Skip(1).Select(static output => output.Name));
                throw new ArgumentException(
                    place < 0
                        ? $"{typeof(T).Name} has no further output '{further.Output}' for a loss; it has {(names.Length == 0 ? "none: [Output] marks one" : names)}"
                        : $"the output '{further.Output}' has two losses; expected one",
                    nameof(TrainerOptions.OutputLosses));
            }

            places.Add(place);
            terms.Add(new LossTerm(_graph.Outputs[place + 1], further.Loss, further.Weight, _part.BatchCapacity, stepSize));
        }

        return ([.. terms], [.. places]);
    }

    /// <summary>Freezes what the options' groups freeze, and tells how each parameter is treated.</summary>
    private SegmentSettings[] GroupParameters()
    {
        Dictionary<string, ParameterGroup?> groups = Network.Parameters.ToDictionary(
            static parameter => parameter.Name, parameter => Options.ParameterGroups.FirstOrDefault(group => group.Contains(parameter)), StringComparer.Ordinal);
        if (groups.Values.Any(static group => group is { Frozen: true }))
        {
            _graph.Freeze(name => groups[name] is { Frozen: true });
        }

        SegmentSettings usual = Options.Optimizer.Settings;
        return
        [
            .. _graph.Segments.ToArray().Select(segment => groups[segment.Name] is { } group
                ? new SegmentSettings(group.LearningRateFactor, group.WeightDecay ?? usual.WeightDecay, group.L1 ?? usual.L1)
                : usual),
        ];
    }
}
