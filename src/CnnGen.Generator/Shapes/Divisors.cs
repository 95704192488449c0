using System;
using System.Collections.Generic;
using System.Linq;

namespace CnnGen.Generator.Shapes;

/// <summary>The numbers that divide another: strides of a room, groups of channels.</summary>
internal static class Divisors
{
    private const int MostProposed = 3;

    /// <summary>The divisors that come nearest to a number, the nearest first: a few that may be proposed.</summary>
    /// <param name="number">At least 1.</param>
    /// <param name="wanted">What does not divide it.</param>
    public static IReadOnlyList<int> Nearest(int number, int wanted)
    {
        return Of(number).OrderBy(Distance).Take(MostProposed).OrderBy(Distance).ThenBy(static divisor => divisor).Select(static divisor => (int)divisor).ToList();

        long Distance(long divisor) => Math.Abs(divisor - wanted);
    }

    /// <summary>Each divisor once, with its counterpart behind it.</summary>
    /// <param name="number">At least 1.</param>
    public static IEnumerable<long> Of(long number)
    {
        for (long divisor = 1; divisor <= number / divisor; divisor++)
        {
            if (number % divisor == 0)
            {
                yield return divisor;
                if (divisor != number / divisor)
                {
                    yield return number / divisor;
                }
            }
        }
    }
}
