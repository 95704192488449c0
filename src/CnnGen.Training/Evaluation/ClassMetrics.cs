namespace CnnGen;

/// <summary>Precision, recall and their harmonic mean, of a class or averaged over classes.</summary>
/// <param name="Precision">The share of the samples taken for a class that are of it.</param>
/// <param name="Recall">The share of a class's samples that were found.</param>
/// <param name="F1">Twice what was found, over the samples of the class plus those taken for it.</param>
public readonly record struct ClassMetrics(double Precision, double Recall, double F1);
