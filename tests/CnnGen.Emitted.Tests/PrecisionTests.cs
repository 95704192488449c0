using System;
using System.IO;
using System.Linq;
using System.Reflection;
using CnnGen.Generator.Lowering;
using CnnGen.Generator.Operations;
using CnnGen.Tests;
using Xunit;

namespace CnnGen.Emitted.Tests;

/// <summary>Weights that inference reads as bfloat16: a network with them is, to the bit, the network without them whose weights are rounded.</summary>
public sealed class PrecisionTests
{
    private const string Narrow = ", Weights = Precision.BFloat16";

    // Where {0} stands, the layer says so; volumes of blocks and of planes, vectors, sizes that fill no tile, what may be fused behind.
    private static readonly string[] Networks =
    [
        "[Input(7)] [Linear(5{0})]",
        "[Input(40)] [Linear(33{0}), ReLU] [Linear(16{0}), SiLU] [Linear(1{0})]",
        "[Input(16, 4, 5)] [Conv(20, 3), ReLU] [Linear(70{0}), PReLU] [Linear(9{0}, Bias = false), Softmax]",
        "[Input(3, 6, 6)] [MaxPool(2)] [Linear(130{0}), Tanh, Dropout(0.5f)] [Linear(64, Name = \"full\"), ReLU] [Linear(10{0}), LeakyReLU(0.1f)]",
        "[Input(1, 3, 4, 5)] [Conv(2, 2)] [Linear(48{0}, Name = \"a\"), Output(\"features\"), GELU] [Linear(48{0}), Add(\"a\"), PReLU(PerChannel = true)]",
    ];

    private static readonly Lazy<Assembly> Compiled = new(() => NetworkCompiler.Compile(
        string.Join("\n", Networks.SelectMany(static (network, index) => (string[])
        [
            $"{string.Format(null, network, Narrow)} public partial class Narrow{index};",
            $"{string.Format(null, network, "")} public partial class Full{index};",
        ])),
        Widths.ToCompile));

    public static TheoryData<int> Indexes => [.. Enumerable.Range(0, Networks.Length)];

    [Theory]
    [MemberData(nameof(Indexes))]
    public void Forward_IsThatOfRoundedWeights(int index)
    {
        foreach (int bits in Widths.Supported)
        {
            using WidthScope scope = new(bits);
            using NetworkHandle narrow = NetworkHandle.Create(Compiled.Value, $"Narrow{index}");
            using NetworkHandle full = NetworkHandle.Create(Compiled.Value, $"Full{index}");
            for (int samples = 1; samples <= 13; samples++)
            {
                // A change of the weights is seen.
                SetWeights(narrow, full, seed: samples);
                float[] input = Values(samples * narrow.InputLength, seed: samples + 100);
                Assert.Equal(full.Forward(input), narrow.Forward(input));
                narrow.Threads = 1 + (samples % 2);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Indexes))]
    public void TrainingAndFiles_HaveTheWeightsAsTheyAre(int index)
    {
        using NetworkHandle narrow = NetworkHandle.Create(Compiled.Value, $"Narrow{index}");
        using NetworkHandle full = NetworkHandle.Create(Compiled.Value, $"Full{index}");
        float[] input = Values(3 * narrow.InputLength, seed: 1);
        Assert.Equal(Trained(full, input), Trained(narrow, input));
        using TemporaryFolder folder = new();
        narrow.Save(folder["narrow.safetensors"]);
        full.Save(folder["full.safetensors"]);
        Assert.Equal(File.ReadAllBytes(folder["full.safetensors"]), File.ReadAllBytes(folder["narrow.safetensors"]));

        // Unrounded weights differ, so the tests can fail.
        Assert.NotEqual(full.Forward(input), narrow.Forward(input));
    }

    [Fact]
    public void NetworksPrecision_HoldsForLayersThatDoNotSayOtherwise()
    {
        const string Layers = "[Input(8)] [Linear(20{0}), ReLU] [Linear(20{1}), ReLU] [Linear(3{0})]";
        Assembly assembly = NetworkCompiler.Compile(
            $"""
            [Network(Weights = Precision.BFloat16)] {string.Format(null, Layers, "", ", Weights = Precision.Single")} public partial class ByNetwork;
            {string.Format(null, Layers, Narrow, "")} public partial class ByLayers;
            [Network(Weights = Precision.BFloat16)] {string.Format(null, Layers, "", "")} public partial class All;
            """,
            Widths.Widest);
        float[] input = Values(2 * 8, seed: 1);
        float[] byLayers = Output("ByLayers");
        Assert.Equal(byLayers, Output("ByNetwork"));
        Assert.NotEqual(byLayers, Output("All"));

        float[] Output(string name)
        {
            using NetworkHandle network = NetworkHandle.Create(assembly, name);
            return network.Forward(input);
        }
    }

    [Fact]
    public void Training_IsNeverNarrow() => Assert.All(
        MemorySafetyTests.Plan("[Input(8)] [Linear(20, Weights = Precision.BFloat16)]", MemoryOptions.Dense).Training.Operations.OfType<Multiply>(), static multiply => Assert.False(multiply.IsNarrow));

    /// <summary>A normalisation goes into the weights first, and what is read is that, rounded.</summary>
    [Fact]
    public void FoldedWeights_AreRoundedBehindTheFold()
    {
        const string Layers = "[Input(24)] [Linear(40{0}, Bias = false), BatchNorm, ReLU] [Linear(4)]";
        Assembly assembly = NetworkCompiler.Compile($"{string.Format(null, Layers, Narrow)} public partial class Narrow; {string.Format(null, Layers, "")} public partial class Full;", Widths.Widest);
        using NetworkHandle narrow = NetworkHandle.Create(assembly, "Narrow");
        using NetworkHandle full = NetworkHandle.Create(assembly, "Full");
        float[] input = Values(5 * 24, seed: 3);
        float[] expected = full.Forward(input);
        float[] actual = narrow.Forward(input);
        Assert.NotEqual(expected, actual);
        float largest = expected.Max(Math.Abs);
        Assert.All(expected.Zip(actual), pair => Assert.InRange(pair.Second, pair.First - (largest / 100), pair.First + (largest / 100)));
    }

    [Fact]
    public void HalfOfTheBytes_AreAdded()
    {
        LoweredNetwork network = MemorySafetyTests.Plan("[Input(100)] [Linear(64, Weights = Precision.BFloat16)]", MemoryOptions.Dense);
        Assert.Equal(100 * 64 / 2, network.Folds.Length);
    }

    // Both have the same values but where a layer is narrow: there those of the full network are rounded.
    private static void SetWeights(NetworkHandle narrow, NetworkHandle full, int seed)
    {
        foreach (Parameter parameter in narrow.Parameters)
        {
            float[] values = Values(parameter.Length, seed: ++seed);
            parameter.CopyFrom(values);
            bool isRounded = parameter.Name.EndsWith(".weight", StringComparison.Ordinal) && (parameter.Name.StartsWith("fc", StringComparison.Ordinal) || parameter.Name == "a.weight");
            full.Parameters[parameter.Name].CopyFrom(isRounded ? [.. values.Select(Rounded)] : values);
        }
    }

    // To the nearest of those whose lower half is zero, of two the one whose upper half is even.
    private static float Rounded(float value)
    {
        int lower = (int)(BitConverter.SingleToUInt32Bits(value) & 0xFFFF0000);
        float below = BitConverter.Int32BitsToSingle(lower);
        float above = BitConverter.Int32BitsToSingle(lower + 0x10000);
        double toBelow = Math.Abs((double)value - below);
        double toAbove = Math.Abs((double)value - above);
        return toBelow < toAbove || (toBelow == toAbove && ((lower >> 16) & 1) == 0) ? below : above;
    }

    private static float[] Trained(NetworkHandle network, float[] input)
    {
        using TrainingGraph graph = network.CreateTrainingGraph(input.Length / network.InputLength);
        float[] output = new float[input.Length / network.InputLength * network.OutputLength];
        graph.Forward(input, output);
        return output;
    }

    private static float[] Values(int length, int seed)
    {
        Random random = new(seed);
        return [.. Enumerable.Range(0, length).Select(_ => (float)((2 * random.NextDouble()) - 1))];
    }
}
