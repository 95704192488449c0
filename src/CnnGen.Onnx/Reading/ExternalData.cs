using System;
using System.Globalization;
using System.IO;
using System.Linq;
using CnnGen.Onnx.Format;

namespace CnnGen.Onnx.Reading;

/// <summary>The files beside a model that hold tensors' bytes. None outside of the model's folder is opened, whatever the model names.</summary>
/// <param name="folder">The model's folder; null where a model has none, as one in memory.</param>
internal sealed class ExternalData(string? folder)
{
    /// <summary>The bytes of a tensor.</summary>
    public byte[] Read(TensorProto tensor)
    {
        string location = Entry(tensor, "location") ?? throw new ImportException("its elements lie in another file, which is not named");
        string path = Resolve(location);
        try
        {
            using FileStream stream = File.OpenRead(path);
            long offset = Number(tensor, "offset") ?? 0;
            long length = Number(tensor, "length") ?? (stream.Length - offset);
            if (offset < 0 || length < 0 || length > Array.MaxLength || offset > stream.Length - length)
            {
                throw new ImportException($"'{location}' has {stream.Length} bytes, and {length} from {offset} on are asked for; get the whole file");
            }

            byte[] bytes = new byte[length];
            stream.Position = offset;
            stream.ReadExactly(bytes);
            return bytes;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ImportException($"its elements lie in '{location}', which cannot be read ({exception.Message}); put it beside the model");
        }
    }

    private string Resolve(string location)
    {
        if (folder is null)
        {
            throw new ImportException($"its elements lie in '{location}', beside a model that has no folder");
        }

        string root = Path.GetFullPath(folder);
        string path = Path.IsPathRooted(location) ? location : Path.GetFullPath(Path.Combine(root, location));

        // A link inside the folder may lead out of it as well as a name with dots.
        string target = File.Exists(path) ? File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path : path;
        return IsInside(root, path) && IsInside(root, target)
            ? path
            : throw new ImportException($"its elements lie in '{location}', outside of the model's folder, which is not opened; put the file beside the model");
    }

    private static bool IsInside(string root, string path) =>
        path.StartsWith(root.TrimEnd(Path.DirectorySeparatorChar) + Path.DirectorySeparatorChar, StringComparison.Ordinal);

    private static long? Number(TensorProto tensor, string key) => Entry(tensor, key) is not { } text ? null
        : long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long number) ? number
        : throw new ImportException($"its {key} in another file is '{text}', which is no number");

    private static string? Entry(TensorProto tensor, string key) => tensor.ExternalData.FirstOrDefault(entry => entry.Key == key)?.Value;
}
