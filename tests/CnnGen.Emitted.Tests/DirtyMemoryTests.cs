using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using System.Runtime.InteropServices;
using CnnGen.Generator.Lowering;
using CnnGen.Runtime;
using CnnGen.Tests;
using Xunit;

namespace CnnGen.Emitted.Tests;

/// <summary>Tensors share memory: whatever others left there, borders and padding lanes must hold what readers expect.</summary>
/// <remarks>Here all shared memory begins as NaN, and the results must be those of memory that begins as zeros, to the bit.</remarks>
public sealed class DirtyMemoryTests
{
    private const int Batch = 3;

    private static readonly string[] All = [.. MemorySafetyTests.AllDeclarations, .. MemorySafetyTests.DrawnDeclarations];

    private static readonly Lazy<Assembly> Networks = new(() => NetworkCompiler.Compile(
        string.Join("\n", All.Select((declaration, index) => $"[Network(Fit = Fit.Floor)] {declaration} public partial class Dirty{index};")), Widths.Widest));

    public static TheoryData<int> Cases() => new(Enumerable.Range(0, All.Length));

    [Theory]
    [MemberData(nameof(Cases))]
    public void Results_DoNotDependOnWhatMemoryHeld(int index)
    {
        LoweredNetwork plan = MemorySafetyTests.Plan(All[index], MemoryOptions.Dense);
        float[] clean = Run(index, null);
        Assert.All(clean, value => Assert.True(float.IsFinite(value)));
        Assert.Equal(clean, Run(index, plan));
    }

    private static unsafe float[] Run(int index, LoweredNetwork? dirty)
    {
        List<nint> blocks = [];
        Queue<(int Length, IEnumerable<Stretch> Stretches)> arrays = new(dirty is null ? [] : MemorySafetyTests.Arrays(dirty, Batch, sharedOnly: true));
        AlignedMemory.AllocatorForTests = dirty is null ? null : length =>
        {
            nint block = (nint)NativeMemory.AlignedAlloc((nuint)(length + 16) * sizeof(float), 64);
            blocks.Add(block);
            Span<float> floats = new((void*)block, length);
            floats.Clear();
            if (arrays.TryPeek(out (int Length, IEnumerable<Stretch> Stretches) next) && next.Length == length)
            {
                arrays.Dequeue();
                foreach (Stretch stretch in next.Stretches)
                {
                    floats.Slice(stretch.Offset, stretch.Length).Fill(float.NaN);
                }
            }

            return block;
        };
        try
        {
            using NetworkHandle network = NetworkHandle.Create(Networks.Value, $"Dirty{index}");
            using TrainingGraph graph = network.CreateTrainingGraph(Batch);
            AlignedMemory.AllocatorForTests = null;
            float[] x = LeNet5Tests.RandomValues(Batch * network.InputLength, index);
            float[] y = new float[Batch * network.OutputLength];
            float[] dx = new float[x.Length];
            float[] inference = network.Forward(x);
            graph.Forward(x, y);
            graph.Backward(y, dx);
            return [.. inference, .. y, .. dx, .. graph.PackedGradients];
        }
        finally
        {
            AlignedMemory.AllocatorForTests = null;
            foreach (nint block in blocks)
            {
                NativeMemory.AlignedFree((void*)block);
            }
        }
    }
}
