using System;
using System.IO;
using CnnGen.Onnx.Format;
using Google.Protobuf;

namespace CnnGen.Onnx.Reading;

/// <summary>Reads the message of a model's file.</summary>
internal static class OnnxFile
{
    // A model's messages lie five deep; what is read as a graph within an attribute is skipped.
    private const int DeepestMessage = 32;

    /// <summary>Reads a file.</summary>
    /// <exception cref="ImportException">It is no file of ONNX, or half of one.</exception>
    public static ModelProto Read(string path)
    {
        try
        {
            using FileStream stream = File.OpenRead(path);
            return Read(stream);
        }
        catch (Exception exception) when (exception is IOException and not InvalidProtocolBufferException or UnauthorizedAccessException)
        {
            throw new ImportException($"'{path}' cannot be read: {exception.Message}");
        }
    }

    /// <summary>Reads a stream to its end.</summary>
    public static ModelProto Read(Stream stream)
    {
        try
        {
            using CodedInputStream input = CodedInputStream.CreateWithLimits(stream, int.MaxValue, DeepestMessage);
            ModelProto model = new();
            model.MergeFrom(input);
            return model.Graph is { Node.Count: > 0 } ? model : throw new ImportException("the file has no graph of operators: it is no ONNX model");
        }
        catch (InvalidProtocolBufferException exception)
        {
            throw new ImportException($"the file is no ONNX model, or not all of it is there ({exception.Message.TrimEnd('.')}); get it again");
        }
    }
}
