using System;
using System.Runtime.CompilerServices;
using Xunit;

namespace CnnGen.Runtime.Tests.Kernels;

/// <summary>Products against their definition, for every way in which a volume can lie and every number of samples that is cut up differently.</summary>
public sealed class ProductTests
{
    private const int Block = 16;
    private const int Margin = 64;

    private static readonly (string Name, TensorLayout Layout)[] Volumes =
    [
        ("a vector", new(37, 37, 1, 1, 1, 16, 16, 16, 16, 0)),
        ("whole blocks", new(32, 32, 1, 3, 2, 96, 96, 32, 16, 0)),
        ("a block with a rest", new(21, 21, 1, 3, 4, 192, 192, 64, 16, 0)),
        ("a border", new(21, 21, 1, 3, 4, 480, 480, 96, 16, 112)),
        ("slices in a border", new(17, 17, 2, 2, 3, 1280, 320, 80, 16, 416)),
        ("one plane", new(1, 1, 1, 5, 4, 64, 20, 4, 1, 0)),
        ("planes with a border", new(3, 3, 1, 5, 4, 96, 42, 6, 1, 7)),
    ];

    public static TheoryData<int, int> Cases()
    {
        TheoryData<int, int> data = [];
        for (int volume = 0; volume < Volumes.Length; volume++)
        {
            foreach (int bits in new[] { 128, 256, 512 })
            {
                data.Add(volume, bits);
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void AgreesWithTheDefinition(int volume, int bits)
    {
        int before = Simd.VectorBits;
        Simd.VectorBits = bits;
        try
        {
            foreach (int filters in new[] { 1, 40 })
            {
                foreach (int samples in new[] { 0, 1, 3, 4, 6, 13, 16 })
                {
                    Check(Volumes[volume].Layout, filters, samples);
                }
            }
        }
        finally
        {
            Simd.VectorBits = before;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Outputs_DoNotDependOnTheSamplesBesideThem(int volume, int bits)
    {
        int before = Simd.VectorBits;
        Simd.VectorBits = bits;
        try
        {
            Problem together = new(Volumes[volume].Layout, 40, 13);
            Problem alone = new(Volumes[volume].Layout, 40, 13);
            together.Multiply(0, 13, rectifies: false);
            for (int sample = 0; sample < 13; sample++)
            {
                alone.Multiply(sample, 1, rectifies: false);
            }

            Assert.Equal(together.Y, alone.Y);
        }
        finally
        {
            Simd.VectorBits = before;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void WeightsBehindTheLastFilter_HaveNoGradient_WhateverTheInput(int volume, int bits)
    {
        int before = Simd.VectorBits;
        Simd.VectorBits = bits;
        try
        {
            Problem problem = new(Volumes[volume].Layout, 40, 5);
            Array.Fill(problem.X, float.NaN);
            problem.WeightGradient();
            int filters = 0;
            foreach (float gradient in problem.WeightGradients)
            {
                filters += float.IsNaN(gradient) ? 1 : 0;
                Assert.True(float.IsNaN(gradient) || gradient == 0);
            }

            Assert.Equal(40 * Volumes[volume].Layout.Elements, filters);
        }
        finally
        {
            Simd.VectorBits = before;
        }
    }

    private static void Check(TensorLayout layout, int filters, int samples)
    {
        Problem problem = new(layout, filters, samples);
        problem.Multiply(0, samples, rectifies: true);
        problem.InputGradient();
        problem.WeightGradient();
        for (int sample = 0; sample < samples; sample++)
        {
            for (int filter = 0; filter < filters; filter++)
            {
                double sum = problem.B[filter];
                for (int element = 0; element < layout.Elements; element++)
                {
                    sum += (double)problem.W[problem.WeightAt(filter, element)] * problem.X[problem.At(sample, element)];
                }

                Assert.Equal(Math.Max(sum, 0), problem.Y[problem.OutputAt(sample, filter)], 1e-4);
            }
        }

        for (int sample = 0; sample < samples; sample++)
        {
            for (int element = 0; element < layout.Elements; element++)
            {
                double sum = 0;
                for (int filter = 0; filter < filters; filter++)
                {
                    sum += (double)problem.W[problem.WeightAt(filter, element)] * problem.Gradient[problem.OutputAt(sample, filter)];
                }

                Assert.Equal(sum, problem.InputGradients[problem.At(sample, element)], 1e-4);
                problem.InputGradients[problem.At(sample, element)] = Problem.Untouched;
            }
        }

        Assert.False(problem.InputGradients.AsSpan().ContainsAnyExcept(Problem.Untouched), "wrote beside the volume");
        for (int filter = 0; filter < filters; filter++)
        {
            for (int element = 0; element < layout.Elements; element++)
            {
                double sum = 0;
                for (int sample = 0; sample < samples; sample++)
                {
                    sum += (double)problem.X[problem.At(sample, element)] * problem.Gradient[problem.OutputAt(sample, filter)];
                }

                Assert.Equal(sum, problem.WeightGradients[problem.WeightAt(filter, element)], 1e-4);
            }
        }
    }

    /// <summary>A matrix, the volumes of some samples, and what is computed from them.</summary>
    private sealed class Problem
    {
        public const float Untouched = -77;

        private readonly TensorLayout _layout;
        private readonly int _filters;
        private readonly int _samples;
        private readonly int _stride;
        private readonly WeightPack _pack;

        public Problem(TensorLayout layout, int filters, int samples)
        {
            (_layout, _filters, _samples) = (layout, filters, samples);
            int outputs = (filters + Block - 1) / Block * Block;
            _stride = ((layout.IsPlanar ? layout.Channels : (layout.Channels + Block - 1) / Block) * layout.PlaneStride) + outputs + Margin;
            _pack = new WeightPack(1, filters, layout.Channels, layout.Depth * layout.Height * layout.Width, Block);
            Random random = new(layout.GetHashCode() ^ filters);
            X = Random(random, (samples + 1) * _stride);
            W = new float[_pack.PackedLength];
            B = new float[outputs];
            Gradient = new float[(samples + 1) * _stride];
            for (int filter = 0; filter < filters; filter++)
            {
                B[filter] = random.NextSingle() - 0.5f;
                for (int element = 0; element < layout.Elements; element++)
                {
                    W[WeightAt(filter, element)] = random.NextSingle() - 0.5f;
                }

                for (int sample = 0; sample < samples; sample++)
                {
                    Gradient[OutputAt(sample, filter)] = random.NextSingle() - 0.5f;
                }
            }

            Y = new float[(samples + 1) * _stride];
            InputGradients = new float[(samples + 1) * _stride];
            Array.Fill(InputGradients, Untouched);
            WeightGradients = Random(random, _pack.PackedLength);
        }

        public float[] X { get; }

        public float[] W { get; }

        public float[] B { get; }

        public float[] Y { get; }

        public float[] Gradient { get; }

        public float[] InputGradients { get; }

        public float[] WeightGradients { get; }

        /// <summary>Where an element of a sample's volume lies, counted by channel, slice, row and column.</summary>
        public int At(int sample, int element)
        {
            int pixels = _layout.Depth * _layout.Height * _layout.Width;
            (int channel, int pixel) = (element / pixels, element % pixels);
            return (sample * _stride) + _layout.ChannelOffset(channel) + _layout.RowOffset(pixel / _layout.Width) + (pixel % _layout.Width * _layout.ColumnStride);
        }

        public int OutputAt(int sample, int filter) => (sample * _stride) + filter;

        public int WeightAt(int filter, int element)
        {
            int pixels = _layout.Depth * _layout.Height * _layout.Width;
            return _pack.Offset(0, filter, element / pixels, element % pixels);
        }

        public void Multiply(int first, int samples, bool rectifies)
        {
            // In shares, as threads have them.
            for (int share = 0; share < 3; share++)
            {
                Product.Multiply(
                    ref Unsafe.Add(ref X[0], first * _stride), _layout, ref W[0], ref B[0], ref Unsafe.Add(ref Y[0], first * _stride), _filters, Block, rectifies, samples, _stride, share, 3);
            }
        }

        public void InputGradient() =>
            Product.InputGradient(ref Gradient[0], _filters, Block, ref W[0], ref InputGradients[0], _layout, _samples, _stride);

        public void WeightGradient()
        {
            for (int part = 0; part < 16; part++)
            {
                Product.WeightGradient(ref X[0], _layout, ref Gradient[0], _filters, Block, ref WeightGradients[0], _samples, _stride, part, 16);
            }
        }

        private static float[] Random(Random random, int length)
        {
            float[] values = new float[length];
            for (int index = 0; index < length; index++)
            {
                values[index] = random.NextSingle() - 0.5f;
            }

            return values;
        }
    }
}
