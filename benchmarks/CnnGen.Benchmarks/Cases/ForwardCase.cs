using System;
using CnnGen.Benchmarks.Measuring;
using CnnGen.Benchmarks.Onnx;

namespace CnnGen.Benchmarks.Cases;

/// <summary>Forward of a network against ONNX Runtime with the same weights and the same input, on one thread.</summary>
internal static class ForwardCase
{
    /// <summary>Makes the case.</summary>
    /// <typeparam name="TNetwork">The network.</typeparam>
    /// <param name="name">What <c>--only</c> calls it.</param>
    /// <param name="title">What the table calls it.</param>
    /// <param name="batch">Samples of one Forward.</param>
    /// <param name="tolerance">How far the results may be apart.</param>
    public static BenchmarkCase Create<TNetwork>(string name, string title, int batch, double tolerance = Agreement.Tolerance)
        where TNetwork : class, INetwork<TNetwork> =>
        new(name, title, Threads: 1, (double)TNetwork.MultiplyAdds * batch, peers => Prepare<TNetwork>(peers, title, batch, tolerance));

    private static Match Prepare<TNetwork>(Peers peers, string title, int batch, double tolerance)
        where TNetwork : class, INetwork<TNetwork>
    {
        TNetwork network = TNetwork.Create(seed: 1);
        float[] input = SampleData.Uniform(batch * TNetwork.InputLength);
        float[] output = new float[batch * TNetwork.OutputLength];
        InProcessContestant ours = new("CnnGen", () => network.Forward(input, output), network);
        if (peers.OnnxRuntime() is not { } api)
        {
            return new Match(ours, Peer: null);
        }

        OnnxModel onnx = OnnxModel.Of(network, batch);
        OrtSession session = new(api, onnx.Bytes, onnx.InputShape, onnx.OutputShape);
        input.CopyTo(session.Input);
        network.Forward(input, output);
        session.Run();
        Agreement.Require(title, output, session.Output, tolerance);
        return new Match(ours, new InProcessContestant($"ONNX Runtime {api.LibraryVersion}", session.Run, session));
    }
}
