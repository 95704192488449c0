using System.Collections.Generic;

namespace CnnGen;

/// <summary>One row of the layer table.</summary>
/// <param name="Name">The layer's name: <c>conv1</c>.</param>
/// <param name="Kind">The layer as declared, with its arguments: <c>Conv(6, 5, Pad = 2)</c>.</param>
/// <param name="Inputs">The layers it reads, by their place in <see cref="NetworkInfo.Layers"/>, in the order in which it takes them; -1 is the network's input.</param>
/// <param name="OutputShape">Channels, then spatial sizes, in elements.</param>
/// <param name="Parameters">Number of parameters.</param>
/// <param name="MultiplyAdds">Multiply-adds of a convolution or linear layer for one sample, biases not counted: the way torchvision counts. 0 for other layers.</param>
/// <param name="Operations">Everything that is computed for one sample: a multiply-add, an addition, a comparison and a function of one element count 1 each.</param>
/// <param name="ActivationBytes">Bytes of the output of one sample as float32.</param>
/// <param name="ReceptiveField">What one output element sees of the network's input; null where it sees everything.</param>
public sealed record LayerInfo(
    string Name,
    string Kind,
    IReadOnlyList<int> Inputs,
    IReadOnlyList<int> OutputShape,
    int Parameters,
    long MultiplyAdds,
    long Operations,
    long ActivationBytes,
    ReceptiveField? ReceptiveField);
