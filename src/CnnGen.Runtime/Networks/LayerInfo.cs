using System.Collections.Generic;

namespace CnnGen;

/// <summary>One row of the layer table.</summary>
/// <param name="Name">The layer's name: <c>conv1</c>.</param>
/// <param name="Kind">The layer as declared, with its arguments: <c>Conv(6, 5, Pad = 2)</c>.</param>
/// <param name="OutputShape">Channels, then spatial sizes, in elements.</param>
/// <param name="Parameters">Number of parameters.</param>
/// <param name="MultiplyAdds">Multiply-adds for one sample, biases not counted.</param>
/// <param name="ActivationBytes">Bytes of the output of one sample as float32.</param>
/// <param name="ReceptiveField">Rows (or positions) of the network's input that one output element sees; 0 where everything is seen.</param>
public sealed record LayerInfo(
    string Name,
    string Kind,
    IReadOnlyList<int> OutputShape,
    int Parameters,
    long MultiplyAdds,
    long ActivationBytes,
    int ReceptiveField);
