using System.Linq;
using CnnGen.Benchmarks.Measuring;
using CnnGen.Benchmarks.PyTorch;

namespace CnnGen.Benchmarks.Cases;

/// <summary>One LeNet-5 training step against PyTorch: forward, softmax cross-entropy, backward, SGD with momentum.</summary>
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
    /// <param name="threads">Threads of both contestants.</param>
    public static BenchmarkCase Create(int threads) =>
        new("lenet5-train", $"LeNet-5 training step, batch {Batch}", threads, MultiplyAdds(), peers => Prepare(peers, threads));

    // Backward has two products a layer, for the weights' gradient and for the input's; the network's own input needs none.
    private static double MultiplyAdds()
    {
        long first = LeNet5.Info.Layers.First(layer => layer.MultiplyAdds > 0).MultiplyAdds;
        return (double)Batch * ((3 * LeNet5.MultiplyAdds) - first);
    }

    private static Match Prepare(Peers peers, int threads)
    {
        TrainingStep timed = new(Batch, threads, TimedRate);
        InProcessContestant ours = new("CnnGen", () => timed.Run(), timed);
        TorchPeer? peer = peers.Torch(threads);
        if (peer is not null)
        {
            peer.SetBatch(timed.Samples, timed.Labels);
            Check(peer, threads);
            Begin(peer, timed, TimedRate);
        }

        return new Match(ours, peer);
    }

    private static void Check(TorchPeer peer, int threads)
    {
        using TrainingStep step = new(Batch, threads, CheckedRate);
        Begin(peer, step, CheckedRate);
        float[] ours = new float[CheckedSteps];
        float[] theirs = new float[CheckedSteps];
        for (int index = 0; index < CheckedSteps; index++)
        {
            ours[index] = (float)step.Run();
            theirs[index] = (float)peer.Step();
        }

        Agreement.Require("LeNet-5's losses in training", ours, theirs);
    }

    private static void Begin(TorchPeer peer, TrainingStep step, float learningRate)
    {
        foreach (Parameter parameter in step.Parameters)
        {
            peer.SetParameter(parameter.Name, parameter.Value);
        }

        peer.SetOptimizer(learningRate);
    }
}
