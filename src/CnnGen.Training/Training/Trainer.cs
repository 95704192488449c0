using System;

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
    private readonly float[] _inputs;
    private readonly float[] _outputs;
    private readonly float[] _gradient;
    private readonly int[] _labels;
    private int _lastCorrect;
    private int _stepsPerEpoch;
    private bool _isDisposed;

    /// <summary>Makes the training graph and the optimizer's state.</summary>
    /// <param name="network">The network, which stays the caller's to dispose of.</param>
    /// <param name="options">How to train.</param>
    /// <exception cref="ArgumentOutOfRangeException">The batch size is so large that its samples do not fit into one array; the message has the largest.</exception>
    public Trainer(T network, TrainerOptions options)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(options);
        Network = network;
        Options = options;

        // First, because it checks the batch size; its threads last, because nothing would end them if the rest failed.
        _graph = network.CreateTrainingGraph(options.BatchSize);
        _inputs = new float[options.BatchSize * T.InputLength];
        _outputs = new float[options.BatchSize * T.OutputLength];
        _gradient = new float[_outputs.Length];
        _labels = new int[options.BatchSize];
        _optimizer = options.Optimizer.CreateState(_graph.PackedWeights.Length);
        _graph.DropoutSeed = options.Seed;
        _graph.Threads = options.Threads;
    }

    /// <summary>The network.</summary>
    public T Network { get; }

    /// <summary>How it is trained.</summary>
    public TrainerOptions Options { get; }

    /// <summary>Steps done by this trainer.</summary>
    public long StepCount { get; private set; }

    /// <summary>Epochs begun by this trainer, of all calls of Fit.</summary>
    public int EpochCount { get; private set; }

    /// <summary>
    /// Steps of an epoch, in which a schedule counts; 0 if not known yet. <see cref="Fit"/> sets it. Set it yourself to call
    /// <see cref="Step"/> with a schedule that counts epochs.
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

            return Options.Optimizer.LearningRate * Options.Schedule.Factor(StepCount, StepsPerEpoch);
        }
    }

    /// <summary>Takes one optimizer step on a batch. Allocates nothing.</summary>
    /// <remarks>A loss that is NaN or infinite is returned, and the step taken nevertheless, as in PyTorch; <see cref="Fit"/> stops instead.</remarks>
    /// <param name="inputs">N * InputLength elements, N from 1 to the batch size.</param>
    /// <param name="labels">N labels from 0 to OutputLength - 1.</param>
    /// <returns>The mean loss of the batch before the step.</returns>
    /// <exception cref="ArgumentException">The lengths are not those of the same number of samples, or there are none or too many.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A label is not one of the network's; no weight was changed.</exception>
    /// <exception cref="InvalidOperationException">The schedule counts epochs, and <see cref="StepsPerEpoch"/> is not known.</exception>
    /// <exception cref="ObjectDisposedException">The trainer was disposed.</exception>
    public double Step(ReadOnlySpan<float> inputs, ReadOnlySpan<int> labels)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        if (labels.IsEmpty || labels.Length > Options.BatchSize)
        {
            throw new ArgumentException($"there are {labels.Length} labels; a step takes 1 to {Options.BatchSize}, the batch size", nameof(labels));
        }

        if (inputs.Length != (long)labels.Length * T.InputLength)
        {
            throw new ArgumentException(
                $"inputs has {inputs.Length} elements; {labels.Length} samples of {T.InputLength} have {(long)labels.Length * T.InputLength}", nameof(inputs));
        }

        return TakeStep(inputs, labels, [], LearningRate);
    }

    /// <summary>Computes accuracy, loss and confusion matrix of the network as it is now, with the options' loss and threads.</summary>
    /// <param name="dataset">The samples.</param>
    /// <exception cref="ArgumentException">The dataset is empty, or its samples or labels are not ones for the network.</exception>
    public Evaluation Evaluate(Dataset dataset) => Evaluator.Evaluate(Network, dataset, Options.Threads, Options.Loss);

    /// <summary>Ends the threads. The network stays.</summary>
    public void Dispose()
    {
        _isDisposed = true;
        _graph.Dispose();
    }

    /// <summary>The step itself, on what was checked.</summary>
    /// <param name="inputs">The inputs.</param>
    /// <param name="labels">The labels.</param>
    /// <param name="samples">The samples' numbers in the dataset: with them, numbers that are not finite end the training; empty where they do not.</param>
    /// <param name="learningRate">The step's rate.</param>
    private double TakeStep(ReadOnlySpan<float> inputs, ReadOnlySpan<int> labels, ReadOnlySpan<int> samples, double learningRate)
    {
        Span<float> outputs = _outputs.AsSpan(0, labels.Length * T.OutputLength);
        Span<float> gradient = _gradient.AsSpan(0, outputs.Length);
        bool isWatched = !samples.IsEmpty;
        Divergence divergence = new(_graph, StepCount + 1, EpochCount, learningRate);
        _graph.Step = StepCount;
        _graph.Forward(inputs, outputs);
        double loss = Options.Loss.Compute(outputs, labels, T.OutputLength, gradient);
        if (isWatched && !double.IsFinite(loss))
        {
            throw divergence.OfLoss(loss, inputs, samples);
        }

        _graph.Backward(gradient, []);
        if (isWatched && divergence.OfGradients() is { } fault)
        {
            throw fault;
        }

        _optimizer.Step(_graph.PackedWeights, _graph.PackedGradients, _graph.Segments, learningRate);
        _graph.WeightsChanged();
        _lastCorrect = ArgMax.CountCorrect(outputs, labels, T.OutputLength);
        StepCount++;
        return isWatched && divergence.OfWeights() is { } overflow ? throw overflow : loss;
    }
}
