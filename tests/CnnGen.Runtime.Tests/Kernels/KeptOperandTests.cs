using System;
using System.Linq;
using Xunit;

namespace CnnGen.Runtime.Tests.Kernels;

/// <summary>Activations that are computed with what they take, which is kept beside them: the same bits as one after the other, and nothing else is written.</summary>
public sealed class KeptOperandTests
{
    private const int Block = 16;
    private const float Untouched = 77;

    private static readonly int[] AllWidths = [128, 256, 512];

    public static TheoryData<int> Widths { get; } = new(AllWidths);

    [Theory]
    [MemberData(nameof(Widths))]
    public void Sum_IsKeptBesideItsActivation(int bits)
    {
        using WidthScope scope = new(bits);
        foreach (int length in new[] { 1, 3, 4, 15, 16, 37, 64 })
        {
            (float[] x1, float[] x2) = (Random(length, 1), Random(length, 2));
            (float[] sums, float[] values) = (Filled(length + 1), Filled(length + 1));
            Activations.Add(default(SiLU), ref x1[0], ref x2[0], ref sums[0], ref values[0], length);
            float[] expectedSums = Filled(length + 1);
            float[] expectedValues = Filled(length + 1);
            Activations.Add(ref x1[0], ref x2[0], ref expectedSums[0], length);
            Activations.Apply(default(SiLU), ref expectedSums[0], ref expectedValues[0], length);
            Assert.Equal(expectedSums, sums);
            Assert.Equal(expectedValues, values);

            // The sums may take an operand's place.
            Activations.Add(default(SiLU), ref x1[0], ref x2[0], ref x1[0], ref values[0], length);
            Assert.Equal(expectedSums[..length], x1);
            Assert.Equal(expectedValues, values);
        }
    }

    [Theory]
    [MemberData(nameof(Widths))]
    public void Blocks_AreActivatedAlone(int bits)
    {
        using WidthScope scope = new(bits);
        const int Step = 3 * Block;
        const int Blocks = 4;
        float[] x = Random(Blocks * Step, 3);
        float[] y = Filled(Blocks * Step);
        Activations.ApplyToBlocks(default(Tanh), ref x[0], ref y[0], Blocks, Step);
        float[] expected = Filled(Blocks * Step);
        for (int block = 0; block < Blocks; block++)
        {
            Activations.Apply(default(Tanh), ref x[block * Step], ref expected[block * Step], Block);
        }

        Assert.Equal(expected, y);
        Activations.ApplyToBlocks(default(Tanh), ref x[0], ref x[0], Blocks, Step);
        Assert.All(Enumerable.Range(0, Blocks), block => Assert.Equal(expected.AsSpan(block * Step, Block), x.AsSpan(block * Step, Block)));
    }

    /// <summary>Outputs side by side, and in a border that keeps sixteen of them from the next.</summary>
    [Theory]
    [InlineData(Block, Block)]
    [InlineData(Block, 3 * Block)]
    [InlineData(2 * Block, Block)]
    public void Product_IsKeptBesideItsActivation(int sumsPlane, int plane)
    {
        foreach (int bits in AllWidths)
        {
            using WidthScope scope = new(bits);
            Matrix matrix = new(sumsPlane, plane);
            matrix.Multiply(static (Matrix matrix, ref float sums, ref float y, int share) => Product.Multiply(
                default(SiLU), ref matrix.X[0], Matrix.Volume, ref matrix.W[0], ref matrix.B[0], ref sums, Matrix.Filters, matrix.SumsPlane, ref y, matrix.Plane, Matrix.Samples, Matrix.Stride, share, Matrix.Shares));
            matrix.AssertOutputs(static (sum, _) =>
            {
                float value = 0;
                Activations.Apply(default(SiLU), ref sum, ref value, 1);
                return value;
            });
            foreach (bool isOneSlope in new[] { true, false })
            {
                matrix.Multiply((Matrix matrix, ref float sums, ref float y, int share) => Product.MultiplyBySlopes(
                    ref matrix.X[0], Matrix.Volume, ref matrix.W[0], ref matrix.B[0], ref sums, Matrix.Filters, matrix.SumsPlane, ref y, matrix.Plane, ref matrix.Slopes[0], isOneSlope, Matrix.Samples, Matrix.Stride, share, Matrix.Shares));
                matrix.AssertOutputs((sum, filter) => sum > 0 ? sum : sum * matrix.Slopes[isOneSlope ? 0 : filter]);
            }
        }
    }

    private static float[] Random(int length, int seed)
    {
        Random random = new(seed);
        return [.. Enumerable.Range(0, length).Select(_ => (4 * random.NextSingle()) - 2)];
    }

    private static float[] Filled(int length)
    {
        float[] values = new float[length];
        Array.Fill(values, Untouched);
        return values;
    }

    private delegate void Call(Matrix matrix, ref float sums, ref float y, int share);

    /// <summary>Sets the vectors' width, and what it was at the end.</summary>
    private sealed class WidthScope : IDisposable
    {
        private readonly int _before = Simd.VectorBits;

        public WidthScope(int bits) => Simd.VectorBits = bits;

        public void Dispose() => Simd.VectorBits = _before;
    }

    /// <summary>A matrix, what it is multiplied by, and where the products and their activations go.</summary>
    private sealed class Matrix(int sumsPlane, int plane)
    {
        public const int Filters = 40;
        public const int Samples = 7;
        public const int Stride = 640;
        public const int Shares = 3;

        private const int Inputs = 21;
        private const int Tiles = (Filters + Block - 1) / Block;

        public static readonly TensorLayout Volume = new(Inputs, Inputs, 1, 1, 1, Block, Block, Block, Block, 0);

        private float[] _sums = [];
        private float[] _values = [];

        public int SumsPlane => sumsPlane;

        public int Plane => plane;

        public float[] X { get; } = Random(Samples * Stride, 4);

        public float[] W { get; } = Random(Tiles * Block * 2 * Block, 5);

        public float[] B { get; } = Random(Tiles * Block, 6);

        public float[] Slopes { get; } = Random(Tiles * Block, 7);

        /// <summary>Computes all shares, as threads would.</summary>
        public void Multiply(Call call)
        {
            (_sums, _values) = (Filled(Samples * Stride), Filled(Samples * Stride));
            for (int share = 0; share < Shares; share++)
            {
                call(this, ref _sums[0], ref _values[0], share);
            }
        }

        /// <summary>The sums are the product's, and the values follow from them; the lanes behind the last filter are theirs too, all else is untouched.</summary>
        public void AssertOutputs(Func<float, int, float> activation)
        {
            float[] sums = Filled(Samples * Stride);
            Product.Multiply(ref X[0], Volume, ref W[0], ref B[0], ref sums[0], Filters, sumsPlane, rectifies: false, Samples, Stride, 0, 1);
            Assert.Equal(sums, _sums);
            float[] values = Filled(Samples * Stride);
            for (int sample = 0; sample < Samples; sample++)
            {
                for (int output = 0; output < Tiles * Block; output++)
                {
                    int place = (sample * Stride) + (output % Block);
                    values[place + (output / Block * plane)] = activation(sums[place + (output / Block * sumsPlane)], output);
                }
            }

            Assert.Equal(values, _values);
        }
    }
}
