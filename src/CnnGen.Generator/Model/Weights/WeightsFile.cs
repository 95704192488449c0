using System;
using System.Collections.Generic;
using System.Linq;

namespace CnnGen.Generator.Model.Weights;

/// <summary>A safetensors file of the project, as far as the build has read it.</summary>
/// <param name="Path">From the project's folder on, with slashes.</param>
/// <param name="Tensors">What its header describes.</param>
internal sealed record WeightsFile(string Path, EquatableArray<FileTensor> Tensors) : IEquatable<WeightsFile>
{
    /// <summary>The resource that has its bytes; null where it is not embedded.</summary>
    public string? Resource { get; init; }

    /// <summary>Why it could not be read; null where it could.</summary>
    public string? Problem { get; init; }

    /// <summary>The file that a path names; null where there is none.</summary>
    public static WeightsFile? Find(IEnumerable<WeightsFile> files, string path) => files.FirstOrDefault(file => file.Path == PlainPath(path));

    /// <summary>A path as the build lists it.</summary>
    public static string PlainPath(string path)
    {
        string plain = path.Replace('\\', '/');
        return plain.StartsWith("./", StringComparison.Ordinal) ? plain.Substring(2) : plain;
    }
}
