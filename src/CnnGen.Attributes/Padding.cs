namespace CnnGen;

/// <summary>Who says how much padding a layer has.</summary>
public enum Padding
{
    /// <summary>The layer's own numbers: <see cref="WindowAttribute.Pad"/>, or one for each axis.</summary>
    Explicit,

    /// <summary>
    /// As much as gives input / stride outputs, rounded up, on each axis; of an odd number the last one is behind the input. This is TensorFlow's rule
    /// and ONNX's <c>SAME_UPPER</c>; PyTorch's <c>padding="same"</c> is the same rule for strides of 1. Every stride fits.
    /// </summary>
    Same,

    /// <summary>None: windows lie inside the input.</summary>
    Valid,
}
