namespace CnnGen.Onnx.Layers;

/// <summary>A tensor of the file that depends on the network's input.</summary>
/// <param name="Layer">The layer in whose output it lies.</param>
/// <param name="View">How it lies there.</param>
internal sealed record Value(Layer Layer, View View)
{
    /// <summary>The tensor's sizes as the file has them, the batch's first; the batch is of one sample.</summary>
    public int[] Shape => View.Shape;

    /// <summary>The same elements under other axes.</summary>
    public Value With(View view) => this with { View = view };
}
