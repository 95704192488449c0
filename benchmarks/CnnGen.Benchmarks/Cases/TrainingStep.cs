using System;

namespace CnnGen.Benchmarks.Cases;

/// <summary>LeNet-5 with a trainer and one batch that all steps see.</summary>
internal sealed class TrainingStep : IDisposable
{
    private readonly LeNet5 _network;
    private readonly Trainer<LeNet5> _trainer;

    /// <summary>Makes a network with the first weights of a fixed seed.</summary>
    /// <param name="batch">Samples of one step.</param>
    /// <param name="threads">Threads that work on a step.</param>
    /// <param name="learningRate">The learning rate.</param>
    public TrainingStep(int batch, int threads, float learningRate)
    {
        Samples = SampleData.Uniform(batch * LeNet5.InputLength);
        Labels = SampleData.Labels(batch, LeNet5.OutputLength);
        _network = LeNet5.Create(seed: 1);
        _trainer = new Trainer<LeNet5>(_network, new TrainerOptions
        {
            BatchSize = batch,
            Threads = threads,
            Loss = Loss.SoftmaxCrossEntropy,
            Optimizer = new Sgd(learningRate, momentum: 0.9f),
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
