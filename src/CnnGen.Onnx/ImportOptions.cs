using System.Collections.Generic;

namespace CnnGen.Onnx;

/// <summary>How a file is imported.</summary>
internal sealed record ImportOptions
{
    /// <summary>The class's name; by the file's where it is null.</summary>
    public string? Name { get; init; }

    public string? Namespace { get; init; }

    /// <summary>Whether BatchNorms go into the weights in front of them.</summary>
    public bool FoldsNorms { get; init; }

    /// <summary>Whether the first axis is one of the sample, and none of a batch.</summary>
    public bool IsUnbatched { get; init; }

    /// <summary>Whether the class is written with training code.</summary>
    public bool IsTrained { get; init; } = true;

    /// <summary>The sizes of a sample, where the file leaves some open; null for the file's.</summary>
    public IReadOnlyList<int>? InputSizes { get; init; }
}
