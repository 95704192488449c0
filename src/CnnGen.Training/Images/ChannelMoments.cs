using System;

namespace CnnGen;

/// <summary>Adds samples up to means and covariances of their channels.</summary>
internal sealed class ChannelMoments(int channels)
{
    private readonly double[] _mean = new double[channels];
    private readonly double[] _products = new double[channels * channels];
    private readonly double[] _sampleMean = new double[channels];
    private readonly double[] _pixel = new double[channels];
    private double _count;

    /// <summary>Adds a sample.</summary>
    /// <param name="sample">Its channels one after the other.</param>
    public void Add(ReadOnlySpan<float> sample)
    {
        int plane = sample.Length / channels;
        for (int channel = 0; channel < channels; channel++)
        {
            _sampleMean[channel] = Mean(sample.Slice(channel * plane, plane));
        }

        // The products of the two sets, each about its own mean, and of the distance of the means.
        AddProducts(sample, plane);
        double weight = _count * plane / (_count + plane);
        for (int i = 0; i < channels; i++)
        {
            _sampleMean[i] -= _mean[i];
        }

        for (int i = 0; i < channels; i++)
        {
            for (int j = 0; j < channels; j++)
            {
                _products[(i * channels) + j] += weight * _sampleMean[i] * _sampleMean[j];
            }

            _mean[i] += _sampleMean[i] * plane / (_count + plane);
        }

        _count += plane;
    }

    /// <summary>What the samples came to.</summary>
    public ChannelStatistics Result() => new([.. _mean], Array.ConvertAll(_products, product => product / _count));

    private static double Mean(ReadOnlySpan<float> plane)
    {
        double sum = 0;
        foreach (float value in plane)
        {
            sum += value;
        }

        return sum / plane.Length;
    }

    private void AddProducts(ReadOnlySpan<float> sample, int plane)
    {
        for (int at = 0; at < plane; at++)
        {
            for (int i = 0; i < channels; i++)
            {
                _pixel[i] = sample[(i * plane) + at] - _sampleMean[i];
                for (int j = 0; j <= i; j++)
                {
                    _products[(i * channels) + j] += _pixel[i] * _pixel[j];
                }
            }
        }

        MirrorProducts();
    }

    private void MirrorProducts()
    {
        for (int i = 0; i < channels; i++)
        {
            for (int j = 0; j < i; j++)
            {
                _products[(j * channels) + i] = _products[(i * channels) + j];
            }
        }
    }
}
