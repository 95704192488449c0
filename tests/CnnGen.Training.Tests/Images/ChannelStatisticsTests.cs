using System;
using System.IO;
using System.Linq;
using CnnGen.Tests;
using Xunit;

namespace CnnGen.Training.Tests;

public sealed class ChannelStatisticsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Moments_are_those_of_all_pixels_at_once()
    {
        // A mean that is large beside the deviation cancels where squares are added up.
        ImageShape shape = new(3, 5, 7);
        float[] samples = [.. TestImages.Random(shape with { Channels = 3 * 11 }).Select((value, i) => value + (i / 35 % 3 == 1 ? 1000 : 0))];
        InMemoryDataset data = new(samples, new int[11], 3, 5, 7);
        ChannelStatistics statistics = ChannelStatistics.Compute(data);
        double[][] pixels = [.. Enumerable.Range(0, 3).Select(channel => samples.Where((_, i) => i / 35 % 3 == channel).Select(value => (double)value).ToArray())];
        for (int i = 0; i < 3; i++)
        {
            double mean = pixels[i].Average();
            Assert.Equal(mean, statistics.Mean[i], 1e-10);
            Assert.Equal(Math.Sqrt(pixels[i].Average(x => (x - mean) * (x - mean))), statistics.StandardDeviation[i], 1e-10);
            for (int j = 0; j < 3; j++)
            {
                double other = pixels[j].Average();
                Assert.Equal(pixels[i].Zip(pixels[j], (x, y) => (x - mean) * (y - other)).Average(), statistics.Covariance[(3 * i) + j], 1e-10);
            }
        }
    }

    [Fact]
    public void Normalised_data_have_mean_0_and_deviation_1()
    {
        InMemoryDataset data = TestImages.Dataset(9, new ImageShape(2, 6, 6));
        ChannelStatistics after = ChannelStatistics.Compute(data.Transform(Transforms.Normalize(ChannelStatistics.Compute(data))));
        Assert.All(after.Mean.ToArray(), mean => Assert.Equal(0, mean, 1e-6));
        Assert.All(after.StandardDeviation.ToArray(), deviation => Assert.Equal(1, deviation, 1e-6));
    }

    [SharedFact]
    public void Mnist_has_its_known_moments()
    {
        ChannelStatistics statistics = ChannelStatistics.Compute(IdxDataset.LoadFolder(Shared.PathOf("data", "mnist"), train: true));
        Assert.Equal(0.1307, statistics.Mean[0], 5e-5);
        Assert.Equal(0.3081, statistics.StandardDeviation[0], 5e-5);
    }

    [Fact]
    public void Statistics_travel_in_the_file_of_the_weights()
    {
        ChannelStatistics statistics = ChannelStatistics.Compute(TestImages.Dataset(9, new ImageShape(3, 6, 6)));
        using SoftmaxRegression network = SoftmaxRegression.Create(seed: 4);
        network.Save(_folder["net.safetensors"]);
        byte[] before = File.ReadAllBytes(_folder["net.safetensors"]);
        statistics.AddTo(_folder["net.safetensors"]);
        statistics.AddTo(_folder["net.safetensors"]);
        ChannelStatistics loaded = ChannelStatistics.Load(_folder["net.safetensors"]);
        Assert.Equal(statistics.Mean.ToArray(), loaded.Mean.ToArray());
        Assert.Equal(statistics.Covariance.ToArray(), loaded.Covariance.ToArray());
        Assert.Equal(statistics.StandardDeviation.ToArray(), loaded.StandardDeviation.ToArray());
        using SoftmaxRegression again = SoftmaxRegression.Load(_folder["net.safetensors"]);
        Assert.Equal(network.Packed.ToArray(), again.Packed.ToArray());
        Assert.Equal(["net.safetensors"], _folder.Names);

        // What was in the metadata stays, and the data lie at a multiple of 8 bytes.
        byte[] after = File.ReadAllBytes(_folder["net.safetensors"]);
        using FileStream stream = File.OpenRead(_folder["net.safetensors"]);
        SafetensorsReader reader = new(stream);
        Assert.Equal("pt", reader.Metadata["format"]);
        Assert.Equal(0, BitConverter.ToInt64(after) % 8);
        Assert.Equal(before[^80..], after[^80..]);
        again.Save(_folder["net.safetensors"]);
        Assert.Equal(before, File.ReadAllBytes(_folder["net.safetensors"]));
    }

    [Fact]
    public void Known_statistics_are_kept_to_the_bit()
    {
        ChannelStatistics statistics = ChannelStatistics.Of([0.485, 0.456, 0.406], [0.229, 0.224, 0.225]);
        Assert.Equal([0.485, 0.456, 0.406], statistics.Mean.ToArray());
        Assert.Equal([0.229, 0.224, 0.225], statistics.StandardDeviation.ToArray());
        Assert.Equal([0.229 * 0.229, 0, 0, 0, 0.224 * 0.224, 0, 0, 0, 0.225 * 0.225], statistics.Covariance.ToArray());
    }

    [Fact]
    public void Statistics_that_nothing_can_be_normalised_by_are_refused()
    {
        Fails.With<ArgumentException>("there are 0 means and 0 standard deviations", () => ChannelStatistics.Of([], []));
        Fails.With<ArgumentException>("there are 2 means and 1 standard deviations", () => ChannelStatistics.Of([1, 2], [1]));
        Fails.With<ArgumentOutOfRangeException>("channel 1", () => ChannelStatistics.Of([1, double.NaN], [1, 1]));
        Fails.With<ArgumentOutOfRangeException>("channel 0", () => ChannelStatistics.Of([1, 1], [0, 1]));
    }

    [Fact]
    public void Files_without_statistics_and_broken_ones_are_named()
    {
        ChannelStatistics statistics = ChannelStatistics.Compute(TestImages.Dataset(9, new ImageShape(3, 6, 6)));
        using SoftmaxRegression network = SoftmaxRegression.Create(seed: 4);
        network.Save(_folder["net.safetensors"]);
        Fails.With<InvalidDataException>("net.safetensors holds no statistics of channels", () => ChannelStatistics.Load(_folder["net.safetensors"]));
        File.WriteAllText(_folder["junk"], "this is not a file of weights");
        Fails.With<InvalidDataException>("junk: ", () => statistics.AddTo(_folder["junk"]));
        Assert.Equal("this is not a file of weights", File.ReadAllText(_folder["junk"]));
        Assert.Throws<FileNotFoundException>(() => statistics.AddTo(_folder["absent"]));
        statistics.AddTo(_folder["net.safetensors"]);
        string text = System.Text.Encoding.Latin1.GetString(File.ReadAllBytes(_folder["net.safetensors"]));
        File.WriteAllBytes(_folder["odd"], System.Text.Encoding.Latin1.GetBytes(text.Replace("channel_mean\":\"0", "channel_mean\":\"x", StringComparison.Ordinal)));
        Fails.With<InvalidDataException>("channel_mean holds 'x", () => ChannelStatistics.Load(_folder["odd"]));
    }

    [Fact]
    public void Data_without_channels_or_numbers_are_refused()
    {
        Fails.With<ArgumentException>("the shape 6; expected channels", () => ChannelStatistics.Compute(new InMemoryDataset(new float[12], [0, 1])));
        InMemoryDataset odd = new([1f, 2, 3, float.NaN], [0, 1], 1, 1, 2);
        Fails.With<NotFiniteNumberException>("element 1 of sample 1 is NaN", () => ChannelStatistics.Compute(odd));
        Assert.Throws<ArgumentOutOfRangeException>(() => Transforms.Normalize(ChannelStatistics.Compute(new InMemoryDataset([1f, 1], [0], 1, 1, 2))));
    }
}
