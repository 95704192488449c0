using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using CnnGen.Generator.Graph;
using CnnGen.Generator.Lowering;
using CnnGen.Generator.Model;
using CnnGen.Generator.Parsing;
using CnnGen.Runtime;
using CnnGen.Tests;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Xunit;

namespace CnnGen.Emitted.Tests;

/// <summary>Kernels have no bounds checks: here every tensor lies against inaccessible pages, behind it in one run and before it in another.</summary>
/// <remarks>A float too far ends the process; there is nothing to catch.</remarks>
public sealed class MemorySafetyTests
{
    private const int Batch = 3;

    private static readonly string[] Declarations =
    [
        "[Input(1, 28, 28)] [Conv(6, 5, Pad = 2), ReLU, MaxPool(2)] [Conv(16, 5), ReLU, MaxPool(2)] [Linear(120), ReLU] [Linear(84), ReLU] [Linear(10)]",
        "[Input(3, 32, 32)] [Conv(16, 5, Pad = 2), ReLU, MaxPool(2)] [Conv(20, 5, Pad = 2), Tanh, AvgPool(2)] [Linear(10), Softmax]",
        "[Input(3, 17, 33)] [Conv(7, 3, Bias = false), ReLU, AvgPool(3, Stride = 2)] [Conv(5, 3, Pad = 1), Sigmoid]",
        "[Input(1, 9, 31)] [Conv(3, 3, Pad = 1, Bias = false)]",
        "[Input(16, 7, 7)] [Conv(33, 3, Pad = 1, Stride = 2, Bias = false)]",
        "[Input(24, 9, 9)] [Conv(24, 3, Groups = 24, Bias = false)]",
        "[Input(32, 6, 6)] [Conv(64, 3, Groups = 2, Dilation = 2, Bias = false)]",
        "[Input(5)] [Linear(3, Bias = false)]",
        "[Input(100)] [Linear(130, Bias = false), Dropout(0.5)]",
        "[Input(8, 11, 11)] [MaxPool(3, Stride = 2, Pad = 1)]",
        "[Input(20, 9, 13)] [MaxPool(5, Stride = 1, Pad = 2), MaxPool(2, Stride = 1), MaxPool(3, Stride = 2, Pad = 1)] [Conv(20, 1), Softmax]",
        "[Input(2, 12, 40)] [Conv(4, 1), ReLU, MaxPool(2), Conv(4, 3, Pad = 1)]",
        "[Input(3, 5, 7, 9)] [Conv(6, 3, Pad = 1, StrideDepth = 2), BatchNorm, ReLU, MaxPool(2)] [Conv(4, 2, PadDepth = 1, Bias = false), BatchNorm(Affine = false), AvgPool(2, Pad = 1)]",
        "[Input(5, 20, 20)] [MaxPool(11, Stride = 3), BatchNorm] [Conv(7, 4, Stride = 3, Padding = Padding.Same, Name = \"a\"), Conv(9, 1), Concat(\"a\"), BatchNorm, Tanh]",
        "[Input(24, 13, 11)] [Conv(24, 3, Pad = 1, Stride = 2, Groups = 24), ReLU] [Conv(24, 1)] [Conv(24, 5, Pad = 2, Stride = 3, Groups = 24, Bias = false)]",
        "[Input(5, 29, 31)] [Conv(5, 5, Pad = 4, Dilation = 2, Groups = 5, Bias = false)] [Conv(5, 3, Stride = 4, Groups = 5)] [BatchNorm, ReLU]",
        "[Input(5, 6, 7)] [ConvTranspose(20, 4, Stride = 2, Pad = 1, Bias = false), BatchNorm, ReLU] [ConvTranspose(20, 3, Stride = 3, PadTop = 2, OutputPad = 1, Groups = 20), Sigmoid, ConvTranspose(3, 2, Stride = 3, Groups = 1)]",
        "[Input(12, 1, 1)] [ConvTranspose(18, 4, Groups = 3), Tanh] [ConvTranspose(6, 3, Dilation = 3, Stride = 2, OutputPad = 2, Groups = 2)]",
        "[Input(3, 2, 3, 5)] [ConvTranspose(9, 3, Stride = 2, Pad = 1, OutputPadDepth = 1), ReLU] [ConvTranspose(2, 2, StrideWidth = 2)]",
        "[Input(20, 37)] [Conv(20, 3, Pad = 1, Groups = 20), Sigmoid] [Conv(20, 4, Stride = 3, Groups = 20), Tanh] [Linear(3)]",
        "[Input(2, 9, 9)] [Conv(34, 3)] [Conv(34, 2, Stride = 5, Groups = 34)] [MaxPool(2)]",
        "[Input(3, 5, 7, 9)] [Conv(3, 3, Pad = 1, Stride = 2, Groups = 3), ReLU]",
        "[Input(7, 9, 10)] [Conv(21, 3, Pad = 1, Groups = 7), ReLU] [Conv(42, 3, Stride = 2, Groups = 21, Bias = false), BatchNorm]",
        "[Input(3, 12, 12)] [Conv(16, 3, Pad = 1, Name = \"stem\")] [BatchNorm, ReLU, Conv(32, 3, Pad = 1), Concat(\"stem\", Name = \"one\")] [BatchNorm, ReLU, Conv(32, 3, Pad = 1), Concat(\"one\")] [BatchNorm, ReLU, AvgPool(2), Linear(5)]",
        "[Input(4, 10, 10)] [Conv(16, 1), ReLU(Name = \"x\")] [Conv(16, 1), ReLU(Name = \"a\")] [Conv(16, 1, From = \"x\"), ReLU, Conv(32, 3, Pad = 1), ReLU(Name = \"b\")] [MaxPool(3, Stride = 1, Pad = 1, From = \"x\"), Conv(16, 1), ReLU, Concat(\"a\", \"b\")] [Conv(8, 5, Pad = 2)]",
        "[Input(16, 9, 9)] [Conv(20, 1, Name = \"a\")] [Conv(12, 3, Pad = 1, From = Tensor.Input), Concat(Tensor.Input, \"a\")] [Conv(17, 3, Pad = 1), BatchNorm]",
        "[Input(2, 9, 37)] [Conv(3, 3, Pad = 1), GELU] [Conv(36, 3), SELU, MaxPool(2)] [Conv(36, 3, Pad = 1, Groups = 36), Mish] [BatchNorm, PReLU(PerChannel = true)] [Linear(19), Softplus]",
        "[Input(5, 6, 7, 5)] [Conv(17, 3, Pad = 1), SiLU, AvgPool(2)] [Conv(8, 1), HardSwish, BatchNorm, ELU(Name = \"a\")] [Conv(8, 1), Add(\"a\"), Sigmoid, PReLU] [LogSoftmax]",
        "[Input(5, 4, 5)] [ConvTranspose(20, 3, Stride = 2), SiLU] [DepthwiseConv(3, Pad = 1, Name = \"a\")] [GELU] [Conv(20, 3, Pad = 1), Add(\"a\"), PReLU(PerChannel = true)] [ConvTranspose(20, 3, Stride = 3, Groups = 20), Tanh] [BatchNorm, HardSwish, Scale] "
            + "[LayerNorm, Mish] [LocalResponseNorm(3), PReLU] [GlobalAvgPool(Name = \"b\"), SiLU] [Multiply(\"b\"), Sigmoid] [Linear(19), PReLU(PerChannel = true)]",
        "[Input(5, 6, 7)] [Conv(20, 3, Pad = 1, Name = \"a\")] [ReLU] [Conv(20, 3, Pad = 1), Add(\"a\", Name = \"b\")] [ReLU] [Conv(20, 3, Pad = 1), Add(\"b\", Name = \"c\")] [Sigmoid] [Max(\"c\"), SiLU] [GroupNorm(4, Name = \"d\")] [PReLU(PerChannel = true)] [Average(\"d\")]",
        "[Input(3, 9, 10)] [Conv(20, 3, Pad = 1), ReLU(Name = \"x\")] [GlobalAvgPool, Linear(20), Sigmoid, Multiply(\"x\"), AdaptiveAvgPool(4, 3)] [Conv(20, 3, Pad = 1), Max(\"pool1\"), LpPool(3, 2, Stride = 1), MaxPool(2, Stride = 1, Dilation = 2, Pad = 1)]",
        "[Input(18, 30, 40)] [Conv(18, 15, Pad = 7, Groups = 18, Bias = false)]",
        "[Input(5, 7, 9)] [Conv(20, 3, Pad = 1, PadRight = 4, PadMode = PadMode.Reflect), ReLU, DepthwiseConv(3, Pad = 2, Multiplier = 2, PadMode = PadMode.Circular), Tanh] [Conv(6, 5, Padding = Padding.Same, PadMode = PadMode.Replicate, Groups = 2)]",
        "[Input(1, 20, 33)] [Conv(6, 5, Pad = 2, PadMode = PadMode.Circular), ReLU, MaxPool(2), Conv(16, 3, Pad = 1, PadMode = PadMode.Reflect)]",
        "[Input(3, 4, 5, 6)] [Conv(4, 3, PadFront = 1, PadBottom = 2, PadLeft = 3, PadMode = PadMode.Replicate), Tanh, AvgPool(2, Stride = 1, PadBack = 1, PadTop = 1)]",
    ];

    /// <summary>The networks by hand, as attributes.</summary>
    internal static IReadOnlyList<string> AllDeclarations => Declarations;

    /// <summary>Networks that nobody wrote.</summary>
    internal static IEnumerable<string> DrawnDeclarations => RandomNetworkTests.Declarations.Take(Campaign.IsFull ? 20 : 8);

    public static TheoryData<int, bool> Cases()
    {
        TheoryData<int, bool> data = [];
        foreach (int index in Enumerable.Range(0, All.Length))
        {
            data.Add(index, true);
            data.Add(index, false);
        }

        return data;
    }

    private static readonly string[] All = [.. Declarations, .. GroupConvolveTests.AllDeclarations, .. WinogradTests.AllDeclarations, .. DrawnDeclarations];

    private static readonly Dictionary<bool, Lazy<Assembly>> Assemblies = new[] { true, false }.ToDictionary(
        flushEnd => flushEnd,
        flushEnd => new Lazy<Assembly>(() => NetworkCompiler.Compile(
            string.Join("\n", All.Select((declaration, index) => $"[Network(Fit = Fit.Floor)] {declaration} public partial class Guarded{index};")),
            Widths.ToCompile with { Memory = Options(flushEnd) })));

    [GuardedTheory]
    [MemberData(nameof(Cases))]
    public unsafe void Network_TouchesNothingButItsTensors(int index, bool flushEnd)
    {
        LoweredNetwork plan = Plan(All[index], Options(flushEnd));
        using GuardedMemory memory = new();
        foreach (int bits in Widths.Supported)
        {
            using WidthScope width = new(bits);
            NetworkHandle network;
            TrainingGraph graph;
            Queue<(int Length, IEnumerable<Stretch> Stretches)> arrays = new(Arrays(plan, Batch));
            AlignedMemory.AllocatorForTests = length => Allocate(memory, arrays, length, flushEnd);
            try
            {
                network = NetworkHandle.Create(Assemblies[flushEnd].Value, $"Guarded{index}");
                graph = network.CreateTrainingGraph(Batch);
            }
            finally
            {
                AlignedMemory.AllocatorForTests = null;
            }

            using (network)
            using (graph)
            {
                Span<float> x = new((void*)memory.Allocate(Batch * network.InputLength, flushEnd), Batch * network.InputLength);
                Span<float> y = new((void*)memory.Allocate(Batch * network.OutputLength, flushEnd), Batch * network.OutputLength);
                Span<float> dx = new((void*)memory.Allocate(x.Length, flushEnd), x.Length);
                LeNet5Tests.RandomValues(x.Length, index).CopyTo(x);
                network.Forward(x, y);
                float[] inference = y.ToArray();
                graph.Forward(x, y);
                graph.Backward(y, dx);
                Assert.All(inference, value => Assert.True(float.IsFinite(value)));
                Assert.All(dx.ToArray(), value => Assert.True(float.IsFinite(value)));
            }
        }
    }

    private static MemoryOptions Options(bool flushEnd) => new(GuardedMemory.PageFloats, flushEnd);

    /// <summary>The arrays that hold tensors, in the order in which they are made: the workspace, what each sample keeps, what shards share, what the batch gives.</summary>
    /// <returns>Each array's length, and the tensors in it, or those alone that share memory with others.</returns>
    internal static IEnumerable<(int Length, IEnumerable<Stretch> Stretches)> Arrays(LoweredNetwork plan, int batch, bool sharedOnly = false)
    {
        MemoryPlan training = plan.Training.Memory;
        MemoryPlan inference = plan.Inference.Memory;
        yield return (
            plan.WorkspaceFloats,
            Enumerable.Range(0, plan.SamplesAtOnce).SelectMany(sample => Stretches(plan.Inference, Region.Sample, sample * inference.SampleLength, sharedOnly))
                .Concat(Stretches(plan.Inference, Region.Shard, plan.SamplesAtOnce * inference.SampleLength, sharedOnly)));
        yield return (batch * training.SampleLength, Enumerable.Range(0, batch).SelectMany(sample => Stretches(plan.Training, Region.Sample, sample * training.SampleLength, sharedOnly)));
        yield return (batch * training.ShardLength, Enumerable.Range(0, batch).SelectMany(shard => Stretches(plan.Training, Region.Shard, shard * training.ShardLength, sharedOnly)));
        yield return (training.BatchLength, Stretches(plan.Training, Region.Batch, 0, sharedOnly));
    }

    /// <summary>Guards the tensors within the next array that holds any, and other arrays as a whole.</summary>
    private static nint Allocate(GuardedMemory memory, Queue<(int Length, IEnumerable<Stretch> Stretches)> arrays, int length, bool flushEnd) =>
        arrays.TryPeek(out (int Length, IEnumerable<Stretch> Stretches) next) && next.Length == length
            ? memory.Allocate(length, arrays.Dequeue().Stretches)
            : memory.Allocate(length, flushEnd);

    private static IEnumerable<Stretch> Stretches(Program program, Region region, int origin, bool sharedOnly) => program.Tensors
        .Where(tensor => program.Memory[tensor].Region == region && (program.Memory[tensor].IsShared || !sharedOnly))
        .Select(tensor => new Stretch(origin + program.Memory[tensor].Offset, (int)program.Forms[tensor].Length));

    /// <summary>The lowered form of a network, checked behind every pass.</summary>
    internal static LoweredNetwork Plan(string declaration, MemoryOptions memory, bool isInspected = false, string blocks = "") =>
        Lowerer.Lower(Bind(declaration, blocks)!, memory, isInspected, isVerified: true);

    /// <summary>The graph of a network whose layers round down; null where it has errors.</summary>
    internal static NetworkGraph? Bind(string declaration, string blocks = "")
    {
        SyntaxTree tree = CSharpSyntaxTree.ParseText($"using CnnGen; {declaration} public partial class Planned; {blocks}");
        CSharpCompilation compilation = CSharpCompilation.Create("Plan", [tree], NetworkCompiler.References);
        TypeDeclarationSyntax type = tree.GetRoot().DescendantNodes().OfType<TypeDeclarationSyntax>().First();
        NetworkSpec spec = NetworkParser.Parse(compilation.GetSemanticModel(tree).GetDeclaredSymbol(type)!, type, compilation, default)!.Spec!;
        return GraphBuilder.Build(spec.Declaration with { Fit = FitMode.Floor }, new ErrorList());
    }
}
