using System.Collections.Generic;

namespace CnnGen.Generator.Shapes;

/// <summary>The numbers that divide another: strides of a room, groups of channels.</summary>
internal static class Divisors
{
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
