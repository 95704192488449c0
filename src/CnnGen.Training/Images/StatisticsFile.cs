using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;

namespace CnnGen;

/// <summary>Statistics in the metadata of safetensors files.</summary>
/// <remarks>Two texts, <c>channel_mean</c> and <c>channel_covariance</c>: numbers that read back to the same bits, with a comma between them.</remarks>
internal static class StatisticsFile
{
    private const string MeanKey = "channel_mean";
    private const string CovarianceKey = "channel_covariance";

    /// <summary>Puts statistics into a file that is there.</summary>
    public static void Add(string path, ChannelStatistics statistics)
    {
        Dictionary<string, string> metadata = new(Safetensors.ReadMetadata(path), StringComparer.Ordinal)
        {
            [MeanKey] = Text(statistics.Mean),
            [CovarianceKey] = Text(statistics.Covariance),
        };
        Safetensors.ReplaceMetadata(path, metadata);
    }

    /// <summary>Reads the statistics of a file.</summary>
    public static ChannelStatistics Read(string path)
    {
        IReadOnlyDictionary<string, string> metadata = Safetensors.ReadMetadata(path);
        if (!metadata.TryGetValue(MeanKey, out string? mean) || !metadata.TryGetValue(CovarianceKey, out string? covariance))
        {
            throw new InvalidDataException($"{Path.GetFileName(path)} holds no statistics of channels; ChannelStatistics.AddTo puts them there");
        }

        double[] means = Numbers(path, MeanKey, mean);
        double[] covariances = Numbers(path, CovarianceKey, covariance);
        return covariances.Length == (long)means.Length * means.Length
            ? new ChannelStatistics(means, covariances)
            : throw new InvalidDataException(
                $"{Path.GetFileName(path)}: {CovarianceKey} has {covariances.Length} numbers; expected {(long)means.Length * means.Length} for {means.Length} channels");
    }

    private static string Text(ReadOnlySpan<double> numbers) =>
        string.Join(", ", numbers.ToArray().Select(static number => number.ToString("R", CultureInfo.InvariantCulture)));

    private static double[] Numbers(string path, string key, string text) => Array.ConvertAll(
        text.Split(','),
        part => double.TryParse(part, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && double.IsFinite(number)
            ? number
            : throw new InvalidDataException($"{Path.GetFileName(path)}: {key} holds '{part.Trim()}'; expected a finite number"));
}
