namespace CnnGen;

/// <summary>A stretch of a training graph's packed gradients that is complete at one time.</summary>
/// <param name="First">Its first float.</param>
/// <param name="Length">Its floats.</param>
public readonly record struct GradientStretch(int First, int Length);
