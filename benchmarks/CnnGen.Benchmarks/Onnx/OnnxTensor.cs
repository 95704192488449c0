using System.Collections.Generic;

namespace CnnGen.Benchmarks.Onnx;

/// <summary>A weight of a model.</summary>
/// <param name="Name">Its name: <c>conv1.weight</c>.</param>
/// <param name="Shape">Its shape, in PyTorch's layout, which is ONNX's too.</param>
/// <param name="Values">Its elements.</param>
internal sealed record OnnxTensor(string Name, IReadOnlyList<int> Shape, float[] Values);
