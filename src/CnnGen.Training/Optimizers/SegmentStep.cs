namespace CnnGen;

/// <summary>One step of one parameter.</summary>
/// <param name="Offset">The parameter's first float among the packed weights.</param>
/// <param name="LearningRate">The rate, the schedule's and the group's factor included.</param>
/// <param name="WeightDecay">The decay.</param>
/// <param name="L1">The L1 factor.</param>
/// <param name="Gradients">What is done to the gradients first.</param>
public readonly record struct SegmentStep(int Offset, double LearningRate, double WeightDecay, double L1, GradientTransform Gradients);
