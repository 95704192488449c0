using System;
using System.IO;

namespace CnnGen;

/// <summary>Mean, standard deviation and covariance of the channels of a dataset's samples, over all positions of all samples.</summary>
/// <remarks>
/// Those of the training samples belong to a network that is trained on what <see cref="Transforms.Normalize(ChannelStatistics)"/> makes
/// of them, as much as its weights do: <see cref="AddTo"/> puts them into the file of the weights, and <see cref="Load"/> takes them from
/// there. Deviations and covariances are the population's: sums are divided by the number of elements.
/// </remarks>
public sealed class ChannelStatistics
{
    private readonly double[] _mean;
    private readonly double[] _deviation;
    private readonly double[] _covariance;

    internal ChannelStatistics(double[] mean, double[] covariance)
    {
        _mean = mean;
        _covariance = covariance;
        _deviation = new double[mean.Length];
        for (int channel = 0; channel < mean.Length; channel++)
        {
            _deviation[channel] = Math.Sqrt(covariance[(channel * mean.Length) + channel]);
        }
    }

    /// <summary>The number of channels.</summary>
    public int Channels => _mean.Length;

    /// <summary>The mean of each channel.</summary>
    public ReadOnlySpan<double> Mean => _mean;

    /// <summary>The standard deviation of each channel.</summary>
    public ReadOnlySpan<double> StandardDeviation => _deviation;

    /// <summary>The covariance of each channel with each, row by row: <see cref="Channels"/> * <see cref="Channels"/> numbers.</summary>
    public ReadOnlySpan<double> Covariance => _covariance;

    /// <summary>Statistics that are known: those that belong to the weights of a checkpoint from elsewhere. Of the covariance there are the variances alone.</summary>
    /// <remarks>torchvision's for ImageNet: means 0.485, 0.456, 0.406, and deviations 0.229, 0.224, 0.225.</remarks>
    /// <param name="mean">The mean of each channel.</param>
    /// <param name="standardDeviation">The standard deviation of each channel.</param>
    /// <exception cref="ArgumentException">There is no channel, or there are not as many means as deviations.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A mean is not finite, or a deviation not above zero.</exception>
    public static ChannelStatistics Of(ReadOnlySpan<double> mean, ReadOnlySpan<double> standardDeviation)
    {
        // What checks them is what they are for.
        _ = new Normalize(mean, standardDeviation);
        double[] covariance = new double[mean.Length * mean.Length];
        for (int channel = 0; channel < mean.Length; channel++)
        {
            covariance[(channel * mean.Length) + channel] = standardDeviation[channel] * standardDeviation[channel];
        }

        return new ChannelStatistics(mean.ToArray(), covariance);
    }

    /// <summary>Reads each sample once, as it is without augmentation, and computes in float64.</summary>
    /// <remarks>Moments of samples are put together by Chan, Golub and LeVeque's formula (1979), which does not cancel.</remarks>
    /// <param name="dataset">The training samples, which know their channels: <see cref="Dataset.SampleShape"/> has two numbers or more.</param>
    /// <exception cref="ArgumentException">There are no samples, or they do not know their channels.</exception>
    /// <exception cref="NotFiniteNumberException">A sample has an element that is not finite; the message names it.</exception>
    public static ChannelStatistics Compute(Dataset dataset)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        ReadOnlySpan<int> shape = dataset.SampleShape;
        if (dataset.Count == 0)
        {
            throw new ArgumentException("the dataset has no samples", nameof(dataset));
        }

        if (shape.Length < 2)
        {
            throw new ArgumentException(
                $"a sample has the shape {shape[0]}; expected channels, then spatial sizes: the dataset's SampleShape gives them", nameof(dataset));
        }

        ChannelMoments moments = new(shape[0]);
        float[] sample = new float[dataset.SampleLength];
        for (int index = 0; index < dataset.Count; index++)
        {
            dataset.Read(index, sample);
            if (NonFinite.IndexIn(sample) is >= 0 and int place)
            {
                throw new NotFiniteNumberException(FormattableString.Invariant($"element {place} of sample {index} is {sample[place]}"), sample[place]);
            }

            moments.Add(sample);
        }

        return moments.Result();
    }

    /// <summary>Writes the statistics into a safetensors file that a network was saved to, beside its weights, which stay as they are.</summary>
    /// <remarks>
    /// They become metadata, which whatever loads the weights passes over. Saving the network anew makes a file without them. The file
    /// is replaced as a whole: what reads it meanwhile, or a crash, meets the old one or the new one.
    /// </remarks>
    /// <param name="path">The file.</param>
    /// <exception cref="FileNotFoundException">There is no such file: save the network first.</exception>
    /// <exception cref="InvalidDataException">The file is not safetensors.</exception>
    public void AddTo(string path) => StatisticsFile.Add(path, this);

    /// <summary>Reads the statistics that <see cref="AddTo"/> put into a file.</summary>
    /// <param name="path">The safetensors file.</param>
    /// <exception cref="InvalidDataException">The file is broken, or holds no statistics.</exception>
    public static ChannelStatistics Load(string path) => StatisticsFile.Read(path);
}
