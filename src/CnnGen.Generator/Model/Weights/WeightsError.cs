using System.Collections.Generic;

namespace CnnGen.Generator.Model.Weights;

/// <summary>What is wrong with the file that is to hold a network's weights.</summary>
/// <param name="Id">The diagnostic: <c>CNN203</c>.</param>
/// <param name="Message">One sentence without a final period.</param>
internal sealed record WeightsError(string Id, string Message)
{
    /// <summary>Paths that may be meant, the likeliest first.</summary>
    public IReadOnlyList<string> Paths { get; init; } = [];
}
