using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using CnnGen.Tests;
using Xunit;

namespace CnnGen.Tool.Tests.PyTorch;

/// <summary>cnngen convert: which tensors it writes, under which names, and what it says.</summary>
public sealed class ConvertTests
{
    [Theory]
    [InlineData(2)]
    [InlineData(4)]
    [InlineData(5)]
    public void StateDict_IsWrittenUnderItsNames(int protocol)
    {
        CheckpointFile file = new();
        SavedTensor weight = file.Add("FloatStorage", [1f, 2, 3, 4, 5, 6], 2, 3) with { IsParameter = true };
        Conversion conversion = Convert(file.Save(new Dictionary<string, object?> { ["fc1.weight"] = weight, ["fc1.bias"] = file.Floats(7, 8) }, protocol));
        Assert.Equal("", conversion.Errors);
        Assert.Equal([2, 3], conversion.Tensors["fc1.weight"].Shape);
        Assert.Equal([1f, 2, 3, 4, 5, 6], conversion.Tensors["fc1.weight"].Values);
        Assert.Equal([7f, 8], conversion.Tensors["fc1.bias"].Values);
        Assert.Contains("2 tensors of the checkpoint itself", conversion.Output);
    }

    [Fact]
    public void ViewsOfOneStorage_HaveTheirOwnElements()
    {
        CheckpointFile file = new();
        SavedTensor all = file.Add("FloatStorage", [.. Enumerable.Range(0, 12).Select(static i => (float)i)], 3, 4);
        Conversion conversion = Convert(file.Save(new Dictionary<string, object?>
        {
            ["all"] = all,
            ["transposed"] = all with { Shape = [4, 3], Strides = [1, 4] },
            ["part"] = all with { Offset = 5, Shape = [2, 2], Strides = [4, 1] },
            ["column"] = all with { Offset = 2, Shape = [3], Strides = [4] },
            ["repeated"] = all with { Offset = 11, Shape = [2, 2], Strides = [0, 0] },
            ["number"] = all with { Offset = 7, Shape = [], Strides = [] },
            ["nothing"] = all with { Offset = 0, Shape = [0, 5], Strides = [5, 1] },
            ["one"] = all with { Offset = 3, Shape = [1, 2, 1], Strides = [99, 1, 77] },
        }));
        Assert.Equal("", conversion.Errors);
        Assert.Equal([0f, 4, 8, 1, 5, 9, 2, 6, 10, 3, 7, 11], conversion.Tensors["transposed"].Values);
        Assert.Equal([5f, 6, 9, 10], conversion.Tensors["part"].Values);
        Assert.Equal([2f, 6, 10], conversion.Tensors["column"].Values);
        Assert.Equal([11f, 11, 11, 11], conversion.Tensors["repeated"].Values);
        Assert.Equal([7f], conversion.Tensors["number"].Values);
        Assert.Empty(conversion.Tensors["number"].Shape);
        Assert.Equal([0, 5], conversion.Tensors["nothing"].Shape);
        Assert.Equal([3f, 4], conversion.Tensors["one"].Values);
    }

    [Fact]
    public void Types_AreKeptWhereTheReaderTakesThem()
    {
        CheckpointFile file = new();
        Dictionary<string, object?> tensors = new()
        {
            ["f64"] = file.Add("DoubleStorage", [1.5, -2], 2),
            ["f16"] = file.Add("HalfStorage", [BitConverter.HalfToUInt16Bits((Half)1.5f), BitConverter.HalfToUInt16Bits((Half)(-2))], 2),
            ["bf16"] = file.Add("BFloat16Storage", [(ushort)0x3FC0, (ushort)0xC000], 2),
            ["i64"] = file.Add("LongStorage", [3L, -2], 2),
            ["i32"] = file.Add("IntStorage", [3, -2], 2),
            ["u8"] = file.Add("ByteStorage", [(byte)3, (byte)200], 2),
            ["i16"] = file.Add("ShortStorage", [(short)3, (short)-2], 2),
            ["i8"] = file.Add("CharStorage", [(sbyte)3, (sbyte)-2], 2),
            ["bool"] = file.Add("BoolStorage", [(byte)1, (byte)0], 2),
        };
        Conversion conversion = Convert(file.Save(tensors));
        Assert.Equal("", conversion.Errors);
        Assert.Equal(
            ["f64 F64 1.5 -2", "f16 F16 1.5 -2", "bf16 BF16 1.5 -2", "i64 I64 3 -2", "i32 I32 3 -2", "u8 U8 3 200", "i16 F32 3 -2", "i8 F32 3 -2", "bool F32 1 0"],
            tensors.Keys.Select(name => FormattableString.Invariant($"{name} {conversion.Types[name]} {conversion.Tensors[name].Values[0]} {conversion.Tensors[name].Values[1]}")));
        Assert.Contains("Of int8, written as float32: i8", conversion.Output);
    }

    [Fact]
    public void BigEndianNumbers_AreTurned()
    {
        CheckpointFile file = new CheckpointFile().Entry("byteorder", "big");
        byte[] bytes = new byte[12];
        BinaryPrimitives.WriteSingleBigEndian(bytes, 1.5f);
        BinaryPrimitives.WriteSingleBigEndian(bytes.AsSpan(4), -3);
        BinaryPrimitives.WriteInt16BigEndian(bytes.AsSpan(8), 300);
        Conversion conversion = Convert(file.Save(new Dictionary<string, object?>
        {
            ["a"] = file.AddBytes("FloatStorage", bytes[..8], 2, 2),
            ["b"] = file.AddBytes("ShortStorage", bytes[8..], 2, 2),
        }));
        Assert.Equal([1.5f, -3], conversion.Tensors["a"].Values);
        Assert.Equal([300f, 0], conversion.Tensors["b"].Values);
    }

    [Fact]
    public void TrainingCheckpoint_GivesItsNetwork()
    {
        byte[] bytes = TrainingCheckpoint();
        Conversion likeliest = Convert(bytes);
        Assert.Contains("1 tensor of its 'state_dict'", likeliest.Output);
        Assert.Contains("'optimizer.state.0' (2 tensors)", likeliest.Output);
        Assert.Contains("1 num_batches_tracked", likeliest.Output);
        Assert.Contains("1 entry that is no tensor", likeliest.Output);
        Assert.Equal(["module.w"], likeliest.Tensors.Keys);

        Assert.Equal([5f], Convert(bytes, "--key", "optimizer.state.0").Tensors["momentum"].Values);
        Assert.Contains("'state_dict' (2 tensors)", Convert(bytes, "--key", "nothing").Errors);
    }

    [Fact]
    public void Prefix_IsStripped()
    {
        CheckpointFile file = new();
        byte[] bytes = file.Save(new Dictionary<string, object?> { ["module.fc.a"] = file.Floats(1), ["module.fc.b"] = file.Floats(2) });
        Assert.Contains("--strip-prefix module.", Convert(bytes).Output);
        Conversion stripped = Convert(bytes, "--strip-prefix", "module.");
        Assert.Equal(["fc.a", "fc.b"], stripped.Tensors.Keys.Order());
        Assert.DoesNotContain("--strip-prefix", stripped.Output);
        Assert.Contains("no name begins with it", Convert(bytes, "--strip-prefix", "model.").Errors);
    }

    [Fact]
    public void PrefixThatMakesTwoOfAName_IsSaid()
    {
        CheckpointFile file = new();
        Conversion conversion = Convert(file.Save(new Dictionary<string, object?> { ["module.a"] = file.Floats(1), ["a"] = file.Floats(2) }), "--strip-prefix", "module.");
        Assert.Equal(2, conversion.Code);
        Assert.Contains("a: two tensors", conversion.Errors);
    }

    [Fact]
    public void FileThatIsThere_IsKeptUnlessForced()
    {
        using TemporaryFolder folder = new();
        CheckpointFile file = new();
        File.WriteAllBytes(folder["a.pt"], file.Save(new Dictionary<string, object?> { ["a"] = file.Floats(1) }));
        File.WriteAllText(folder["a.safetensors"], "mine");
        string[] command = ["convert", folder["a.pt"], "--output", folder["a.safetensors"]];
        Assert.Contains("--force", Run(command).Errors);
        Assert.Equal("mine", File.ReadAllText(folder["a.safetensors"]));
        Assert.Equal(0, Run([.. command, "--force"]).Code);
        Assert.Single(Safetensors.Read(folder["a.safetensors"]));
    }

    [Fact]
    public void Inspect_ListsDictionariesAndTensors()
    {
        using TemporaryFolder folder = new();
        File.WriteAllBytes(folder["a.pth"], TrainingCheckpoint());
        (int code, string output, string _) = Run("inspect", folder["a.pth"]);
        Assert.Equal(0, code);
        Assert.Contains("optimizer.state.0", output);
        Assert.Contains("module.w", output);
        Assert.Contains("float32", output);
    }

    /// <summary>A network trained with the file's weights computes with them: names and layouts are those that Load takes.</summary>
    [Fact]
    public void ConvertedFile_IsLoadedByANetwork()
    {
        CheckpointFile file = new();
        Conversion conversion = Convert(file.Save(new Dictionary<string, object?>
        {
            ["fc1.weight"] = file.Add("DoubleStorage", [1.0, 2, 3, 4, 5, 6], 2, 3),
            ["fc1.bias"] = file.Floats(10, 20),
        }));
        using MemoryStream weights = new(conversion.Bytes);
        using CompiledNetwork network = CompiledNetwork.Load(NetworkCompiler.Compile("[Input(3)] [Linear(2)] public partial class Small;"), "Small", weights);
        Assert.Equal([24f, 52], network.Run([1, 2, 3]));
    }

    /// <summary>What a conversion wrote and said.</summary>
    internal sealed record Conversion(int Code, string Output, string Errors, byte[] Bytes)
    {
        public IReadOnlyDictionary<string, SafetensorsTensor> Tensors { get; } = Bytes.Length == 0 ? new Dictionary<string, SafetensorsTensor>() : Safetensors.Read(new MemoryStream(Bytes));

        public Dictionary<string, string> Types { get; } = Bytes.Length == 0 ? [] : new SafetensorsReader(new MemoryStream(Bytes)).Tensors.ToDictionary(static tensor => tensor.Name, static tensor => tensor.Type);
    }

    internal static Conversion Convert(byte[] checkpoint, params string[] options)
    {
        using TemporaryFolder folder = new();
        File.WriteAllBytes(folder["a.pt"], checkpoint);
        (int code, string output, string errors) = Run(["convert", folder["a.pt"], "--output", folder["b.safetensors"], .. options]);
        bool isWritten = File.Exists(folder["b.safetensors"]);
        Assert.Equal(code == 0, isWritten);
        Assert.Equal(code == 0, errors.Length == 0);
        return new(code, output, errors, isWritten ? File.ReadAllBytes(folder["b.safetensors"]) : []);
    }

    private static byte[] TrainingCheckpoint()
    {
        CheckpointFile file = new();
        return file.Save(new Dictionary<string, object?>
        {
            ["epoch"] = 3,
            ["lr"] = 0.1,
            ["args"] = new SavedCall("argparse", "Namespace"),
            ["history"] = new SavedCall("collections", "defaultdict", new SavedCall("builtins", "list")),
            ["optimizer"] = new Dictionary<string, object?>
            {
                ["state"] = new Dictionary<int, object?> { [0] = new Dictionary<string, object?> { ["momentum"] = file.Floats(5), ["step"] = file.Floats(6) } },
                ["param_groups"] = new object?[] { new Dictionary<string, object?> { ["betas"] = new SavedTuple(0.9, 0.999), ["params"] = new object?[] { 0 } } },
            },
            ["milestones"] = new SavedCall("collections", "Counter", new Dictionary<int, object?> { [30] = 1 }),
            ["best"] = new SavedCall("numpy.core.multiarray", "scalar", new SavedCall("numpy", "dtype", "f8", false, true), new SavedCall("_codecs", "encode", "\0\0\0\0\0\0\b@", "latin1")),
            ["state_dict"] = new Dictionary<string, object?>
            {
                ["module.w"] = file.Floats(1),
                ["module.num_batches_tracked"] = file.Add("LongStorage", [9L]),
                ["shape"] = new SavedCall("torch", "Size", new SavedTuple(1, 2)),
            },
        });
    }

    private static (int Code, string Output, string Errors) Run(params string[] arguments)
    {
        using StringWriter output = new();
        using StringWriter errors = new();
        int code = CommandLine.Run(arguments, output, errors);
        return (code, output.ToString(), errors.ToString());
    }
}
