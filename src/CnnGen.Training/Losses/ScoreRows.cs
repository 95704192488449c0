using System;
using System.Buffers;

namespace CnnGen;

/// <summary>Goes through a batch position by position: the scores of one lie apart where a map has several.</summary>
internal static class ScoreRows
{
    /// <summary>Adds up a loss over all positions of a batch and writes its gradient.</summary>
    /// <typeparam name="TRow">The loss of a position.</typeparam>
    /// <param name="row">That.</param>
    /// <param name="outputs">The outputs.</param>
    /// <param name="targets">The targets.</param>
    /// <param name="shape">How a sample's outputs lie.</param>
    /// <param name="gradient">Receives the gradient.</param>
    public static double Sum<TRow>(TRow row, ReadOnlySpan<float> outputs, Targets targets, OutputShape shape, Span<float> gradient)
        where TRow : struct, IScoreRow =>
        shape.Positions == 1 ? SumOfSamples(row, outputs, targets, shape.Channels, gradient) : SumOfMaps(row, outputs, targets, shape, gradient);

    private static double SumOfSamples<TRow>(TRow row, ReadOnlySpan<float> outputs, Targets targets, int classes, Span<float> gradient)
        where TRow : struct, IScoreRow
    {
        double sum = 0;
        for (int first = 0; first < outputs.Length; first += classes)
        {
            ReadOnlySpan<float> scores = outputs.Slice(first, classes);
            Span<float> slopes = gradient.Slice(first, classes);
            sum += targets.AreLabels ? row.Add(scores, targets.Labels[first / classes], slopes) : row.Add(scores, targets.Values.Slice(first, classes), slopes);
        }

        return sum;
    }

    private static double SumOfMaps<TRow>(TRow row, ReadOnlySpan<float> outputs, Targets targets, OutputShape shape, Span<float> gradient)
        where TRow : struct, IScoreRow
    {
        float[] rented = ArrayPool<float>.Shared.Rent(2 * shape.Channels);
        Span<float> scores = rented.AsSpan(0, shape.Channels);
        Span<float> target = rented.AsSpan(shape.Channels, shape.Channels);
        double sum = 0;
        for (int first = 0, place = 0; first < outputs.Length; first += shape.Length)
        {
            for (int position = 0; position < shape.Positions; position++, place++)
            {
                Gather(outputs.Slice(first, shape.Length), position, shape.Positions, scores);
                if (targets.AreLabels)
                {
                    sum += row.Add(scores, targets.Labels[place], scores);
                }
                else
                {
                    Gather(targets.Values.Slice(first, shape.Length), position, shape.Positions, target);
                    sum += row.Add(scores, target, scores);
                }

                Scatter(scores, gradient.Slice(first, shape.Length), position, shape.Positions);
            }
        }

        ArrayPool<float>.Shared.Return(rented);
        return sum;
    }

    private static void Gather(ReadOnlySpan<float> map, int position, int positions, Span<float> row)
    {
        for (int c = 0; c < row.Length; c++)
        {
            row[c] = map[(c * positions) + position];
        }
    }

    private static void Scatter(ReadOnlySpan<float> row, Span<float> map, int position, int positions)
    {
        for (int c = 0; c < row.Length; c++)
        {
            map[(c * positions) + position] = row[c];
        }
    }
}
