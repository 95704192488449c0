using System;
using System.IO;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using CnnGen.Runtime;

namespace CnnGen.Training.Tests;

/// <summary>The smallest network that trains, by hand as the generator would write it: y = W (scale * x) + b, the scale frozen.</summary>
internal sealed class SoftmaxRegression : ITrainableNetwork<SoftmaxRegression>
{
    private const int Inputs = 5;
    private const int Outputs = 3;
    private const int ScaleOffset = 16;
    private const int BiasOffset = 32;
    private const int Floats = 48;

    private static readonly WeightLayout Layout = new(
        [
            new ParameterDescriptor("fc.weight", [Outputs, Inputs], new WeightPack(1, Outputs, Inputs, 1, 1), 0, Initialization.FanInUniform, Inputs, true),
            new ParameterDescriptor("scale", [Inputs], new WeightPack(1, Inputs, 1, 1, 1), ScaleOffset, Initialization.FanInUniform, Inputs, false),
            new ParameterDescriptor("fc.bias", [Outputs], new WeightPack(1, Outputs, 1, 1, 1), BiasOffset, Initialization.FanInUniform, Inputs, true),
        ],
        Floats);

    private readonly NetworkWeights _weights;

    private SoftmaxRegression(NetworkWeights weights) => _weights = weights;

    // Of the input, since there is no table of layers.
    private static OutputInfo[] Output => [new("output", -1, [Outputs])];

    public static int InputLength => Inputs;

    public static int OutputLength => Outputs;

    public static int ParameterCount => (Inputs * Outputs) + Inputs + Outputs;

    public static long MultiplyAdds => Inputs * Outputs;

    public static NetworkInfo Info { get; } = new(nameof(SoftmaxRegression), [Inputs], [], Output, new NetworkMemory(0, 0, 0));

    public ParameterCollection Parameters => _weights.Parameters;

    public int Threads { get; set; } = 1;

    /// <summary>The packed weights, padding included.</summary>
    public ReadOnlySpan<float> Packed => _weights.Memory.Span;

    /// <summary>Forks that were made, and those that were disposed of.</summary>
    public int[] Forks { get; private init; } = new int[2];

    /// <summary>The graph that was made last.</summary>
    public Graph? LastGraph { get; private set; }

    public static SoftmaxRegression Create(ulong seed)
    {
        SoftmaxRegression network = new(NetworkWeights.Create(Layout, seed));
        network.Parameters["scale"].Value = [1, 0.5f, 2, 1, 1];
        return network;
    }

    public static SoftmaxRegression Load(string path) => new(NetworkWeights.Load(Layout, path));

    public static SoftmaxRegression Load(Stream stream) => new(NetworkWeights.Load(Layout, stream));

    public static SoftmaxRegression Load(ReadOnlySpan<byte> safetensors) => new(NetworkWeights.Load(Layout, safetensors));

    public void Save(string path) => _weights.Save(path);

    public void Forward(ReadOnlySpan<float> input, Span<float> output)
    {
        int samples = SampleGuard.Count(input, Inputs, output, Outputs);
        for (int sample = 0; sample < samples; sample++)
        {
            Scores(_weights.Memory.Span, input.Slice(sample * Inputs, Inputs), output.Slice(sample * Outputs, Outputs));
        }
    }

    public SoftmaxRegression Fork()
    {
        Forks[0]++;
        return new SoftmaxRegression(_weights) { Forks = Forks };
    }

    /// <summary>What goes wrong with the gradients by weights and by the bias that follow them; nothing unless set.</summary>
    public Action<float[], float[]>? Fault { get; set; }

    public TrainingGraph CreateTrainingGraph(int batchSize) => LastGraph = new Graph(_weights, batchSize) { Fault = Fault };

    public void Dispose() => System.Threading.Interlocked.Increment(ref Forks[1]);

    private static void Scores(ReadOnlySpan<float> weights, ReadOnlySpan<float> x, Span<float> y)
    {
        for (int f = 0; f < Outputs; f++)
        {
            float sum = weights[BiasOffset + f];
            for (int c = 0; c < Inputs; c++)
            {
                sum += weights[(f * Inputs) + c] * (weights[ScaleOffset + c] * x[c]);
            }

            y[f] = sum;
        }
    }

    /// <summary>The graph, which also notes what the trainer sets.</summary>
    internal sealed class Graph : TrainingGraph
    {
        private readonly float[] _inputs;

        public Graph(NetworkWeights weights, int batchSize)
            : base(weights, batchSize, Inputs, Info, Inputs, weights.Memory.Length) => _inputs = new float[batchSize * Inputs];

        public Action<float[], float[]>? Fault { get; init; }

        /// <summary>The sum of the steps' numbers, and the last batch's size.</summary>
        public (long StepSum, int Samples) Seen { get; private set; }

        protected override void PrepareBackward() => Seen = (Seen.StepSum + Step, SampleCount);

        protected override void ForwardShard(int segment, int shard, ref float x, ref float y, OutputAddresses further, int first, int samples)
        {
            for (int sample = 0; sample < samples; sample++)
            {
                ReadOnlySpan<float> input = MemoryMarshal.CreateReadOnlySpan(ref Unsafe.Add(ref x, sample * Inputs), Inputs);
                input.CopyTo(_inputs.AsSpan((first + sample) * Inputs));
                Scores(PackedWeights, input, MemoryMarshal.CreateSpan(ref Unsafe.Add(ref y, sample * SoftmaxRegression.Outputs), SoftmaxRegression.Outputs));
            }
        }

        protected override void BackwardShard(int segment, int shard, ref float dy, ref float dx, OutputAddresses further, ref float gradients, int first, int samples)
        {
            Span<float> sums = MemoryMarshal.CreateSpan(ref gradients, Floats);
            for (int sample = 0; sample < samples; sample++)
            {
                for (int f = 0; f < SoftmaxRegression.Outputs; f++)
                {
                    float gradient = Unsafe.Add(ref dy, (sample * SoftmaxRegression.Outputs) + f);
                    sums[BiasOffset + f] += gradient;
                    for (int c = 0; c < Inputs; c++)
                    {
                        float x = _inputs[((first + sample) * Inputs) + c];
                        sums[(f * Inputs) + c] += gradient * (PackedWeights[ScaleOffset + c] * x);
                        sums[ScaleOffset + c] += gradient * (PackedWeights[(f * Inputs) + c] * x);
                    }
                }
            }

            Spoil(sums[..(SoftmaxRegression.Outputs * Inputs)], sums.Slice(BiasOffset, SoftmaxRegression.Outputs));
            WriteInputGradient(ref dy, ref dx, samples);
        }

        private void Spoil(Span<float> weights, Span<float> bias)
        {
            if (Fault is null)
            {
                return;
            }

            (float[] ofWeights, float[] ofBias) = (weights.ToArray(), bias.ToArray());
            Fault(ofWeights, ofBias);
            ofWeights.CopyTo(weights);
            ofBias.CopyTo(bias);
        }

        private void WriteInputGradient(ref float dy, ref float dx, int samples)
        {
            for (int i = 0; i < samples * Inputs && !Unsafe.IsNullRef(ref dx); i++)
            {
                (int sample, int c) = Math.DivRem(i, Inputs);
                float sum = 0;
                for (int f = 0; f < SoftmaxRegression.Outputs; f++)
                {
                    sum += Unsafe.Add(ref dy, (sample * SoftmaxRegression.Outputs) + f) * PackedWeights[(f * Inputs) + c] * PackedWeights[ScaleOffset + c];
                }

                Unsafe.Add(ref dx, i) = sum;
            }
        }
    }
}
