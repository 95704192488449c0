using System.Collections.Generic;
using System.IO;
using CnnGen.Onnx.Layers;
using CnnGen.Onnx.Writing;

namespace CnnGen.Onnx;

/// <summary>A network that was imported: a class and its weights.</summary>
/// <param name="Name">The class's name.</param>
/// <param name="ClassText">The class as C#.</param>
/// <param name="Layers">The layers, with their weights.</param>
/// <param name="Notes">What the user should know of it.</param>
internal sealed record ImportedNetwork(string Name, string ClassText, IReadOnlyList<Layer> Layers, IReadOnlyList<string> Notes)
{
    /// <summary>Writes the weights as a file of safetensors.</summary>
    public void WriteWeights(Stream stream) => WeightsWriter.Write(Layers, stream);
}

/// <summary>What came of an import: a network, or what stands in its way.</summary>
/// <param name="Network">The network; null where there are problems.</param>
/// <param name="Problems">All of them, in the order of the file.</param>
internal sealed record ImportResult(ImportedNetwork? Network, IReadOnlyList<Problem> Problems);
