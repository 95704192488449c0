using System;
using System.IO;

namespace CnnGen;

/// <summary>What every generated network class implements, so that generic code can take any network.</summary>
/// <typeparam name="TSelf">The network class itself.</typeparam>
public interface INetwork<TSelf> : IDisposable
    where TSelf : class, INetwork<TSelf>
{
    /// <summary>Elements of one input sample, laid out channels, height, width.</summary>
    static abstract int InputLength { get; }

    /// <summary>Elements of one sample of the network's own output.</summary>
    static abstract int OutputLength { get; }

    /// <summary>Number of trained and frozen parameters.</summary>
    static abstract int ParameterCount { get; }

    /// <summary>Multiply-adds of convolutions and linear layers for one sample, biases not counted.</summary>
    static abstract long MultiplyAdds { get; }

    /// <summary>The layer table.</summary>
    static abstract NetworkInfo Info { get; }

    /// <summary>Makes an instance with initial weights; the same seed gives the same weights to the bit, on every machine.</summary>
    /// <param name="seed">Any number.</param>
    static abstract TSelf Create(ulong seed);

    /// <summary>Makes an instance with the weights of a safetensors file.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="InvalidDataException">The file is broken, or its tensors are not this network's.</exception>
    static abstract TSelf Load(string path);

    /// <summary>Makes an instance with the weights of a safetensors stream, read to its end.</summary>
    /// <param name="stream">The stream.</param>
    /// <exception cref="InvalidDataException">The data is broken, or its tensors are not this network's.</exception>
    static abstract TSelf Load(Stream stream);

    /// <summary>Makes an instance with the weights of a safetensors file in memory.</summary>
    /// <param name="safetensors">The file's bytes.</param>
    /// <exception cref="InvalidDataException">The data is broken, or its tensors are not this network's.</exception>
    static abstract TSelf Load(ReadOnlySpan<byte> safetensors);

    /// <summary>The named tensors, in PyTorch's layouts.</summary>
    ParameterCollection Parameters { get; }

    /// <summary>How many threads share one <see cref="Forward"/>, the caller's among them: 1 unless set. The results do not depend on it.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Less than 1.</exception>
    int Threads { get; set; }

    /// <summary>Computes the outputs of any whole number of samples without allocating. One thread at a time.</summary>
    /// <remarks>
    /// Outputs that <c>[Output]</c> marks are not computed: a class that has them has a Forward with a span for each beside this one.
    /// A <see cref="IDisposable.Dispose"/> on another thread meanwhile does not wait and does no harm: this run ends as it would have.
    /// </remarks>
    /// <param name="input">N * <see cref="InputLength"/> elements.</param>
    /// <param name="output">N * <see cref="OutputLength"/> elements.</param>
    /// <exception cref="ArgumentException">The lengths are not those of the same whole number of samples, or the spans overlap.</exception>
    /// <exception cref="InvalidOperationException">Another thread is in this instance's Forward; each thread needs a <see cref="Fork"/> of its own.</exception>
    /// <exception cref="ObjectDisposedException">The instance was disposed.</exception>
    void Forward(ReadOnlySpan<float> input, Span<float> output);

    /// <summary>Another instance over the same weights with a workspace of its own, for another thread.</summary>
    TSelf Fork();

    /// <summary>Writes the weights as safetensors, beside the file first and then in its place.</summary>
    /// <param name="path">The file.</param>
    void Save(string path);
}
