using System.Linq;
using CnnGen.Benchmarks.Measuring;
using CnnGen.Benchmarks.PyTorch;

namespace CnnGen.Benchmarks.Cases;

/// <summary>One training step against PyTorch: forward, softmax cross-entropy, backward, SGD with momentum.</summary>
internal static class TrainingCase
{
    private const int CheckedSteps = 10;

    // Small, so that thousands of steps on one batch leave the weights of a beginning: a network that has nothing left to learn would fill
    // with denormal numbers, which are slow.
    private const float TimedRate = 1e-5f;

    /// <summary>Makes the case.</summary>
    /// <typeparam name="TNetwork">The network.</typeparam>
    /// <param name="name">What the command line calls it.</param>
    /// <param name="title">What the table calls the network.</param>
    /// <param name="work">What a step is.</param>
    public static BenchmarkCase Create<TNetwork>(string name, string title, TrainingWork work)
        where TNetwork : class, ITrainableNetwork<TNetwork> => new(
            name,
            $"{title} training step, batch {work.Batch}{(work.IsAdam ? ", Adam" : "")}",
            work.Threads,
            MultiplyAdds<TNetwork>(work.Batch),
            peers => Prepare<TNetwork>(peers, title, work));

    // Backward has two products a layer, for the weights' gradient and for the input's; the network's own input needs none.
    private static double MultiplyAdds<TNetwork>(int batch)
        where TNetwork : class, ITrainableNetwork<TNetwork>
    {
        long first = TNetwork.Info.Layers.First(layer => layer.MultiplyAdds > 0).MultiplyAdds;
        return (double)batch * ((3 * TNetwork.MultiplyAdds) - first);
    }

    private static Match Prepare<TNetwork>(Peers peers, string title, TrainingWork work)
        where TNetwork : class, ITrainableNetwork<TNetwork>
    {
        TrainingStep<TNetwork> timed = new(work.Batch, work.Threads, work.IsAdam, TimedRate);
        InProcessContestant ours = new("CnnGen", () => timed.Run(), timed);
        TorchPeer? peer = peers.Torch(work.Threads, TorchModel.Of(TNetwork.Info, timed.Parameters));
        if (peer is not null)
        {
            peer.SetBatch(timed.Samples, timed.Labels);
            Check<TNetwork>(peer, title, work);
            Begin(peer, timed.Parameters, work.IsAdam, TimedRate);
        }

        return new Match(ours, peer);
    }

    private static void Check<TNetwork>(TorchPeer peer, string title, TrainingWork work)
        where TNetwork : class, ITrainableNetwork<TNetwork>
    {
        using TrainingStep<TNetwork> step = new(work.Batch, work.Threads, work.IsAdam, work.CheckedRate);
        Begin(peer, step.Parameters, work.IsAdam, work.CheckedRate);
        float[] ours = new float[CheckedSteps];
        float[] theirs = new float[CheckedSteps];
        for (int index = 0; index < CheckedSteps; index++)
        {
            ours[index] = (float)step.Run();
            theirs[index] = (float)peer.Step();
        }

        Agreement.Require($"{title}'s losses in training", ours, theirs);
    }

    private static void Begin(TorchPeer peer, ParameterCollection parameters, bool isAdam, float learningRate)
    {
        foreach (Parameter parameter in parameters)
        {
            peer.SetParameter(parameter.Name, parameter.Value);
        }

        peer.SetOptimizer(isAdam, learningRate);
    }
}

/// <summary>What a training step is.</summary>
/// <param name="Batch">Samples of one step.</param>
/// <param name="Threads">Threads of both contestants.</param>
internal sealed record TrainingWork(int Batch, int Threads)
{
    /// <summary>Whether the optimizer is Adam; else SGD of momentum 0.9.</summary>
    public bool IsAdam { get; init; }

    /// <summary>The learning rate of the compared steps: large enough for ten of them to show in the loss that every gradient and the optimizer are right.</summary>
    public float CheckedRate { get; init; } = 0.05f;
}
