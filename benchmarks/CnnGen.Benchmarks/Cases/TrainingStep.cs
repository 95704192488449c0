using System;

namespace CnnGen.Benchmarks.Cases;

/// <summary>A network with a trainer and one batch that all steps see.</summary>
/// <typeparam name="TNetwork">The network.</typeparam>
internal sealed class TrainingStep<TNetwork> : IDisposable
    where TNetwork : class, ITrainableNetwork<TNetwork>
{
    private readonly TNetwork _network;
    private readonly Trainer<TNetwork> _trainer;

    /// <summary>Makes a network with the first weights of a fixed seed.</summary>
    /// <param name="batch">Samples of one step.</param>
    /// <param name="threads">Threads that work on a step.</param>
    /// <param name="isAdam">Whether the optimizer is Adam; else SGD of momentum 0.9.</param>
    /// <param name="learningRate">The learning rate.</param>
    public TrainingStep(int batch, int threads, bool isAdam, float learningRate)
    {
        Samples = SampleData.Uniform(batch * TNetwork.InputLength);
        Labels = SampleData.Labels(batch, TNetwork.OutputLength);
        _network = TNetwork.Create(seed: 1);
        _trainer = new Trainer<TNetwork>(_network, new TrainerOptions
        {
            BatchSize = batch,
            Threads = threads,
            Loss = Loss.SoftmaxCrossEntropy,
            Optimizer = isAdam ? new Adam(learningRate) : new Sgd(learningRate, momentum: 0.9f),
        });
    }

    /// <summary>The batch's inputs.</summary>
    public float[] Samples { get; }

    /// <summary>The batch's classes.</summary>
    public int[] Labels { get; }

    /// <summary>The weights.</summary>
    public ParameterCollection Parameters => _network.Parameters;

    /// <summary>Does one step.</summary>
    /// <returns>The mean loss of the batch before it.</returns>
    public double Run() => _trainer.Step(Samples, Labels);

    /// <inheritdoc/>
    public void Dispose()
    {
        _trainer.Dispose();
        _network.Dispose();
    }
}
