using System;
using System.Collections.Generic;

namespace CnnGen.Pictures;

/// <summary>Where in an image a class is seen: channels of a layer, each weighed by what it says for the class.</summary>
/// <remarks>The channels are what a layer gives: the map is as coarse as they are.</remarks>
public static class ClassActivation
{
    /// <summary>The class activation map (Zhou et al., 2015) of a network that ends in a global average and one linear layer: the weights are that layer's.</summary>
    /// <param name="features">What goes into the global average, of one sample.</param>
    /// <param name="shape">Channels, then spatial sizes.</param>
    /// <param name="weight">The linear layer's weight: classes, channels.</param>
    /// <param name="label">The class.</param>
    /// <exception cref="ArgumentException">There are not as many values as the shape has, or the weight is not of that many channels.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such class.</exception>
    public static HeatMap Map(ReadOnlySpan<float> features, IReadOnlyList<int> shape, Parameter weight, int label)
    {
        ArgumentNullException.ThrowIfNull(weight);
        ImageShape image = Check(features, shape, nameof(features));
        if (weight.Shape.Count != 2 || weight.Shape[1] != image.Channels)
        {
            throw new ArgumentException($"{weight} is not a linear layer's over {image.Channels} channels", nameof(weight));
        }

        if ((uint)label >= (uint)weight.Shape[0])
        {
            throw new ArgumentOutOfRangeException(nameof(label), label, $"there is no class {label}; {weight} has 0 to {weight.Shape[0] - 1}");
        }

        float[] weights = new float[weight.Length];
        weight.CopyTo(weights);
        return Weigh(features, image, weights.AsSpan(label * image.Channels, image.Channels));
    }

    /// <summary>The gradient's class activation map (Grad-CAM, Selvaraju et al., 2016): the weights are the gradient's means; what speaks against the class is 0.</summary>
    /// <param name="features">The layer's output of one sample.</param>
    /// <param name="gradient">The derivative of the class's score by each element of it.</param>
    /// <param name="shape">Channels, then spatial sizes.</param>
    /// <exception cref="ArgumentException">There are not as many values or derivatives as the shape has.</exception>
    public static HeatMap GradientMap(ReadOnlySpan<float> features, ReadOnlySpan<float> gradient, IReadOnlyList<int> shape)
    {
        ImageShape image = Check(features, shape, nameof(features));
        Check(gradient, shape, nameof(gradient));
        float[] weights = new float[image.Channels];
        for (int channel = 0; channel < weights.Length; channel++)
        {
            double sum = 0;
            foreach (float derivative in gradient.Slice(channel * image.PlaneLength, image.PlaneLength))
            {
                sum += derivative;
            }

            weights[channel] = (float)(sum / image.PlaneLength);
        }

        HeatMap map = Weigh(features, image, weights);
        float[] rectified = Array.ConvertAll(map.Values.ToArray(), static value => Math.Max(0, value));
        return new HeatMap(rectified, image.Height, image.Width);
    }

    /// <summary>The gradient's class activation map (Grad-CAM, Selvaraju et al., 2017) of any network at any of its layers.</summary>
    /// <remarks>The score is the network's output: of one that ends in a Softmax layer it is the probability.</remarks>
    /// <typeparam name="T">The network's class, with <c>[Network(Inspect = true)]</c>.</typeparam>
    /// <param name="network">The network, whose <see cref="IInspectedNetwork{TSelf}.Outputs"/> nobody else uses meanwhile.</param>
    /// <param name="sample">The image.</param>
    /// <param name="layer">The layer's name: the last one that has places, as a rule.</param>
    /// <param name="label">The class.</param>
    /// <exception cref="ArgumentException">The sample has another length than the network's input, no layer has the name, or the layer is of volumes.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such class.</exception>
    public static HeatMap GradientMap<T>(T network, ReadOnlySpan<float> sample, string layer, int label)
        where T : class, IInspectedNetwork<T>
    {
        NetworkSample.Check(network, sample, label);
        LayerOutput output = network.Outputs[layer];
        network.Outputs.Compute(sample);
        network.Outputs.Differentiate(label);
        return GradientMap(output.Values, output.Gradient, output.Shape);
    }

    private static ImageShape Check(ReadOnlySpan<float> values, IReadOnlyList<int> shape, string name)
    {
        ArgumentNullException.ThrowIfNull(shape);
        ImageShape image = PictureShape.Of(shape, "the layer");
        return image.Holds(values.Length)
            ? image
            : throw new ArgumentException($"there are {values.Length} values; a sample of {string.Join('x', shape)} has {image.Length}", name);
    }

    private static HeatMap Weigh(ReadOnlySpan<float> features, ImageShape image, ReadOnlySpan<float> weights)
    {
        float[] map = new float[image.PlaneLength];
        for (int i = 0; i < features.Length; i++)
        {
            map[i % image.PlaneLength] += weights[i / image.PlaneLength] * features[i];
        }

        return new HeatMap(map, image.Height, image.Width);
    }
}
