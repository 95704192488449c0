using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using CnnGen;
using CnnGen.Pictures;

namespace Looking;

/// <summary>Writes what a network has learnt and where it looks as PNG files.</summary>
/// <param name="folder">Where they go.</param>
internal sealed class Album(string folder)
{
    private const int PatchSide = 7;
    private const int Strongest = 8;
    private const int MostChannels = 8;

    // About how many pixels wide a picture of one image is.
    private const int Width = 256;

    /// <summary>Writes all pictures of a network and one image.</summary>
    /// <typeparam name="T">The network's class.</typeparam>
    /// <param name="network">The network.</param>
    /// <param name="data">Images.</param>
    /// <param name="image">The image's place in the data.</param>
    /// <param name="layers">Layers that have places, which Grad-CAM is shown of; of the last one the images that drive its channels most.</param>
    public void Write<T>(T network, Dataset data, int image, params string[] layers)
        where T : class, ITrainableNetwork<T>, IInspectedNetwork<T>
    {
        float[] sample = new float[T.InputLength];
        data.Read(image, sample);
        IReadOnlyList<int> shape = T.Info.InputShape;
        Picture shown = NetworkPictures.Sample(sample, shape, Width / shape[^1]);
        Save(shown, "image");
        Save(NetworkPictures.Filters(network.Parameters["conv1.weight"], scale: 8), "filters-conv1");
        network.Outputs.Compute(sample);
        foreach (LayerOutput output in network.Outputs)
        {
            Save(NetworkPictures.Activations(output, scale: 4), $"activations-{output.Name}");
        }

        int label = data.Label(image);
        Save(Occlusion.Map(network, sample, label, PatchSide).Over(shown), "occlusion");
        Save(Saliency.Map(network, sample, label).ToPicture().Enlarge(Width / shape[^1]), "saliency");
        foreach (string layer in layers)
        {
            Save(ClassActivation.GradientMap(network, sample, layer, label).Over(shown), $"gradcam-{layer}");
        }

        string last = layers[^1];
        int channels = Math.Min(network.Outputs[last].Shape[0], MostChannels);
        IEnumerable<int> strongest = Enumerable.Range(0, channels).SelectMany(channel =>
            MaximalActivations.Find(network, data, last, channel, Strongest).Select(static found => found.Sample));
        Save(NetworkPictures.Samples(data, [.. strongest], shape, columns: Strongest, scale: 2), $"strongest-{last}");
    }

    private void Save(Picture picture, string name) => picture.SavePng(Path.Combine(folder, name + ".png"));
}
