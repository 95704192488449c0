using System.Linq;
using CnnGen.Benchmarks.Measuring;
using CnnGen.Benchmarks.PyTorch;

namespace CnnGen.Benchmarks.Cases;

/// <summary>One training step against PyTorch: forward, softmax cross-entropy, backward, SGD with momentum.</summary>
internal static class TrainingCase
{
    private const int Batch = 32;
    private const int CheckedSteps = 10;

    // Large enough for ten steps to show in the loss that every gradient and the momentum are right.
    private const float CheckedRate = 0.05f;

    // Small, so that thousands of steps on one batch leave the weights of a beginning: a network that has nothing left to learn would fill
    // with denormal numbers, which are slow.
    private const float TimedRate = 1e-5f;

    /// <summary>Makes the case.</summary>
    /// <typeparam name="TNetwork">The network.</typeparam>
    /// <param name="name">What the command line calls it.</param>
    /// <param name="title">What the table calls the network.</param>
    /// <param name="threads">Threads of both contestants.</param>
    public static BenchmarkCase Create<TNetwork>(string name, string title, int threads)
        where TNetwork : class, ITrainableNetwork<TNetwork> =>
        new(name, $"{title} training step, batch {Batch}", threads, MultiplyAdds<TNetwork>(), peers => Prepare<TNetwork>(peers, title, threads));

    // Backward has two products a layer, for the weights' gradient and for the input's; the network's own input needs none.
    private static double MultiplyAdds<TNetwork>()
        where TNetwork : class, ITrainableNetwork<TNetwork>
    {
        long first = TNetwork.Info.Layers.First(layer => layer.MultiplyAdds > 0).MultiplyAdds;
        return (double)Batch * ((3 * TNetwork.MultiplyAdds) - first);
    }

    private static Match Prepare<TNetwork>(Peers peers, string title, int threads)
        where TNetwork : class, ITrainableNetwork<TNetwork>
    {
        TrainingStep<TNetwork> timed = new(Batch, threads, TimedRate);
        InProcessContestant ours = new("CnnGen", () => timed.Run(), timed);
        TorchPeer? peer = peers.Torch(threads, TorchModel.Of(TNetwork.Info, timed.Parameters));
        if (peer is not null)
        {
            peer.SetBatch(timed.Samples, timed.Labels);
            Check<TNetwork>(peer, title, threads);
            Begin(peer, timed.Parameters, TimedRate);
        }

        return new Match(ours, peer);
    }

    private static void Check<TNetwork>(TorchPeer peer, string title, int threads)
        where TNetwork : class, ITrainableNetwork<TNetwork>
    {
        using TrainingStep<TNetwork> step = new(Batch, threads, CheckedRate);
        Begin(peer, step.Parameters, CheckedRate);
        float[] ours = new float[CheckedSteps];
        float[] theirs = new float[CheckedSteps];
        for (int index = 0; index < CheckedSteps; index++)
        {
            ours[index] = (float)step.Run();
            theirs[index] = (float)peer.Step();
        }

        Agreement.Require($"{title}'s losses in training", ours, theirs);
    }

    private static void Begin(TorchPeer peer, ParameterCollection parameters, float learningRate)
    {
        foreach (Parameter parameter in parameters)
        {
            peer.SetParameter(parameter.Name, parameter.Value);
        }

        peer.SetOptimizer(learningRate);
    }
}
