namespace CnnGen.Pictures;

/// <summary>A training among others that it is compared with.</summary>
/// <param name="Name">What it is called in the chart.</param>
/// <param name="Report">What Fit gave.</param>
public sealed record NamedReport(string Name, TrainingReport Report);
