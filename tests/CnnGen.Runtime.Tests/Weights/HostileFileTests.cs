using System;
using System.IO;
using System.Text;
using Xunit;

namespace CnnGen.Runtime.Tests;

/// <summary>Whatever is in a file, loading it succeeds or says what is wrong.</summary>
public sealed class HostileFileTests
{
    private const string A = """{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}""";

    /// <summary>A header, the number of data bytes after it, and parts of the message.</summary>
    public static TheoryData<string, int, string[]> BrokenHeaders => new()
    {
        // Not JSON, or not the right JSON.
        { "", 0, ["not valid JSON"] },
        { "{", 0, ["not valid JSON"] },
        { "hello", 0, ["not valid JSON"] },
        { "[]", 0, ["the header is an array", "expected an object"] },
        { "null", 0, ["the header is null", "expected an object"] },
        { A + "} x", 8, ["not valid JSON"] },
        { A + "}{}", 8, ["not valid JSON"] },
        { A + ",}", 8, ["not valid JSON"] },
        { "{\"a\":[[[[[[[[[[[[1]]]]]]]]]]]]}", 8, ["'a'", "is an array", "expected an object"] },
        { """{"a":{"dtype":"F32","shape":[[[[[[[[[[2]]]]]]]]]],"data_offsets":[0,8]}}""", 8, ["'a'", "shape", "an array"] },
        { """{"a":3}""", 8, ["'a'", "is 3", "expected an object"] },
        { """{"\ud800":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""", 8, ["not valid UTF"] },

        // Missing, double and strange keys.
        { """{"a":{}}""", 8, ["'a'", "dtype is missing"] },
        { """{"a":{"dtype":"F32","data_offsets":[0,8]}}""", 8, ["'a'", "shape is missing"] },
        { """{"a":{"dtype":"F32","shape":[2]}}""", 8, ["'a'", "data_offsets is missing"] },
        { """{"a":{"dtype":"F32","dtype":"F32","shape":[2],"data_offsets":[0,8]}}""", 8, ["'a'", "dtype is there twice"] },
        { """{"a":{"dtype":"F32","shape":[2],"shape":[2],"data_offsets":[0,8]}}""", 8, ["'a'", "shape is there twice"] },
        { """{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8],"data_offsets":[0,8]}}""", 8, ["'a'", "data_offsets is there twice"] },
        { """{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8],"color":"red"}}""", 8, ["'a'", "'color'", "expected dtype"] },
        { A + ""","a":{"dtype":"F32","shape":[2],"data_offsets":[8,16]}}""", 16, ["'a'", "twice"] },
        { A + ""","\u0061":{"dtype":"F32","shape":[2],"data_offsets":[8,16]}}""", 16, ["'a'", "twice"] },
        { """{"__metadata__":{},"__metadata__":{}}""", 0, ["'__metadata__'", "twice"] },
        { """{"__metadata__":{"k":"1","k":"2"}}""", 0, ["'__metadata__'", "'k'", "twice"] },
        { """{"__metadata__":{"k":1}}""", 0, ["'__metadata__'", "'k'", "is 1", "expected a string"] },
        { """{"__metadata__":7}""", 0, ["'__metadata__'", "is 7", "expected an object"] },

        // Types.
        { """{"a":{"dtype":"F31","shape":[2],"data_offsets":[0,8]}}""", 8, ["'a'", "'F31'", "F32"] },
        { """{"a":{"dtype":null,"shape":[2],"data_offsets":[0,8]}}""", 8, ["'a'", "dtype", "null", "expected a string"] },
        { """{"a":{"dtype":"I32","shape":[2],"data_offsets":[0,8]}}""", 8, ["'a'", "I32", "expected F32"] },
        { """{"a":{"dtype":"I64","shape":[2],"data_offsets":[0,16]}}""", 16, ["'a'", "I64", "expected F32"] },

        // Shapes.
        { """{"a":{"dtype":"F32","shape":2,"data_offsets":[0,8]}}""", 8, ["'a'", "shape is 2", "expected an array"] },
        { """{"a":{"dtype":"F32","shape":[-2],"data_offsets":[0,8]}}""", 8, ["'a'", "shape holds -2", "expected whole numbers"] },
        { """{"a":{"dtype":"F32","shape":[2.0],"data_offsets":[0,8]}}""", 8, ["'a'", "shape holds 2.0", "expected whole numbers"] },
        { """{"a":{"dtype":"F32","shape":[2e0],"data_offsets":[0,8]}}""", 8, ["'a'", "shape holds 2e0"] },
        { """{"a":{"dtype":"F32","shape":["2"],"data_offsets":[0,8]}}""", 8, ["'a'", "shape holds a string"] },
        { """{"a":{"dtype":"F32","shape":[null],"data_offsets":[0,8]}}""", 8, ["'a'", "shape holds null"] },
        { """{"a":{"dtype":"F32","shape":[NaN],"data_offsets":[0,8]}}""", 8, ["not valid JSON"] },
        { """{"a":{"dtype":"F32","shape":[9223372036854775808],"data_offsets":[0,8]}}""", 8, ["'a'", "9223372036854775808"] },
        { """{"a":{"dtype":"F32","shape":[4611686018427387904,4],"data_offsets":[0,0]}}""", 0, ["'a'", "overflows"] },
        { """{"a":{"dtype":"F32","shape":[4294967296,4294967296],"data_offsets":[0,0]}}""", 0, ["'a'", "overflows"] },
        { """{"a":{"dtype":"F32","shape":[3],"data_offsets":[0,8]}}""", 8, ["'a'", "span 8 bytes", "expected 12 for F32 [3]"] },
        { """{"a":{"dtype":"F32","shape":[1,2],"data_offsets":[0,8]}}""", 8, ["'a'", "is F32 [1, 2]", "expected F32 [2]"] },
        { """{"a":{"dtype":"F32","shape":[],"data_offsets":[0,4]}}""", 4, ["'a'", "is F32 []", "expected F32 [2]"] },
        { """{"a":{"dtype":"F32","shape":[0],"data_offsets":[0,0]}}""", 0, ["'a'", "is F32 [0]", "expected F32 [2]"] },

        // Offsets.
        { """{"a":{"dtype":"F32","shape":[2],"data_offsets":[8,0]}}""", 8, ["'a'", "[8, 0]", "not to be past the end"] },
        { """{"a":{"dtype":"F32","shape":[2],"data_offsets":[0]}}""", 8, ["'a'", "are 1 numbers", "expected 2"] },
        { """{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8,16]}}""", 8, ["'a'", "are 3 numbers", "expected 2"] },
        { """{"a":{"dtype":"F32","shape":[2],"data_offsets":[-8,0]}}""", 8, ["'a'", "data_offsets holds -8"] },
        { """{"a":{"dtype":"F32","shape":[2],"data_offsets":[8,16]}}""", 16, ["'a'", "leaves a hole", "expected to begin at 0"] },
        { A + ""","b":{"dtype":"F32","shape":[1],"data_offsets":[12,16]}}""", 16, ["'b'", "leaves a hole after 'a'", "begin at 8"] },
        { A + ""","b":{"dtype":"F32","shape":[2],"data_offsets":[4,12]}}""", 12, ["'b'", "overlaps 'a'", "begin at 8"] },
        { A + ""","b":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""", 8, ["'b'", "overlaps 'a'", "begin at 8"] },
        { A + "}", 7, ["'a'", "[0, 8] reach outside", "7 bytes of data"] },
        { A + "}", 0, ["'a'", "reach outside", "0 bytes"] },
        { A + "}", 9, ["1 bytes follow 'a'", "expected the file to end after 8"] },
        { "{}", 3, ["3 bytes follow the start of the data"] },
        {
            """{"a":{"dtype":"F32","shape":[2305843009213693951],"data_offsets":[0,9223372036854775804]}}""", 8,
            ["'a'", "reach outside", "8 bytes"]
        },

        // The right format with the wrong tensors.
        { "{}", 0, ["'a' is missing", "expected F32 [2]", "found no tensors"] },
        { """{"__metadata__":{"format":"pt"}}""", 0, ["'a' is missing"] },
        { """{"A":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""", 8, ["'a' is missing", "expected F32 [2]", "found 'A'"] },
        {
            A + ""","bn.num_batches_tracked":{"dtype":"I64","shape":[],"data_offsets":[8,16]}}""", 16,
            ["'bn.num_batches_tracked' (I64 [])", "is not the network's", "expected only 'a'"]
        },
    };

    [Theory]
    [MemberData(nameof(BrokenHeaders))]
    public void BrokenHeader_IsToldWithFoundAndExpected(string header, int dataLength, string[] parts)
    {
        byte[] file = SafetensorsBytes.File(header, dataLength);
        AssertMessage(file, parts);
    }

    [Theory]
    [InlineData(0, "the file has 0 bytes")]
    [InlineData(7, "the file has 7 bytes")]
    public void FileWithoutHeaderLength_IsTold(int length, string part) => AssertMessage(new byte[length], part, "expected 8 bytes");

    [Theory]
    [InlineData(1UL << 63, 100, "9223372036854775808")]
    [InlineData(ulong.MaxValue, 100, "18446744073709551615")]
    [InlineData(101UL, 100, "length is 101 bytes; expected at most the 100 bytes that follow")]
    [InlineData(100_000_001UL, 100, "100000001")]
    [InlineData(1UL << 32, 0, "4294967296")]
    public void HeaderLengthPastTheFile_IsTold(ulong length, int bytesAfter, string part) =>
        AssertMessage(SafetensorsBytes.WithHeaderLength(length, bytesAfter), part);

    [Theory]
    [InlineData("version https://git-lfs.github.com/spec/v1\noid sha256:4d7a214614ab2935c943f9e0ff69d22eadbb8f32b1258daaa5e2ca24d17e2393\nsize 12345\n", "Git LFS pointer", "git lfs pull")]
    [InlineData("PK\u0003\u0004\u0000\u0000\b\b\u0000\u0000\u0000\u0000archive/data.pkl", "zip archive", ".pth", "cnngen convert")]
    [InlineData("PK\u0003\u0004\u0000\u0000\u0000\u0000archive/data.pkl", "zip archive", "cnngen convert")]
    [InlineData("\u0080\u0002\u008a\nl\u00fc\u009cF\u00f9 j\u00a8P\u0019.\u0080\u0002M\u00e9\u0003.", "Python pickle", "save_file")]
    [InlineData("\u0080\u0004\u0095\u0010\u0000\u0000\u0000\u0000\u0000\u0000\u0000}\u0094\u008c\u0001a", "Python pickle")]
    [InlineData("<!DOCTYPE html>\n<html><head><title>404</title>", "HTML", "download")]
    [InlineData("\n  <html lang=en>", "HTML", "download")]
    [InlineData("<?xml version=\"1.0\"?><Error><Code>AccessDenied</Code>", "XML", "download")]
    [InlineData("{\"metadata\":{\"total_size\":1},\"weight_map\":{}}", "JSON", "index")]
    [InlineData("\b\u0007\u0012\u0007pytorch\u001a\u00052.1.0:\u00f4\u0001", "ONNX")]
    [InlineData("\u001f\u008b\b\u0000\u0000\u0000\u0000\u0000\u0000\u0003", "gzip", "unpack")]
    [InlineData("\u0089HDF\r\n\u001a\n\u0000\u0000", "HDF5")]
    [InlineData("\u0093NUMPY\u0001\u0000v\u0000{'descr'", "NumPy")]
    [InlineData("GGUF\u0003\u0000\u0000\u0000\u0000", "GGUF")]
    [InlineData("\u001c\u0000\u0000\u0000TFL3\u0014\u0000", "TensorFlow Lite")]
    [InlineData("404: Not Found\nno such thing", "text that begins with '404: Not Found'")]
    [InlineData("Entry not found", "'Entry not found'")]
    [InlineData("\u0089PNG\r\n\u001a\n\u0000\u0000\u0000\rIHDR", "header's length", "not safetensors")]
    [InlineData("", "empty", "get the file anew")]
    public void OtherFile_IsToldByWhatItLooksLike(string latin1, params string[] parts)
    {
        byte[] file = Encoding.Latin1.GetBytes(latin1);
        AssertMessage(file, parts);
        InvalidDataException exception = Assert.Throws<InvalidDataException>(
            () => NetworkWeights.Load(Layouts.Pair(), new ForwardOnlyStream(file)));
        Assert.Contains(parts[0], exception.Message, StringComparison.Ordinal);
    }

    /// <summary>The first bytes of a good file are a length; no length may be taken for another format.</summary>
    [Fact]
    public void GoodFile_OfAnyHeaderLength_IsNotTakenForAnother()
    {
        foreach (int length in (int[])[0x0280, 0x0380, 0x0580, 0x8B1F, 0x0108, 0x0708, 0x120708, 0x088B1F, 0x4B50])
        {
            string header = A + "}";
            AssertLoads(SafetensorsBytes.File(header + new string(' ', length - header.Length), 8));
            AssertMessage(SafetensorsBytes.File(header[..^1] + new string(' ', length - header.Length + 1), 8), "not valid JSON");
        }

        static void AssertLoads(byte[] file) => Assert.Single(NetworkWeights.Load(Layouts.Pair(), file).Parameters);
    }

    [Fact]
    public void HeaderOfInvalidUtf8_IsTold()
    {
        byte[] header = Encoding.Latin1.GetBytes("{\"\u00ff\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}}");
        Assert.Throws<InvalidDataException>(() => NetworkWeights.Load(Layouts.Pair(), SafetensorsBytes.File(header, new byte[8])));
    }

    [Fact]
    public void LongHostileName_IsCutInTheMessage()
    {
        string header = "{\"" + new string('n', 100_000) + "\\u0007\":3}";
        InvalidDataException exception = Assert.Throws<InvalidDataException>(
            () => NetworkWeights.Load(Layouts.Pair(), SafetensorsBytes.File(header, 0)));
        Assert.InRange(exception.Message.Length, 1, 300);
    }

    [Fact]
    public void StreamThatEndsEarly_IsToldAtEveryLength()
    {
        using MemoryStream whole = new();
        NetworkWeights.Create(Layouts.Small(), 1).Save(whole);
        byte[] file = whole.ToArray();
        for (int length = 0; length < file.Length; length += length < 600 ? 1 : 97)
        {
            byte[] cut = file[..length];
            Assert.Throws<InvalidDataException>(() => NetworkWeights.Load(Layouts.Small(), new ForwardOnlyStream(cut)));
            Assert.Throws<InvalidDataException>(() => NetworkWeights.Load(Layouts.Small(), cut));
        }
    }

    [Fact]
    public void StreamThatPromisesMuch_TakesLittleMemory()
    {
        byte[] file = SafetensorsBytes.WithHeaderLength(100_000_000, 10);
        long before = GC.GetAllocatedBytesForCurrentThread();
        InvalidDataException exception = Assert.Throws<InvalidDataException>(
            () => NetworkWeights.Load(Layouts.Pair(), new ForwardOnlyStream(file)));
        Assert.Contains("ends after 10 bytes of its header", exception.Message, StringComparison.Ordinal);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1_000_000);
    }

    [Fact]
    public void StreamWithMoreThanTheTensors_IsTold()
    {
        byte[] file = SafetensorsBytes.File(A + "}", 9);
        InvalidDataException exception = Assert.Throws<InvalidDataException>(
            () => NetworkWeights.Load(Layouts.Pair(), new ForwardOnlyStream(file)));
        Assert.Contains("bytes follow the last tensor", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void EntryOfAnotherFile_IsRefused()
    {
        using MemoryStream pair = new();
        NetworkWeights.Create(Layouts.Pair(), 1).Save(pair);
        using MemoryStream small = new();
        NetworkWeights.Create(Layouts.Small(), 1).Save(small);
        pair.Position = small.Position = 0;
        SafetensorsReader reader = new(pair);
        SafetensorsEntry entry = reader.Tensors[0];
        Assert.Contains("'conv1.weight' (F32 [6, 1, 5, 5]) is not one", NotOne(new SafetensorsReader(small).Tensors[0]), StringComparison.Ordinal);
        NotOne(entry with { Begin = -8, End = 0 });
        NotOne(entry with { Type = "U8" });
        reader.Seek(entry);
        reader.Read(new float[2]);

        string NotOne(SafetensorsEntry other) => Assert.Throws<ArgumentException>("tensor", () => reader.Seek(other)).Message;
    }

    [Fact]
    public void MutatedFile_LoadsOrIsInvalidData()
    {
        using MemoryStream whole = new();
        NetworkWeights.Create(Layouts.Small(), 1).Save(whole);
        byte[] file = whole.ToArray();
        Random random = new(20240601);
        int loaded = 0;
        for (int round = 0; round < 6000; round++)
        {
            byte[] mutated = Mutate(file, random);
            try
            {
                if (round % 2 == 0)
                {
                    NetworkWeights.Load(Layouts.Small(), mutated);
                }
                else
                {
                    NetworkWeights.Load(Layouts.Small(), new ForwardOnlyStream(mutated));
                }

                loaded++;
            }
            catch (InvalidDataException exception)
            {
                Assert.NotEmpty(exception.Message);
            }
        }

        // Both outcomes occur, or the mutations test nothing.
        Assert.InRange(loaded, 1, 5000);
    }

    private static byte[] Mutate(byte[] file, Random random)
    {
        const string Tokens = "{}[],:\"0123456789-+.eE\\u nulltrueF64I\n";
        const int HeaderBytes = 340;
        byte[] mutated = [.. file];
        for (int change = random.Next(1, 4); change > 0; change--)
        {
            int position = random.Next(Math.Min(HeaderBytes, mutated.Length));
            switch (random.Next(6))
            {
                case 0:
                    mutated[position] = (byte)random.Next(256);
                    break;
                case 1:
                    mutated[position] ^= (byte)(1 << random.Next(8));
                    break;
                case 2:
                    mutated[position] = (byte)Tokens[random.Next(Tokens.Length)];
                    break;
                case 3:
                    mutated = [.. mutated[..position], (byte)Tokens[random.Next(Tokens.Length)], .. mutated[position..]];
                    break;
                case 4:
                    mutated = mutated[..Math.Max(1, random.Next(mutated.Length))];
                    break;
                default:
                    mutated[random.Next(mutated.Length)] = (byte)random.Next(256);
                    break;
            }
        }

        return mutated;
    }

    private static void AssertMessage(byte[] file, params string[] parts)
    {
        InvalidDataException exception = Assert.Throws<InvalidDataException>(() => NetworkWeights.Load(Layouts.Pair(), file));
        foreach (string part in parts)
        {
            Assert.Contains(part, exception.Message, StringComparison.Ordinal);
        }
    }
}
