using System.Numerics;

namespace CnnGen;

/// <summary>The signs of numbers.</summary>
internal static class Signs
{
    /// <summary>A size with the sign of each number; 0 for 0.</summary>
    /// <param name="numbers">The numbers.</param>
    /// <param name="size">The size.</param>
    public static Vector<float> Of(Vector<float> numbers, float size)
    {
        Vector<float> above = Vector.ConditionalSelect(Vector.GreaterThan(numbers, Vector<float>.Zero), new Vector<float>(size), Vector<float>.Zero);
        Vector<float> below = Vector.ConditionalSelect(Vector.LessThan(numbers, Vector<float>.Zero), new Vector<float>(size), Vector<float>.Zero);
        return above - below;
    }
}
