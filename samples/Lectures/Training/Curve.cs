using System;
using System.Linq;
using CnnGen;

namespace Lectures.Training;

/// <summary>A function of one number and its derivative, as a network computes them.</summary>
/// <param name="X">Where.</param>
/// <param name="Y">The values.</param>
/// <param name="Slope">The derivatives.</param>
internal sealed record Curve(float[] X, float[] Y, float[] Slope)
{
    private const int Points = 33;
    private const float Reach = 4;

    /// <summary>The network's function from -4 to 4: its forward pass, and its backward pass for an output gradient of 1.</summary>
    public static Curve Of<T>()
        where T : class, ITrainableNetwork<T>
    {
        float[] x = [.. Enumerable.Range(0, Points).Select(i => (i * 2 * Reach / (Points - 1)) - Reach)];
        float[] y = new float[Points];
        float[] slope = new float[Points];
        using T network = T.Create(seed: 1);
        using TrainingGraph graph = network.CreateTrainingGraph(Points);
        graph.Forward(x, y);
        graph.Backward([.. Enumerable.Repeat(1f, Points)], slope);
        return new Curve(x, y, slope);
    }

    /// <summary>The value and the derivative at one of the points.</summary>
    public (float Y, float Slope) At(float x)
    {
        int point = Array.IndexOf(X, x);
        return (Y[point], Slope[point]);
    }
}
