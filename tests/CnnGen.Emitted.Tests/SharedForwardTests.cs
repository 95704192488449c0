using System;
using System.Reflection;
using CnnGen.Tests;
using Xunit;

namespace CnnGen.Emitted.Tests;

/// <summary>Threads that share one Forward give the bits that one thread gives.</summary>
public sealed class SharedForwardTests
{
    // Every kernel that is shared, over each loop that it may be shared by: filters' tiles, rows with some left over, groups, slices, channels.
    private static readonly string[] Declarations =
    [
        "[Input(3, 60, 60)] [Conv(48, 5), ReLU] [MaxPool(2)] [Conv(100, 3, Pad = 1), ReLU] [AvgPool(2)] [Linear(300), ReLU] [Linear(10)]",
        "[Input(16, 61, 61)] [Conv(16, 7, Pad = 3), ReLU] [Conv(16, 3, Stride = 2), ReLU] [Linear(64)]",
        "[Input(64, 24, 24)] [Conv(192, 3, Pad = 1, Groups = 2), ReLU] [Conv(40, 1), ReLU, MaxPool(2)]",
        "[Input(4, 12, 30, 30)] [Conv(20, 3), ReLU] [Conv(20, 3, Pad = 1)] [MaxPool(2)]",
        "[Input(96, 70, 70)] [Conv(96, 5, Pad = 2, Groups = 96), ReLU] [Conv(32, 1)] [BatchNorm, ReLU]",
        "[Input(1, 28, 28)] [Conv(6, 5), ReLU, MaxPool(2)] [Linear(10)]",
    ];

    private static readonly Lazy<Assembly> Networks = new(() => NetworkCompiler.Compile(
        string.Concat(Array.ConvertAll(Declarations, declaration => $"[Network(Fit = Fit.Floor)] {declaration} public partial class Shared{Array.IndexOf(Declarations, declaration)};\n"))));

    public static TheoryData<int> Cases() => new(System.Linq.Enumerable.Range(0, Declarations.Length));

    [Theory]
    [MemberData(nameof(Cases))]
    public void Bits_DoNotDependOnThreads(int index)
    {
        foreach (int bits in Widths.Supported)
        {
            using WidthScope width = new(bits);
            using NetworkHandle network = NetworkHandle.Create(Networks.Value, $"Shared{index}");
            float[] x = LeNet5Tests.RandomValues(5 * network.InputLength, index);
            float[] alone = network.Forward(x);
            foreach (int threads in new[] { 2, 3, 5 })
            {
                network.Threads = threads;
                Assert.Equal(threads, network.Threads);
                for (int run = 0; run < 3; run++)
                {
                    Assert.Equal(alone, network.Forward(x));
                }

                Assert.Equal(alone[..network.OutputLength], network.Forward(x[..network.InputLength]));
            }

            network.Threads = 1;
            Assert.Equal(alone, network.Forward(x));
        }
    }
}
