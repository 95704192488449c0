using System.Collections.Generic;
using CnnGen.Benchmarks.Onnx;
using CnnGen.Benchmarks.PyTorch;

namespace CnnGen.Benchmarks.Cases;

/// <summary>The engines that are installed here to compare with.</summary>
internal sealed class Peers
{
    private const string NoTorch =
        "PyTorch is left out: neither python3 nor /usr/bin/python3 can import torch. " +
        "Install it with pip (package torch) or apt (package python3-torch).";

    private const string SlowTorch =
        "PyTorch runs on the reference BLAS here and is slower than it could be: install apt's libopenblas0-pthread, or PyTorch from pip.";

    private readonly HashSet<string> _notes = [];

    /// <summary>A line for each engine that was looked for in vain, with how to get it, or that is not at its best.</summary>
    public IEnumerable<string> Notes => _notes;

    /// <summary>ONNX Runtime, or null.</summary>
    public OrtApi? OnnxRuntime()
    {
        OrtApi? api = OrtLibrary.TryLoad(out string? missing);
        if (missing is not null)
        {
            _notes.Add(missing);
        }

        return api;
    }

    /// <summary>A PyTorch process, or null.</summary>
    /// <param name="threads">Threads that it works on.</param>
    /// <param name="model">The network that it trains.</param>
    public TorchPeer? Torch(int threads, TorchModel model)
    {
        TorchPeer? peer = TorchPeer.TryStart(threads, model);
        if (peer is null)
        {
            _notes.Add(NoTorch);
        }
        else if (peer.HasSlowBlas)
        {
            _notes.Add(SlowTorch);
        }

        return peer;
    }
}
