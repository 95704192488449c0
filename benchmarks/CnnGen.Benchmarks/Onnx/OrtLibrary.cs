using System;

namespace CnnGen.Benchmarks.Onnx;

/// <summary>ONNX Runtime's native library, which the package Microsoft.ML.OnnxRuntime lays beside this program.</summary>
internal static class OrtLibrary
{
    private const string Name = "onnxruntime";

    /// <summary>Loads the library.</summary>
    /// <param name="missing">One line that tells why there is none, or null.</param>
    /// <returns>The library, or null if the package has none for this machine.</returns>
    public static OrtApi? TryLoad(out string? missing)
    {
        try
        {
            missing = null;
            return OrtApi.Load(Name);
        }
        catch (Exception exception) when (exception is DllNotFoundException or BadImageFormatException
            or EntryPointNotFoundException or NotSupportedException)
        {
            missing = $"ONNX Runtime is left out: {exception.Message.ReplaceLineEndings(" ")}";
            return null;
        }
    }
}
