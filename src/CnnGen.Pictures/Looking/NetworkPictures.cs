using System;
using System.Collections.Generic;
using System.Linq;

namespace CnnGen.Pictures;

/// <summary>Pictures of what a network has learnt, computes and reads.</summary>
public static class NetworkPictures
{
    private const int ColorChannels = 3;

    /// <summary>A convolution's filters as a grid: a colour tile each where they see three channels, otherwise a row of grey tiles, one a channel.</summary>
    /// <remarks>All tiles share one scale, in which zero is the middle grey.</remarks>
    /// <param name="weight">The convolution's weight: filters, channels, then one or two sizes of the kernel.</param>
    /// <param name="scale">The side of the square that an element becomes, in pixels.</param>
    /// <param name="mostFilters">Of how many filters, from the first, at most.</param>
    /// <param name="mostChannels">Of how many channels, from the first, at most, where they are grey.</param>
    /// <exception cref="ArgumentException">The parameter is not such a weight.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number is below 1.</exception>
    public static Picture Filters(Parameter weight, int scale = 4, int mostFilters = 64, int mostChannels = 16)
    {
        ArgumentNullException.ThrowIfNull(weight);
        ArgumentOutOfRangeException.ThrowIfLessThan(mostFilters, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(mostChannels, 1);
        if (weight.Shape.Count is not (3 or 4))
        {
            throw new ArgumentException($"{weight} is not a convolution's weight; that has filters, channels and a kernel's length, or its height and width", nameof(weight));
        }

        float[] values = new float[weight.Length];
        weight.CopyTo(values);
        ValueRange range = ValueRange.AroundZero(values);
        ImageShape shape = PictureShape.Of([.. weight.Shape.Skip(1)], weight.Name);
        int filters = Math.Min(weight.Shape[0], mostFilters);
        int channels = Math.Min(shape.Channels, mostChannels);
        int filterLength = shape.Channels * shape.PlaneLength;
        if (shape.Channels == ColorChannels)
        {
            return PictureGrid.Of([.. Enumerable.Range(0, filters).Select(filter => Tile(values, filter * filterLength, shape, range, scale))]);
        }

        ImageShape plane = shape with { Channels = 1 };
        IEnumerable<Picture> tiles = Enumerable.Range(0, filters * channels)
            .Select(i => Tile(values, (i / channels * filterLength) + (i % channels * shape.PlaneLength), plane, range, scale));

        // A filter of one channel is its own tile: those are laid out as colour tiles are.
        return PictureGrid.Of([.. tiles], shape.Channels == 1 ? null : channels);
    }

    /// <summary>What a layer computes of one sample as a grid of grey tiles, one a channel, all on one scale from the smallest value to the largest.</summary>
    /// <param name="values">The sample's elements: what Forward gives of an output that the network marks.</param>
    /// <param name="shape">Channels, then spatial sizes: the shape of that <see cref="OutputInfo"/>.</param>
    /// <param name="scale">The side of the square that an element becomes, in pixels.</param>
    /// <param name="range">The values that are shown as black and as white, if not the smallest and the largest.</param>
    /// <exception cref="ArgumentException">There are not as many values as the shape has, or it is that of volumes.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The scale is below 1.</exception>
    public static Picture Activations(ReadOnlySpan<float> values, IReadOnlyList<int> shape, int scale = 4, ValueRange? range = null)
    {
        ArgumentNullException.ThrowIfNull(shape);
        ImageShape image = PictureShape.Of(shape, "the layer");
        if (!image.Holds(values.Length))
        {
            throw new ArgumentException($"there are {values.Length} values; a sample of {string.Join('x', shape)} has {image.Length}", nameof(values));
        }

        float[] copy = values.ToArray();
        ValueRange shown = range ?? ValueRange.Of(copy);
        ImageShape plane = image with { Channels = 1 };
        return PictureGrid.Of([.. Enumerable.Range(0, image.Channels).Select(channel => Tile(copy, channel * image.PlaneLength, plane, shown, scale))]);
    }

    /// <summary>What a layer computes of one sample as a grid of grey tiles, one a channel, all on one scale from the smallest value to the largest.</summary>
    /// <param name="output">The layer's output: <c>net.Outputs["conv3"]</c>.</param>
    /// <param name="scale">The side of the square that an element becomes, in pixels.</param>
    /// <exception cref="ArgumentException">The output is of volumes.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The scale is below 1.</exception>
    /// <exception cref="InvalidOperationException">No sample has been computed.</exception>
    public static Picture Activations(LayerOutput output, int scale)
    {
        ArgumentNullException.ThrowIfNull(output);
        return Activations(output.Values, output.Shape, scale);
    }

    /// <summary>Samples of a dataset as a grid: colours where they have three channels, grey where they have one.</summary>
    /// <param name="dataset">The dataset.</param>
    /// <param name="samples">Which of its samples, row by row.</param>
    /// <param name="shape">Channels, height and width of a sample, where the dataset does not know it: a network's <see cref="NetworkInfo.InputShape"/>.</param>
    /// <param name="columns">How many there are in a row; as many as make a square if not given.</param>
    /// <param name="scale">The side of the square that an element becomes, in pixels.</param>
    /// <param name="range">The values that are shown as black and as white; the smallest and the largest of these samples if not given.</param>
    /// <exception cref="ArgumentException">There are no samples, or they do not have one channel or three, or another length than the shape.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such sample, or a number is below 1.</exception>
    public static Picture Samples(
        Dataset dataset, IReadOnlyList<int> samples, IReadOnlyList<int>? shape = null, int? columns = null, int scale = 1, ValueRange? range = null)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        ArgumentNullException.ThrowIfNull(samples);
        ImageShape image = shape is null ? PictureShape.Of(dataset.SampleShape, "a sample") : PictureShape.Of(shape, "a sample");
        if (image.Channels is not (1 or ColorChannels) || !image.Holds(dataset.SampleLength))
        {
            throw new ArgumentException(
                $"samples of {dataset.SampleLength} elements are no images of {image.Channels} channels of {image.Height} x {image.Width}; they have 1 or {ColorChannels}", nameof(shape));
        }

        float[] values = new float[checked(samples.Count * dataset.SampleLength)];
        for (int i = 0; i < samples.Count; i++)
        {
            dataset.Read(samples[i], values.AsSpan(i * dataset.SampleLength, dataset.SampleLength));
        }

        ValueRange shown = range ?? ValueRange.Of(values);
        return PictureGrid.Of([.. Enumerable.Range(0, samples.Count).Select(i => Tile(values, i * dataset.SampleLength, image, shown, scale))], columns);
    }

    /// <summary>One sample as a picture: what maps are laid over.</summary>
    /// <param name="sample">Its elements, laid out channels, height, width.</param>
    /// <param name="shape">Channels, one or three, then height and width.</param>
    /// <param name="scale">The side of the square that an element becomes, in pixels.</param>
    /// <param name="range">The values that are shown as black and as white; the smallest and the largest if not given.</param>
    /// <exception cref="ArgumentException">There are not as many values as the shape has, or it is that of volumes.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There are other numbers of channels, or the scale is below 1.</exception>
    public static Picture Sample(ReadOnlySpan<float> sample, IReadOnlyList<int> shape, int scale = 1, ValueRange? range = null)
    {
        ArgumentNullException.ThrowIfNull(shape);
        ImageShape image = PictureShape.Of(shape, "the sample");
        return Picture.FromValues(sample, image.Channels, image.Height, image.Width, range ?? ValueRange.Of(sample)).Enlarge(scale);
    }

    private static Picture Tile(float[] values, int first, ImageShape shape, ValueRange range, int scale)
    {
        ReadOnlySpan<float> own = values.AsSpan(first, shape.Channels * shape.PlaneLength);
        return Picture.FromValues(own, shape.Channels, shape.Height, shape.Width, range).Enlarge(scale);
    }
}
