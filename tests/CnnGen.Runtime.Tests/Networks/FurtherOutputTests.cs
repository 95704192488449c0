using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using Xunit;

namespace CnnGen.Runtime.Tests.Networks;

/// <summary>Outputs beside the network's own: which are wanted, where they lie, and what is said of those that do not fit.</summary>
public sealed class FurtherOutputTests
{
    private const int Many = 64;

    private static readonly OutputInfo[] Three = [new("scores", 3, [1]), new("boxes", 1, [1, 2]), new("features", 0, [3])];

    [Theory]
    [InlineData(true, true, 1)]
    [InlineData(true, false, 1)]
    [InlineData(false, true, 1)]
    [InlineData(false, false, 1)]
    [InlineData(true, true, 3)]
    [InlineData(false, true, 3)]
    public void WantedOutputs_AreWritten_AndNoOthersHaveAnAddress(bool wantsBoxes, bool wantsFeatures, int threads)
    {
        using NetworkState state = Create(Three);
        state.Threads = threads;
        float[] y = new float[2];
        float[] boxes = new float[wantsBoxes ? 4 : 0];
        float[] features = new float[wantsFeatures ? 6 : 0];
        state.Forward(new float[2], y, new Arrays(boxes, features), 2);
        int wanted = 1 + (wantsBoxes ? 2 : 0) + (wantsFeatures ? 4 : 0);
        Assert.Equal([wanted, wanted], y);
        Assert.Equal(wantsBoxes ? [1, 1, 1, 1] : [], boxes);
        Assert.Equal(wantsFeatures ? [2, 2, 2, 2, 2, 2] : [], features);
    }

    [Fact]
    public void ForwardOfTwoSpans_WantsNone()
    {
        using NetworkState state = Create(Three);
        float[] x = new float[2];
        float[] y = new float[2];
        state.Forward(ref x[0], ref y[0], 2);
        Assert.Equal([1, 1], y);
    }

    /// <summary>As many as there may be.</summary>
    [Fact]
    public void ManyOutputs_AreToldApart()
    {
        OutputInfo[] outputs = Enumerable.Range(0, Many).Select(place => new OutputInfo($"output{place}", -1, [1])).ToArray();
        using NetworkState state = Create(outputs);
        float[][] arrays = Enumerable.Range(1, Many - 1).Select(place => new float[place % 2]).ToArray();
        state.Forward(new float[1], new float[1], new Arrays(arrays), 1);
        Assert.All(arrays, (array, place) => Assert.All(array, value => Assert.Equal(place + 1, value)));
    }

    [Fact]
    public void SpansThatDoNotFit_AreNamed()
    {
        using NetworkState state = Create(Three);
        ArgumentException exception = Assert.Throws<ArgumentException>("features", () => state.Forward(new float[2], new float[2], new Arrays([], new float[5]), 2));
        Assert.Contains("features has 5 elements; 2 samples take 2 * 3, or none where it is not wanted", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void SpansThatOverlap_AreNamed()
    {
        using NetworkState state = Create(Three);
        float[] memory = new float[3];
        Assert.Contains("boxes and features overlap", Assert.Throws<ArgumentException>("features", () => state.Forward(new float[1], new float[1], new Overlapping(memory), 1)).Message, StringComparison.Ordinal);
        Assert.Contains("input and features overlap", Assert.Throws<ArgumentException>("features", () => state.Forward(memory.AsSpan(1, 1), new float[1], new Arrays([], memory), 1)).Message, StringComparison.Ordinal);
        Assert.Contains("scores and features overlap", Assert.Throws<ArgumentException>("features", () => state.Forward(new float[1], memory.AsSpan(1, 1), new Arrays([], memory), 1)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Forward_AllocatesNothing()
    {
        using NetworkState state = Create(Three);
        float[] x = new float[1];
        float[] y = new float[1];
        Arrays further = new(new float[2], new float[3]);
        state.Forward(x, y, further, 1);
        long before = GC.GetAllocatedBytesForCurrentThread();
        state.Forward(x, y, further, 1);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Fact]
    public void TrainingGraph_HandsFurtherOutputsOver_AndTakesGradients()
    {
        using Graph graph = new(new NetworkWeights(Layouts.Small()));
        float[] boxes = new float[6];
        graph.Forward(new float[3], new float[3], boxes, Memory<float>.Empty);
        Assert.Equal([1, 1, 1, 1, 1, 1], boxes);
        Assert.Equal([3UL], graph.Wanted);
        graph.Backward(new float[3], [], ReadOnlyMemory<float>.Empty, new float[9]);
        Assert.Equal([3UL, 5UL], graph.Wanted);
        graph.Forward(new float[3], new float[3]);
        graph.Backward(new float[3], []);
        Assert.Equal([3UL, 5UL, 1UL], graph.Wanted);
    }

    [Fact]
    public void TrainingGraph_NamesWhatDoesNotFit()
    {
        using Graph graph = new(new NetworkWeights(Layouts.Small()));
        ArgumentException exception = Assert.Throws<ArgumentException>("further", () => graph.Forward(new float[1], new float[1], new float[2]));
        Assert.Contains("1 further outputs were passed; the network has 2 further outputs", exception.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>("boxes", () => graph.Forward(new float[1], new float[1], new float[1], new float[3]));
        float[] memory = new float[4];
        Assert.Throws<ArgumentException>("features", () => graph.Forward(new float[1], new float[1], memory.AsMemory(0, 2), memory.AsMemory(1, 3)));
        graph.Forward(new float[1], new float[1]);
        Assert.Throws<ArgumentException>("further", () => graph.Backward(new float[1], [], new float[2]));
        exception = Assert.Throws<ArgumentException>("the gradient by features", () => graph.Backward(new float[1], [], new float[2], new float[2]));
        Assert.Contains("the gradient by features has 2 elements; 1 samples take 1 * 3, or none where it is 0", exception.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>("dx", () => graph.Backward(new float[1], memory.AsSpan(0, 1), memory.AsMemory(0, 2), new float[3]));
        graph.Backward(new float[1], []);
    }

    private static NetworkState Create(OutputInfo[] outputs) => new(new NetworkWeights(Layouts.Pair()), 16, typeof(FurtherOutputTests), new Places(outputs));

    private readonly struct Arrays(params float[][] arrays) : IFurtherOutputs
    {
        public Span<float> this[int place] => arrays[place];
    }

    private readonly struct Overlapping(float[] memory) : IFurtherOutputs
    {
        public Span<float> this[int place] => place == 0 ? memory.AsSpan(0, 2) : memory;
    }

    /// <summary>Writes the set of wanted outputs to the network's own, and its place to each of the others that are wanted.</summary>
    private sealed class Places(OutputInfo[] outputs) : ForwardProgram
    {
        public override bool IsShared => true;

        public override IReadOnlyList<OutputInfo> Outputs => outputs;

        public override void Run(ref float x, ref float y, OutputAddresses further, ref float workspace, ref float weights, ref float folded, int samples, int part, int parts, Team? team)
        {
            if (part != 0)
            {
                return;
            }

            for (int sample = 0; sample < samples; sample++)
            {
                Unsafe.Add(ref y, sample) = further.Wanted;
                for (int place = 0; place < outputs.Length - 1; place++)
                {
                    ref float output = ref further.At(place, (long)sample * outputs[place + 1].Length);
                    for (int element = 0; !Unsafe.IsNullRef(ref output) && element < outputs[place + 1].Length; element++)
                    {
                        Unsafe.Add(ref output, element) = place + 1;
                    }
                }
            }
        }
    }

    /// <summary>Notes the sets of outputs that are wanted, and writes 1 to the first of the further ones.</summary>
    private sealed class Graph(NetworkWeights weights) : TrainingGraph(weights, 4, 1, Infos.Of(Three), 1, weights.Memory.Length)
    {
        private readonly SortedSet<ulong> _wanted = [];

        /// <summary>In the order of their numbers, when each has been seen.</summary>
        public IReadOnlyList<ulong> Wanted { get; private set; } = [];

        protected override void PrepareBackward()
        {
        }

        protected override void ForwardShard(int segment, int shard, ref float x, ref float y, OutputAddresses further, int first, int samples)
        {
            Note(further.Wanted);
            for (int element = 2 * first; element < 2 * (first + samples); element++)
            {
                ref float box = ref further.At(0, element);
                if (!Unsafe.IsNullRef(ref box))
                {
                    box = 1;
                }
            }
        }

        protected override void BackwardShard(int segment, int shard, ref float dy, ref float dx, OutputAddresses further, ref float gradients, int first, int samples) =>
            Note(further.Wanted);

        // One thread goes through all shards.
        private void Note(ulong wanted)
        {
            if (_wanted.Add(wanted))
            {
                Wanted = [.. Wanted, wanted];
            }
        }
    }
}
