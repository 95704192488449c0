using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;

namespace CnnGen;

/// <summary>The samples of an evaluation whose confidence lies in one stretch of [0, 1].</summary>
/// <param name="Low">The confidence above which it begins; the first one has 0 too.</param>
/// <param name="High">The highest confidence in it.</param>
/// <param name="Samples">How many samples there are in it.</param>
/// <param name="Confidence">Their mean confidence; NaN where there are none.</param>
/// <param name="Accuracy">The share of them that are right; NaN where there are none.</param>
public readonly record struct ReliabilityBin(double Low, double High, int Samples, double Confidence, double Accuracy);

/// <summary>Whether a network is right as often as it says: Guo et al., On Calibration of Modern Neural Networks, 2017.</summary>
/// <remarks>A sample's confidence is the softmax of its highest output, in a bin of (low, high]; bins are equally wide.</remarks>
public sealed class Calibration
{
    private readonly ReliabilityBin[] _bins;

    internal Calibration(int bins, ReadOnlySpan<float> confidences, ReadOnlySpan<int> ranks)
    {
        int[] samples = new int[bins];
        int[] right = new int[bins];
        double[] confidence = new double[bins];
        for (int sample = 0; sample < confidences.Length; sample++)
        {
            int bin = BinOf(confidences[sample], bins);
            samples[bin]++;
            right[bin] += ranks[sample] == 0 ? 1 : 0;
            confidence[bin] += confidences[sample];
        }

        _bins = new ReliabilityBin[bins];
        for (int bin = 0; bin < bins; bin++)
        {
            int count = samples[bin];
            _bins[bin] = new ReliabilityBin((double)bin / bins, (bin + 1.0) / bins, count, confidence[bin] / count, (double)right[bin] / count);
            if (count > 0)
            {
                double gap = Math.Abs(_bins[bin].Accuracy - _bins[bin].Confidence);
                ExpectedError += gap * count / confidences.Length;
                MaximumError = Math.Max(MaximumError, gap);
            }
        }
    }

    /// <summary>The reliability table: accuracy against confidence.</summary>
    public IReadOnlyList<ReliabilityBin> Bins => Array.AsReadOnly(_bins);

    /// <summary>The expected calibration error: the mean over samples of their bin's |accuracy - confidence|. NaN where an output is.</summary>
    public double ExpectedError { get; }

    /// <summary>The maximum calibration error: the largest |accuracy - confidence| of a bin that has samples.</summary>
    public double MaximumError { get; }

    /// <summary>The reliability table, a line a bin, and the two errors.</summary>
    public override string ToString()
    {
        StringBuilder text = new("confidence   samples  mean confidence  accuracy\n");
        foreach (ReliabilityBin bin in _bins)
        {
            string range = string.Create(CultureInfo.InvariantCulture, $"{bin.Low:F2} - {bin.High:F2}");
            text.Append(CultureInfo.InvariantCulture, $"{range}  {bin.Samples,8}  {MetricsTable.Share(bin.Confidence),15}  {MetricsTable.Share(bin.Accuracy),8}\n");
        }

        return text.Append(CultureInfo.InvariantCulture, $"expected calibration error {ExpectedError:F4}, maximum {MaximumError:F4}").ToString();
    }

    // NaN, which no comparison finds, is in the first.
    private static int BinOf(float confidence, int bins) => confidence > 0 ? Math.Min((int)Math.Ceiling((double)confidence * bins), bins) - 1 : 0;
}
