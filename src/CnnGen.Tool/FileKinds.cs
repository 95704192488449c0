using System;

namespace CnnGen.Tool;

/// <summary>The files that the tool reads, by their names' ends.</summary>
internal static class FileKinds
{
    public const string Onnx = ".onnx";
    public const string Safetensors = ".safetensors";

    public static bool IsCheckpoint(string extension) => extension is ".pt" or ".pth";

    public static bool Is(this string extension, string kind) => extension.Equals(kind, StringComparison.OrdinalIgnoreCase);
}
