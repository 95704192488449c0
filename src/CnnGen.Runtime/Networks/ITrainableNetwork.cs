using System;

namespace CnnGen;

/// <summary>What a generated network class implements beside <see cref="INetwork{TSelf}"/> unless <c>[Network(Training = false)]</c> leaves its training code out.</summary>
/// <typeparam name="TSelf">The network class itself.</typeparam>
public interface ITrainableNetwork<TSelf> : INetwork<TSelf>
    where TSelf : class, ITrainableNetwork<TSelf>
{
    /// <summary>Makes the forward and backward computation of batches of up to the given size over this instance's weights.</summary>
    /// <param name="batchSize">The largest number of samples in a batch: at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The batch size is below 1, or so large that its samples do not fit into one array.</exception>
    TrainingGraph CreateTrainingGraph(int batchSize);
}
