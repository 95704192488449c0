namespace CnnGen;

/// <summary>An image that could not be read.</summary>
/// <param name="Path">Its file.</param>
/// <param name="Reason">What is wrong with it.</param>
public sealed record BrokenImage(string Path, string Reason);
