using System;
using System.Collections.Generic;
using System.Linq;
using CnnGen.Generator.Graph;
using CnnGen.Generator.Kernels;
using CnnGen.Generator.Lowering;
using CnnGen.Generator.Operations;
using CnnGen.Generator.Tensors;
using CnnGen.Tests;
using Xunit;

namespace CnnGen.Generator.Tests;

/// <summary>The text of one kernel of every family, at every vector width: a change of machine code is seen in review.</summary>
public sealed class KernelSnapshotTests
{
    // Few channels and pixels: one kernel of each family is as short here as it can be.
    private static readonly string[] Networks =
    [
        "[Input(1, 9, 40)] [Conv(3, 3, Pad = 1), ReLU, MaxPool(3, Stride = 2)] [Conv(20, 3), ReLU, MaxPool(2)] [Linear(3)]",
        "[Input(4, 8, 8)] [Conv(4, 3, Pad = 1, Groups = 4), BatchNorm, ReLU, AvgPool(3, Stride = 1, Pad = 1)] [Conv(4, 1), Add(\"relu1\"), ReLU]",
        "[Input(3, 5, 5)] [LayerNorm, GroupNorm(3), LocalResponseNorm(3, Beta = 0.6)]",
        "[Input(3, 6, 6)] [GlobalAvgPool, Sigmoid, Multiply(Tensor.Input), Max(Tensor.Input)]",
        "[Input(3, 6, 6)] [MaxPool(2), BatchNorm, ReLU] [Conv(17, 3, Pad = 1), AvgPool(3)]",
        "[Input(3, 6, 6)] [PReLU] [Linear(3)]",
        "[Input(16, 3, 4)] [Conv(16, 2, Groups = 4)]",
    ];

    private static readonly IReadOnlyDictionary<VectorWidth, IReadOnlyDictionary<string, Kernel>> ShortestOfFamilies = VectorWidth.All.ToDictionary(
        static width => width,
        static IReadOnlyDictionary<string, Kernel> (width) => AllKernels(width)
            .GroupBy(static kernel => kernel.GetType().Name)
            .ToDictionary(
                static family => family.Key,
                family => family.OrderBy(kernel => KernelText.Of(new KernelKey(kernel, width)).Length).ThenBy(static kernel => kernel.Name, StringComparer.Ordinal).First()));

    public static TheoryData<string> Families() => new(typeof(Kernel).Assembly.GetTypes()
        .Where(static type => type.IsSubclassOf(typeof(Kernel)) && !type.IsAbstract).Select(static type => type.Name).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Families))]
    public void Kernel_IsAsInTheSnapshot(string family)
    {
        Assert.All(VectorWidth.All, width => Assert.Contains(family, ShortestOfFamilies[width]));
        Snapshot.Matches(
            $"{family}.txt",
            string.Join("\n", VectorWidth.All.Select(width => $"{width.Bits} bits\n{KernelText.Of(new KernelKey(ShortestOfFamilies[width][family], width)).Text}")));
    }

    /// <summary>An activation whose operand Backward reads: both are stored, the operand first.</summary>
    [Fact]
    public void KernelThatKeepsAnOperand_IsAsInTheSnapshot()
    {
        Program training = Lowerer.Lower(BoundNetworks.Of(BindingTests.DeclarationOf("[Input(20, 3, 4)] [Conv(20, 1), SiLU] [Conv(3, 3)] partial class Net;")).Graph!, MemoryOptions.Dense).Training;
        Operation convolve = training.Operations.First(operation => operation is Convolve { Activation.Operand: not null });
        Snapshot.Matches(
            "KernelThatKeepsAnOperand.txt",
            string.Join("\n", VectorWidth.All.Select(width => $"{width.Bits} bits\n{KernelText.Of(new KernelKey(convolve.CallOf(training.Forms).Kernel!, width)).Text}")));
    }

    private static HashSet<Kernel> AllKernels(VectorWidth width)
    {
        Queue<Kernel> open = new();
        foreach (string declaration in Networks)
        {
            LoweredNetwork network = Lowerer.Lower(BoundNetworks.Of(BindingTests.DeclarationOf($"[Network(Fit = Fit.Floor)] {declaration} partial class Net;")).Graph!, MemoryOptions.Dense);
            foreach (Program program in new[] { network.Inference, network.Training })
            {
                foreach (Kernel kernel in program.Operations.Select(operation => operation.CallOf(program.Forms).Kernel).OfType<Kernel>())
                {
                    open.Enqueue(kernel);
                }
            }
        }

        HashSet<Kernel> kernels = [];
        while (open.Count > 0)
        {
            Kernel kernel = open.Dequeue();
            if (kernels.Add(kernel))
            {
                foreach (Kernel called in KernelText.Of(new KernelKey(kernel, width)).Called)
                {
                    open.Enqueue(called);
                }
            }
        }

        return kernels;
    }
}
