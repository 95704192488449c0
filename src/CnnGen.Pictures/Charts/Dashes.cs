using System.Collections.Generic;
using OxyPlot;

namespace CnnGen.Pictures;

/// <summary>Cuts lines into dashes.</summary>
internal static class Dashes
{
    /// <summary>The dashes of a line; the line itself where it has no pattern.</summary>
    /// <param name="points">The line.</param>
    /// <param name="pattern">Lengths of dashes and gaps in turn, in thicknesses; null where there are none.</param>
    /// <param name="thickness">How thick it is.</param>
    public static IEnumerable<IReadOnlyList<ScreenPoint>> Cut(IList<ScreenPoint> points, double[]? pattern, double thickness)
    {
        if (pattern is not { Length: > 0 })
        {
            yield return [.. points];
            yield break;
        }

        int place = 0;
        double left = pattern[0] * thickness;
        List<ScreenPoint> dash = [];
        for (int i = 1; i < points.Count; i++)
        {
            ScreenPoint from = points[i - 1];
            double length = from.DistanceTo(points[i]);
            double done = 0;
            Add(dash, place, from);
            while (length - done > left)
            {
                done += left;
                ScreenPoint cut = from + ((points[i] - from) * (done / length));
                Add(dash, place, cut);
                if (dash.Count > 0)
                {
                    yield return dash;
                    dash = [];
                }

                place = (place + 1) % pattern.Length;
                left = pattern[place] * thickness;
                Add(dash, place, cut);
            }

            left -= length - done;
            Add(dash, place, points[i]);
        }

        if (dash.Count > 0)
        {
            yield return dash;
        }
    }

    // Gaps stand at odd places.
    private static void Add(List<ScreenPoint> dash, int place, ScreenPoint point)
    {
        if (place % 2 == 0)
        {
            dash.Add(point);
        }
    }
}
