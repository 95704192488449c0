using System.Linq;

namespace CnnGen.Runtime;

/// <summary>What generated code lists a network's parameters and layers by, a short line each: a large network has a thousand.</summary>
public abstract class NetworkTable
{
    private const int Block = 16;

    /// <summary>For derived classes, which have static members alone.</summary>
    protected NetworkTable()
    {
    }

    /// <summary>A tensor that an optimizer may change.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="initialization">How it gets its first values.</param>
    /// <param name="fanIn">Inputs that one output sums over.</param>
    /// <param name="offset">The first float of its packed form.</param>
    /// <param name="pack">The order its kernels read it in.</param>
    /// <param name="shape">Its shape in PyTorch's layout.</param>
    /// <param name="isFrozen">Whether its layer is frozen.</param>
    protected static ParameterDescriptor Tensor(string name, Initialization initialization, int fanIn, int offset, WeightPack pack, int[] shape, bool isFrozen = false) =>
        new(name, shape, pack, offset, initialization, fanIn, !isFrozen);

    /// <summary>A number for each channel that an optimizer may change.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="initialization">How it gets its first values.</param>
    /// <param name="fanIn">Inputs that one output sums over.</param>
    /// <param name="offset">The first float of its packed form.</param>
    /// <param name="channels">The channels.</param>
    /// <param name="isFrozen">Whether its layer is frozen.</param>
    protected static ParameterDescriptor Vector(string name, Initialization initialization, int fanIn, int offset, int channels, bool isFrozen = false) =>
        Tensor(name, initialization, fanIn, offset, new WeightPack(1, channels, 1, 1, Block), [channels], isFrozen);

    /// <summary>A running estimate for each channel.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="initialization">How it gets its first values.</param>
    /// <param name="offset">The first float of its packed form.</param>
    /// <param name="channels">The channels.</param>
    protected static ParameterDescriptor Statistic(string name, Initialization initialization, int offset, int channels) =>
        Vector(name, initialization, 1, offset, channels, isFrozen: true) with { Role = ParameterRole.Statistic };

    /// <summary>A number of batches.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="offset">Its place.</param>
    protected static ParameterDescriptor Counter(string name, int offset) =>
        new(name, [], new WeightPack(1, 1, 1, 1, Block), offset, Initialization.Zeros, 1, Trainable: false, ParameterRole.Counter);

    /// <summary>The order in which a kernel reads a weight tensor.</summary>
    /// <param name="groups">Groups.</param>
    /// <param name="filters">Filters a group.</param>
    /// <param name="channels">Input channels a group.</param>
    /// <param name="taps">Taps.</param>
    /// <param name="tile">Filters a tile.</param>
    protected static WeightPack Pack(int groups, int filters, int channels, int taps, int tile) => new(groups, filters, channels, taps, tile);

    /// <summary>A linear map that a normalisation goes into.</summary>
    /// <param name="pack">The order of its weights.</param>
    /// <param name="weights">The first float of its weights.</param>
    /// <param name="bias">The first float of its bias, or -1.</param>
    /// <param name="foldedWeights">Where its weights go.</param>
    /// <param name="foldedBias">Where its bias goes.</param>
    protected static FoldedMap Map(WeightPack pack, int weights, int bias, int foldedWeights, int foldedBias) => new(pack, weights, bias, foldedWeights, foldedBias);

    /// <summary>A layer over an image that reads one layer.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="kind">The layer as declared.</param>
    /// <param name="input">The layer that it reads, or -1.</param>
    /// <param name="channels">Channels of its output.</param>
    /// <param name="rows">Rows.</param>
    /// <param name="columns">Columns.</param>
    /// <param name="parameters">Number of parameters.</param>
    /// <param name="multiplyAdds">Multiply-adds.</param>
    /// <param name="operations">All operations.</param>
    /// <param name="field">Rows and columns that one output element sees.</param>
    /// <param name="stride">Rows and columns from what one sees to what the next one does.</param>
    protected static LayerInfo Layer(
        string name, string kind, int input, int channels, int rows, int columns, int parameters, long multiplyAdds, long operations, int field, int stride) =>
        Layer(name, kind, [input], [channels, rows, columns], parameters, multiplyAdds, operations, new ReceptiveField(field, field, stride, stride));

    /// <summary>A layer.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="kind">The layer as declared.</param>
    /// <param name="inputs">The layers that it reads; -1 is the network's input.</param>
    /// <param name="output">The shape of its output.</param>
    /// <param name="parameters">Number of parameters.</param>
    /// <param name="multiplyAdds">Multiply-adds.</param>
    /// <param name="operations">All operations.</param>
    /// <param name="field">What one output element sees; null where it sees everything.</param>
    protected static LayerInfo Layer(string name, string kind, int[] inputs, int[] output, int parameters, long multiplyAdds, long operations, ReceptiveField? field) =>
        new(name, kind, inputs, output, parameters, multiplyAdds, operations, output.Aggregate((long)sizeof(float), static (bytes, size) => bytes * size), field);
}
