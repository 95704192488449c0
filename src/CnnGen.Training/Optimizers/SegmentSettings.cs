namespace CnnGen;

/// <summary>How an optimizer treats one parameter.</summary>
/// <param name="LearningRateFactor">By what the step's learning rate is multiplied.</param>
/// <param name="WeightDecay">The decay: L2, or decoupled where the optimizer decouples it.</param>
/// <param name="L1">The L1 factor.</param>
public readonly record struct SegmentSettings(double LearningRateFactor, double WeightDecay, double L1);
