using System;
using System.Collections.Generic;
using System.IO.Compression;
using System.Linq;
using System.Text;
using Xunit;

namespace CnnGen.Tool.Tests.PyTorch;

/// <summary>Checkpoints that are damaged or made to do harm: each is a problem that is said, with nothing run and nothing written.</summary>
public sealed class HostileCheckpointTests
{
    [Theory]
    [InlineData("os", "system")]
    [InlineData("builtins", "eval")]
    [InlineData("__builtin__", "getattr")]
    [InlineData("torch.nn.modules.container", "Sequential")]
    [InlineData("torch._utils", "_rebuild_qtensor")]
    [InlineData("torch.storage", "_load_from_bytes")]
    public void NameThatIsNotKnown_IsRefusedByName(string module, string name)
    {
        string errors = Refusal(new CheckpointFile().Save(new Dictionary<string, object?> { ["a"] = new SavedCall(module, name, "print('run')") }));
        Assert.Contains($"{module.Replace("__builtin__", "builtins", StringComparison.Ordinal)}.{name}", errors);
        Assert.Contains("nothing of a checkpoint is run", errors);
    }

    [Fact]
    public void LegacyFile_SaysHowToSaveItAnew() =>
        Assert.Contains("torch.save(torch.load(path", Refusal([0x80, 2, 0x8A, 10, 0x6C, 0xFC, 0x9C, 0x46, 0xF9, 0x20, 0x6A, 0xA8, 0x50, 0x19, (byte)'.', 0x80, 2]));

    [Fact]
    public void TorchScript_SaysHowToGetItsWeights()
    {
        CheckpointFile file = new CheckpointFile().Entry("constants.pkl", "").Entry("code/__torch__.py", "");
        Assert.Contains("torch.jit.load(path, map_location='cpu').state_dict()", Refusal(file.Save(new Dictionary<string, object?> { ["a"] = file.Floats(1) })));
    }

    [Fact]
    public void CompressedArchive_IsRefusedBeforeItIsUnpacked()
    {
        CheckpointFile file = new() { Compression = CompressionLevel.SmallestSize };
        SavedTensor zeros = file.Add("FloatStorage", new float[1 << 20], 1 << 20);
        Assert.Contains("compressed", Refusal(file.Save(new Dictionary<string, object?> { ["a"] = zeros })));
    }

    [Fact]
    public void RepetitionsWithoutEnd_AreRefusedBeforeTheyAreWritten()
    {
        CheckpointFile file = new();
        SavedTensor tensor = file.Floats(1) with { Shape = [1 << 30, 1 << 30], Strides = [0, 0] };
        Assert.Contains("clone()", Refusal(file.Save(new Dictionary<string, object?> { ["a"] = tensor })));
    }

    public static TheoryData<string, long, long, long[], long[]> Views => new()
    {
        { "outside of its storage", 4, 1, [4], [1] },
        { "outside of its storage", 4, 0, [2, 2], [3, 1] },
        { "outside of its storage", 4, -1, [2], [1] },
        { "outside of its storage", 4, long.MaxValue, [2], [long.MaxValue] },
        { "apart", 4, 3, [2], [-1] },
        { "-2 elements", 4, 0, [-2], [1] },
        { "overflow", 4, 0, [int.MaxValue, int.MaxValue, int.MaxValue], [0, 0, 0] },
        { "should have 5", 5, 0, [4], [1] },
        { "should have 4611686018427387904", 1L << 62, 0, [4], [1] },
        { "something else", 4, 0, [4], [1, 1] },
    };

    [Theory]
    [MemberData(nameof(Views))]
    public void ViewOutsideOfItsStorage_IsNamed(string expected, long length, long offset, long[] shape, long[] strides)
    {
        CheckpointFile file = new();
        SavedTensor tensor = file.Floats(1, 2, 3, 4) with { Length = length, Offset = offset, Shape = shape, Strides = strides };
        Assert.Contains(expected, Refusal(file.Save(new Dictionary<string, object?> { ["name"] = tensor })));
    }

    [Fact]
    public void AllTensorsThatAreWrong_AreListed()
    {
        CheckpointFile file = new();
        SavedTensor good = file.Floats(1, 2);
        string errors = Refusal(file.Save(new Dictionary<string, object?>
        {
            ["good"] = good,
            ["far"] = good with { Offset = 2 },
            ["missing"] = good with { Key = "99" },
            ["complex"] = file.AddBytes("ComplexFloatStorage", new byte[8], 1, 1),
            ["__metadata__"] = good,
        }));
        Assert.Contains("4 problems", errors);
        Assert.Contains("far: ", errors);
        Assert.Contains("missing: the archive has no 'data/99'", errors);
        Assert.Contains("complex: its elements are complex64", errors);
        Assert.Contains("__metadata__: ", errors);
    }

    [Theory]
    [InlineData("a text", "no dictionary of tensors")]
    [InlineData(null, "no dictionary of tensors")]
    public void CheckpointWithoutTensors_IsSaid(string? value, string expected) => Assert.Contains(expected, Refusal(new CheckpointFile().Save(value)));

    [Fact]
    public void ListThatHoldsItself_IsWalkedOnce() =>
        Assert.Contains("no dictionary of tensors", Refusal(Pickle([0x80, 2, .. "]q\0h\0a."u8])));

    /// <summary>Each list holds the one before twice: 2^60 paths, and 60 lists.</summary>
    [Fact]
    public void ListsThatAreSharedManyTimes_AreWalkedOnce()
    {
        List<byte> pickle = [0x80, 2, .. "]q\0"u8];
        for (byte i = 0; i < 60; i++)
        {
            pickle.AddRange([.. "]q"u8, (byte)(i + 1), .. "(h"u8, i, .. "h"u8, i, .. "e"u8]);
        }

        Assert.Contains("no dictionary of tensors", Refusal(Pickle([.. pickle, (byte)'.'])));
    }

    /// <summary>One long list copied by many short instructions takes no longer than as many instructions may.</summary>
    [Fact]
    public void CopiesWithoutEnd_AreStopped()
    {
        List<byte> pickle = [0x80, 2, .. "]q\0("u8];
        for (int i = 0; i < 100_000; i++)
        {
            pickle.AddRange("K\0K\0"u8);
            pickle.Add(0x86);
        }

        pickle.AddRange([.. "eccollections\nOrderedDict\nq\u0001"u8]);
        for (int i = 0; i < 10_000; i++)
        {
            pickle.AddRange([.. "0h\u0001h\0"u8, 0x85, (byte)'R']);
        }

        Assert.Contains("instructions", Refusal(Pickle([.. pickle, (byte)'.'])));
    }

    [Fact]
    public void DeepNesting_IsNoDeepStack() =>
        Assert.Contains("no dictionary of tensors", Refusal(Pickle([0x80, 2, .. Enumerable.Repeat((byte)']', 1_000_000), .. Enumerable.Repeat((byte)'a', 999_999), (byte)'.'])));

    [Fact]
    public void InstructionsWithoutEnd_AreStopped() =>
        Assert.Contains("instructions", Refusal(Pickle([0x80, 2, .. Enumerable.Repeat((byte)'(', 5_000_000), (byte)'.'])));

    [Theory]
    [InlineData("X\xff\xff\xff\xff")]
    [InlineData("\u008d\xff\xff\xff\xff\xff\xff\xff\x7f")]
    [InlineData("\u008b\xff\xff\xff\xff")]
    [InlineData("B\xff\xff\xff\x7f")]
    [InlineData("ctorch")]
    [InlineData("h\x05")]
    [InlineData("t")]
    [InlineData("(0")]
    [InlineData("N(u")]
    [InlineData("}(Nu")]
    [InlineData("}K\x01R")]
    [InlineData("K\x01Q")]
    [InlineData("cos\nsystem\n")]
    [InlineData("(i__main__\nx\n")]
    [InlineData("\u0080\x06")]
    [InlineData("ccollections\nOrderedDict\n)")]
    [InlineData("ctorch\nFloatStorage\nb")]
    [InlineData("X\x01\0\0\0\xff")]
    public void BrokenInstructions_AreAProblem(string instructions) =>
        Refusal(Pickle([0x80, 2, .. Encoding.Latin1.GetBytes(instructions)]));

    [Fact]
    public void AnyPrefixOfAFile_IsAProblem()
    {
        byte[] whole = Small();
        for (int length = 0; length < whole.Length; length++)
        {
            Refusal(whole[..length]);
        }
    }

    [Fact]
    public void AnyByteThatIsChanged_IsAProblemOrTheSameTensor()
    {
        byte[] whole = Small();
        for (int i = 0; i < whole.Length; i++)
        {
            foreach (byte flip in new byte[] { 1, 0x80, 0xFF })
            {
                byte[] changed = [.. whole];
                changed[i] ^= flip;
                ConvertTests.Conversion conversion = ConvertTests.Convert(changed);

                // Fields that nobody needs, such as a date, may change: the elements have a checksum.
                Assert.True(conversion.Code == 2 || conversion.Tensors["weight"].Values is [1.5f, 2.5f], $"byte {i}");
            }
        }
    }

    /// <summary>The same within the pickle, where the checksum is right again.</summary>
    [Fact]
    public void AnyByteOfThePickleThatIsChanged_IsNoCrash()
    {
        CheckpointFile file = new();
        byte[] pickle = PickleWriter.Write(new Dictionary<string, object?> { ["weight"] = file.Floats(1.5f, 2.5f), ["b"] = 1L << 40, ["c"] = new SavedTuple(1, 2, 3, 4) });
        for (int i = 0; i < pickle.Length; i++)
        {
            foreach (byte flip in new byte[] { 1, 2, 0x40, 0x80, 0xFF })
            {
                byte[] changed = [.. pickle];
                changed[i] ^= flip;
                Assert.InRange(ConvertTests.Convert(file.SavePickle(changed)).Code, 0, 2);
            }
        }
    }

    private static byte[] Small()
    {
        CheckpointFile file = new();
        return file.Save(new Dictionary<string, object?> { ["weight"] = file.Floats(1.5f, 2.5f) });
    }

    private static byte[] Pickle(byte[] pickle) => new CheckpointFile().SavePickle(pickle);

    private static string Refusal(byte[] checkpoint)
    {
        ConvertTests.Conversion conversion = ConvertTests.Convert(checkpoint);
        Assert.Equal(2, conversion.Code);
        return conversion.Errors;
    }
}
