using System;
using System.ComponentModel;

namespace CnnGen.Runtime;

/// <summary>A normalisation by running estimates as a factor and a constant a channel, and the weights beside it with those multiplied in.</summary>
/// <remarks>
/// y = (x - mean) / sqrt(variance + epsilon) * weight + bias is x * scale + shift; behind a linear map, or in front of one that sees no
/// padding, it goes into the map's weights and bias, so inference computes nothing for it.
/// </remarks>
/// <param name="Channels">Channels.</param>
/// <param name="Epsilon">Added to the variance.</param>
/// <param name="Weight">The first float of the normalisation's weight among the network's, or -1.</param>
/// <param name="Bias">The first float of its bias, or -1.</param>
/// <param name="Mean">The first float of the running mean.</param>
/// <param name="Variance">The first float of the running variance.</param>
/// <param name="Scale">Where the factors go, among what is folded; in whole blocks of 16, the constants behind them.</param>
/// <param name="Maps">The linear maps that it goes into: none, or one, or the parts of one.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed record FoldedNorm(int Channels, double Epsilon, int Weight, int Bias, int Mean, int Variance, int Scale, params FoldedMap[] Maps)
{
    private const int Block = 16;

    private int Shift => Scale + ((Channels + Block - 1) / Block * Block);

    /// <summary>Brings what is folded up to date.</summary>
    /// <param name="weights">The network's weights.</param>
    /// <param name="folded">Receives what is folded.</param>
    public void Update(ReadOnlySpan<float> weights, Span<float> folded)
    {
        for (int channel = 0; channel < Channels; channel++)
        {
            double scale = (Weight < 0 ? 1 : weights[Weight + channel]) / Math.Sqrt(weights[Variance + channel] + Epsilon);
            folded[Scale + channel] = (float)scale;
            folded[Shift + channel] = (float)((Bias < 0 ? 0 : weights[Bias + channel]) - (weights[Mean + channel] * scale));
        }

        foreach (FoldedMap map in Maps)
        {
            map.Update(weights, folded, folded.Slice(Scale, Channels), folded.Slice(Shift, Channels));
        }
    }
}

/// <summary>A linear map that a normalisation goes into.</summary>
/// <param name="Pack">The order of its weights, before and after.</param>
/// <param name="Weights">The first float of its weights.</param>
/// <param name="Bias">The first float of its bias, or -1.</param>
/// <param name="FoldedWeights">Where its weights go.</param>
/// <param name="FoldedBias">Where its bias goes.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed record FoldedMap(WeightPack Pack, int Weights, int Bias, int FoldedWeights, int FoldedBias)
{
    /// <summary>Whether it follows the normalisation: its inputs are scaled and shifted, not its outputs.</summary>
    public bool IsBehind { get; init; }

    /// <summary>Whether its weights are read among what is folded, not among the network's: they are derived, or another normalisation has gone into them.</summary>
    public bool HasFoldedWeights { get; init; }

    /// <summary>Whether its bias is read among what is folded: another normalisation has gone into it.</summary>
    public bool HasFoldedBias { get; init; }

    private WeightPack Biases => new(Pack.Groups, Pack.Filters, 1, 1, Pack.Tile);

    internal void Update(ReadOnlySpan<float> weights, Span<float> folded, ReadOnlySpan<float> scale, ReadOnlySpan<float> shift)
    {
        ReadOnlySpan<float> source = HasFoldedWeights ? folded : weights;
        ReadOnlySpan<float> biases = HasFoldedBias ? folded : weights;
        for (int group = 0; group < Pack.Groups; group++)
        {
            for (int filter = 0; filter < Pack.Filters; filter++)
            {
                if (IsBehind)
                {
                    FoldInputs(source, biases, folded, group, filter, scale, shift);
                }
                else
                {
                    FoldOutputs(source, biases, folded, group, filter, scale, shift);
                }
            }
        }
    }

    private void FoldOutputs(ReadOnlySpan<float> source, ReadOnlySpan<float> biases, Span<float> folded, int group, int filter, ReadOnlySpan<float> scale, ReadOnlySpan<float> shift)
    {
        int channel = (group * Pack.Filters) + filter;
        int bias = Biases.Offset(group, filter, 0, 0);
        folded[FoldedBias + bias] = ((Bias < 0 ? 0 : biases[Bias + bias]) * scale[channel]) + shift[channel];
        for (int input = 0; input < Pack.Channels; input++)
        {
            for (int tap = 0; tap < Pack.Taps; tap++)
            {
                int offset = Pack.Offset(group, filter, input, tap);
                folded[FoldedWeights + offset] = source[Weights + offset] * scale[channel];
            }
        }
    }

    private void FoldInputs(ReadOnlySpan<float> source, ReadOnlySpan<float> biases, Span<float> folded, int group, int filter, ReadOnlySpan<float> scale, ReadOnlySpan<float> shift)
    {
        int bias = Biases.Offset(group, filter, 0, 0);

        // A sum over all inputs: in double, for what is subtracted is often near to what is left.
        double constant = Bias < 0 ? 0 : biases[Bias + bias];
        for (int input = 0; input < Pack.Channels; input++)
        {
            int channel = (group * Pack.Channels) + input;
            for (int tap = 0; tap < Pack.Taps; tap++)
            {
                int offset = Pack.Offset(group, filter, input, tap);
                float weight = source[Weights + offset];
                constant += (double)weight * shift[channel];
                folded[FoldedWeights + offset] = weight * scale[channel];
            }
        }

        folded[FoldedBias + bias] = (float)constant;
    }
}
