using System;
using System.Collections.Generic;
using System.Linq;

namespace CnnGen;

/// <summary>Measures slopes of the loss along a tensor's elements and compares them with its gradient.</summary>
internal sealed class SlopeMeter(CheckedBatch batch, CheckedTensor tensor, GradientCheckOptions options)
{
    // Parts of a usual element.
    private const double FirstStep = 0.25;
    private const double LastStep = FirstStep / 512;

    // How many times as large as the doubt a difference must be: kinks to both sides cancel now and then.
    private const double Certainty = 4;

    /// <summary>A gradient and a slope along one direction.</summary>
    /// <param name="Where">The direction.</param>
    /// <param name="Gradient">By Backward.</param>
    /// <param name="Slope">As measured.</param>
    /// <param name="Verdict">What follows.</param>
    private readonly record struct Comparison(string Where, double Gradient, double Slope, GradientVerdict Verdict)
    {
        public double RelativeError => Gradient == Slope ? 0
            : double.IsFinite(Gradient) ? Math.Abs(Gradient - Slope) / Math.Max(Math.Abs(Gradient), Math.Abs(Slope)) : double.PositiveInfinity;
    }

    /// <summary>Checks the tensor.</summary>
    public ParameterCheck Check()
    {
        List<Comparison> comparisons = [.. Directions().Select(Compare)];
        List<Comparison> clear = comparisons.FindAll(static comparison => comparison.Verdict != GradientVerdict.Unclear);
        GradientVerdict verdict = clear.Count == 0 ? GradientVerdict.Unclear
            : clear.Exists(static comparison => comparison.Verdict == GradientVerdict.Wrong) ? GradientVerdict.Wrong : GradientVerdict.Correct;
        Comparison worst = (clear.Count == 0 ? comparisons : clear).MaxBy(static comparison => comparison.RelativeError);
        return new ParameterCheck(tensor.Name, comparisons.Count, comparisons.Count - clear.Count, worst.RelativeError, worst.Where, worst.Gradient, worst.Slope, verdict);
    }

    private IEnumerable<(string Where, IReadOnlyList<(int Element, double Part)> Direction)> Directions()
    {
        double length = Math.Sqrt(tensor.Gradient.Sum(static value => (double)value * value));
        if (length > 0 && tensor.Values.Length > 1)
        {
            yield return ("its gradient", [.. tensor.Gradient.Select((value, element) => (element, value / length))]);
        }

        int broken = NonFinite.IndexIn(tensor.Gradient);
        foreach (int element in broken < 0 ? Drawn() : [broken])
        {
            yield return (tensor.PlaceOf(element), [(element, 1)]);
        }
    }

    private IEnumerable<int> Drawn()
    {
        int count = tensor.Values.Length;
        if (count <= options.Elements)
        {
            return Enumerable.Range(0, count);
        }

        Random random = new((int)(options.Seed ^ (options.Seed >> 32)));
        HashSet<int> drawn = [];
        while (drawn.Count < options.Elements)
        {
            drawn.Add(random.Next(count));
        }

        return drawn.Order();
    }

    /// <summary>Compares along one direction, with smaller and smaller steps until the gradient is right on one: a wrong one is right on none.</summary>
    private Comparison Compare((string Where, IReadOnlyList<(int Element, double Part)> Direction) along)
    {
        Slopes best = default;
        double leastDoubt = double.PositiveInfinity;
        double doubtBefore = double.PositiveInfinity;
        Slopes wide = default;
        for (double step = FirstStep * tensor.Scale; step >= LastStep * tensor.Scale; step /= 2)
        {
            Slopes narrow = Measure(along.Direction, step);
            double rounding = batch.Noise / step;
            if (narrow.Difference <= options.Tolerance * narrow.Size && (rounding <= options.Tolerance * narrow.Size || narrow.Size == 0))
            {
                return new Comparison(along.Where, narrow.Gradient, narrow.Slope, GradientVerdict.Correct);
            }

            // What differs between the steps; what differs between the sides however small the step is: a kink; and rounding.
            double doubt = Math.Abs(narrow.Slope - wide.Slope) + (Math.Abs((2 * narrow.Bend) - wide.Bend) / 2) + rounding;

            // Steps agree by chance too, but hardly twice.
            if (Math.Max(doubt, doubtBefore) < leastDoubt)
            {
                (best, leastDoubt) = (narrow, Math.Max(doubt, doubtBefore));
            }

            doubtBefore = doubt;
            wide = narrow;
        }

        // Not so either where the gradient is no number.
        bool mayBeRight = best.Difference <= (options.Tolerance * best.Size) + (Certainty * leastDoubt);
        return new Comparison(along.Where, best.Gradient, best.Slope, mayBeRight ? GradientVerdict.Unclear : GradientVerdict.Wrong);
    }

    /// <summary>What one step to both sides gives.</summary>
    /// <param name="Gradient">The gradient along the step.</param>
    /// <param name="Slope">The difference quotient.</param>
    /// <param name="Bend">By how much the slope above differs from that below.</param>
    private readonly record struct Slopes(double Gradient, double Slope, double Bend)
    {
        public double Size => Math.Max(Math.Abs(Gradient), Math.Abs(Slope));

        public double Difference => Math.Abs(Gradient - Slope);
    }

    private Slopes Measure(IReadOnlyList<(int Element, double Part)> direction, double step)
    {
        (double above, double up) = tensor.Moved(direction, step, batch.LossNow);
        (double below, double down) = tensor.Moved(direction, -step, batch.LossNow);
        return new Slopes((up - down) / (2 * step), (above - below) / (2 * step), (above - (2 * batch.Loss) + below) / step);
    }
}
