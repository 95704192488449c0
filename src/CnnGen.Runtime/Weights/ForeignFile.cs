using System;
using System.Text;

namespace CnnGen.Runtime;

/// <summary>Tells by its first bytes what a file is that is not safetensors: most often one that was to become it, or stands for it.</summary>
internal static class ForeignFile
{
    /// <summary>Bytes from which all is told.</summary>
    public const int StartBytes = 256;

    private const int LongestQuote = 60;
    private const byte PickleProtocol = 0x80;
    private const byte LastPickleProtocol = 5;
    private const byte ProtocolBufferVersion = 0x08;
    private const byte LastModelVersion = 32;

    /// <summary>What the file is and what to do; null where nothing is known that begins like it.</summary>
    /// <param name="start">Its first bytes, at most <see cref="StartBytes"/>.</param>
    public static string? Describe(ReadOnlySpan<byte> start)
    {
        if (start.StartsWith("PK\u0003\u0004"u8) || start.StartsWith("PK\u0005\u0006"u8))
        {
            return "the file is a zip archive, as torch.save writes (.pt, .pth); expected safetensors: 'cnngen convert' makes it that";
        }

        // The third byte is an instruction; a header's length has zeros there.
        if (start.Length > 2 && start[0] == PickleProtocol && start[1] is > 1 and <= LastPickleProtocol && start[2] != 0)
        {
            return "the file is a Python pickle, as older versions of torch.save write (.pt, .pth); expected safetensors: safetensors.torch.save_file(model.state_dict(), path) in Python writes the weights so";
        }

        if (start.StartsWith((ReadOnlySpan<byte>)[0x1F, 0x8B, 0x08]))
        {
            return "the file is compressed with gzip; expected safetensors: unpack it first";
        }

        if (start.StartsWith((ReadOnlySpan<byte>)[0x89, (byte)'H', (byte)'D', (byte)'F']))
        {
            return "the file is HDF5, as Keras writes (.h5); expected safetensors: write the weights as safetensors under this network's names";
        }

        if (start.StartsWith((ReadOnlySpan<byte>)[0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y']))
        {
            return "the file is a NumPy array (.npy); expected safetensors: safetensors.numpy.save_file in Python writes arrays under their names";
        }

        if (start.StartsWith("GGUF"u8))
        {
            return "the file is GGUF, as llama.cpp reads; expected safetensors: take the weights it was made of";
        }

        if (start.Length > 8 && start[4..].StartsWith("TFL3"u8))
        {
            return "the file is a TensorFlow Lite model; expected safetensors: write its weights as safetensors under this network's names";
        }

        if (IsModel(start))
        {
            return "the file looks like an ONNX model or another protocol buffer; expected safetensors: write its weights as safetensors under this network's names";
        }

        return DescribeText(start);
    }

    /// <summary>A protocol buffer whose first field is a small version and whose second is text, a message or a version again.</summary>
    private static bool IsModel(ReadOnlySpan<byte> start)
    {
        const int LengthDelimited = 2;
        const int HighestField = 15;
        return start.Length > 8 && start[0] == ProtocolBufferVersion && start[1] is > 0 and < LastModelVersion
            && (start[2] & 7) is 0 or LengthDelimited && start[2] >> 3 is > 1 and <= HighestField;
    }

    private static string? DescribeText(ReadOnlySpan<byte> start)
    {
        ReadOnlySpan<byte> mark = [0xEF, 0xBB, 0xBF];
        start = start.StartsWith(mark) ? start[mark.Length..] : start;

        // Text of several bytes a character may be cut within one.
        string text = Encoding.UTF8.GetString(start).TrimEnd('\uFFFD').TrimStart();
        if (text.StartsWith("version https://git-lfs", StringComparison.Ordinal) || text.StartsWith("version https://hawser", StringComparison.Ordinal))
        {
            return "the file is a Git LFS pointer, which only stands for the file; expected safetensors: 'git lfs pull' fetches it";
        }

        if (text.StartsWith('<') && text.Length > 1 && (char.IsAsciiLetter(text[1]) || text[1] is '!' or '?'))
        {
            return "the file is an HTML or XML page, such as a server's error or sign-in page; expected safetensors: download the file itself";
        }

        if (text.Length > 1 && text[0] is '{' or '[' && !char.IsControl(text[1]))
        {
            return "the file is JSON, such as a server's error message or the index of weights in several files; expected safetensors: take the file that it names";
        }

        return IsPlain(text) ? $"the file is text that begins with {Quote(text)}; expected safetensors: look where it came from" : null;
    }

    private static bool IsPlain(string text)
    {
        // Eight letters: a header's length has zeros among its first bytes.
        const int FewestLetters = 8;
        foreach (char character in text)
        {
            if ((char.IsControl(character) && !char.IsWhiteSpace(character)) || character == '\uFFFD')
            {
                return false;
            }
        }

        return text.Length >= FewestLetters;
    }

    private static string Quote(string text)
    {
        string line = text.Split('\n', 2)[0].TrimEnd();
        return $"'{line[..Math.Min(line.Length, LongestQuote)]}{(line.Length > LongestQuote ? "..." : "")}'";
    }
}
