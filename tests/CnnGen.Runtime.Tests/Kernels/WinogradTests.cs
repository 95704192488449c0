using System;
using System.Linq;
using Xunit;

namespace CnnGen.Runtime.Tests.Kernels;

/// <summary>Transforms and products at the points against a 3x3 convolution's definition, on planes of every remainder.</summary>
public sealed class WinogradTests
{
    private const int Block = 16;
    private const int Points = 36;
    private const int Channels = 32;
    private const int Filters = 16;

    // The transforms' numbers are up to 100 times those of a direct sum, and cancel: Lavin and Gray 2016, section 4.3.
    private const double Tolerance = 5e-5;

    public static TheoryData<int, int, int> Planes()
    {
        TheoryData<int, int, int> data = [];
        foreach (int bits in new[] { 128, 256, 512 })
        {
            foreach ((int rows, int columns) in new[] { (4, 4), (4, 9), (5, 8), (6, 4), (7, 7), (8, 13), (11, 6), (14, 14) })
            {
                data.Add(rows, columns, bits);
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Planes))]
    public void AgreesWithTheDefinition(int rows, int columns, int bits) => At(bits, () =>
    {
        Problem problem = new(rows, columns);
        float[] y = problem.Compute(problem.TileRows, shares: 1, activates: false);
        foreach ((int filter, int row, int column) in problem.Outputs())
        {
            double expected = problem.Output(filter, row, column);
            Assert.InRange(y[problem.PlaceOf(filter, row, column)] - expected, -Tolerance, Tolerance);
        }
    });

    [Theory]
    [MemberData(nameof(Planes))]
    public void WritesNothingAroundThePlane(int rows, int columns, int bits) => At(bits, () =>
    {
        Problem problem = new(rows, columns);
        float[] y = problem.Compute(problem.TileRows, shares: 1, activates: false);
        foreach ((int filter, int row, int column) in problem.Outputs())
        {
            y[problem.PlaceOf(filter, row, column)] = Problem.Untouched;
        }

        Assert.All(y, static element => Assert.Equal(Problem.Untouched, element));
    });

    [Theory]
    [MemberData(nameof(Planes))]
    public void BitsDoNotDependOnThreadsNorOnRowsAtOnce(int rows, int columns, int bits) => At(bits, () =>
    {
        Problem problem = new(rows, columns);
        float[] together = problem.Compute(problem.TileRows, shares: 1, activates: true);
        Assert.Equal(together, problem.Compute(problem.TileRows, shares: 3, activates: true));
        Assert.Equal(together, problem.Compute(rowsAtOnce: 1, shares: 2, activates: true));
    });

    [Fact]
    public void ReLUCutsAtZeroAndKeepsNaN()
    {
        Problem problem = new(4, 4);
        float[] sums = problem.Compute(1, shares: 1, activates: false);
        float[] rectified = problem.Compute(1, shares: 1, activates: true);
        Assert.All(problem.Outputs(), output => Assert.Equal(Math.Max(0, sums[problem.PlaceOf(output.Filter, output.Row, output.Column)]), rectified[problem.PlaceOf(output.Filter, output.Row, output.Column)]));
        Assert.Contains(rectified, static element => element == 0);

        problem.Input[problem.InputLayout.Origin] = float.NaN;
        Assert.Contains(problem.Compute(1, shares: 1, activates: true), float.IsNaN);
    }

    private static void At(int bits, Action test)
    {
        int before = Simd.VectorBits;
        Simd.VectorBits = bits;
        try
        {
            test();
        }
        finally
        {
            Simd.VectorBits = before;
        }
    }

    /// <summary>A convolution with padding of 1 above and on the left, 1 below and on the right.</summary>
    private sealed class Problem
    {
        public const float Untouched = 12345;

        private readonly int _rows;
        private readonly int _columns;
        private readonly WeightPack _pack = new(1, Filters, Channels, 9, Filters);
        private readonly WeightPack _atPoints = new(Points, Filters, Channels, 1, Filters);
        private readonly float[] _weights;
        private readonly float[] _bias;
        private readonly TensorLayout _outputLayout;

        public Problem(int rows, int columns)
        {
            (_rows, _columns) = (rows, columns);
            Random random = new(rows + (100 * columns));
            _weights = Random(_pack.PackedLength);
            _bias = Random(Filters);
            InputLayout = Bordered(Channels, rows, columns, 1);
            _outputLayout = Bordered(Filters, rows, columns, 2);
            Input = new float[Channels / Block * InputLayout.PlaneStride];
            for (int channel = 0; channel < Channels; channel++)
            {
                for (int row = 0; row < rows; row++)
                {
                    for (int column = 0; column < columns; column++)
                    {
                        Input[Place(InputLayout, channel, row, column)] = (2 * random.NextSingle()) - 1;
                    }
                }
            }

            float[] Random(int length) => [.. Enumerable.Range(0, length).Select(_ => ((2 * random.NextSingle()) - 1) / 8)];
        }

        public float[] Input { get; }

        public TensorLayout InputLayout { get; }

        public int TileRows => (_rows + 3) / 4;

        private int TileColumns => (_columns + 3) / 4;

        public (int Filter, int Row, int Column)[] Outputs() =>
            [.. from filter in Enumerable.Range(0, Filters) from row in Enumerable.Range(0, _rows) from column in Enumerable.Range(0, _columns) select (filter, row, column)];

        public int PlaceOf(int filter, int row, int column) => Place(_outputLayout, filter, row, column);

        public double Output(int filter, int row, int column)
        {
            double sum = _bias[filter];
            for (int channel = 0; channel < Channels; channel++)
            {
                for (int tap = 0; tap < 9; tap++)
                {
                    sum += (double)_weights[_pack.Offset(0, filter, channel, tap)] * Input[Place(InputLayout, channel, row + (tap / 3) - 1, column + (tap % 3) - 1)];
                }
            }

            return sum;
        }

        public float[] Compute(int rowsAtOnce, int shares, bool activates)
        {
            float[] derived = new float[_atPoints.PackedLength];
            WinogradPack.UpdateAll([new WinogradPack(_pack, 0, _atPoints, 0, IsOfDerived: false)], ref _weights[0], ref derived[0]);
            float[] y = new float[Filters / Block * _outputLayout.PlaneStride];
            Array.Fill(y, Untouched);
            for (int first = 0; first < TileRows; first += rowsAtOnce)
            {
                int count = Math.Min(rowsAtOnce, TileRows - first);

                // A column more than there are tiles.
                int plane = ((count * TileColumns) + 1) * Block;
                float[] v = new float[Points * Channels / Block * plane];
                float[] m = new float[Points * Filters / Block * plane];
                for (int share = 0; share < shares; share++)
                {
                    Winograd.TransformInput(ref Input[0], InputLayout, -1, -1, _rows, _columns, first, count, ref v[0], plane, share, shares);
                }

                Multiply(derived, v, m, plane, count * TileColumns);
                for (int share = 0; share < shares; share++)
                {
                    Winograd.TransformOutput(ref m[0], plane, ref _bias[0], activates, first, count, ref y[0], _outputLayout, share, shares);
                }
            }

            return y;
        }

        private void Multiply(float[] weights, float[] v, float[] m, int plane, int tiles)
        {
            for (int point = 0; point < Points; point++)
            {
                for (int filter = 0; filter < Filters; filter++)
                {
                    for (int tile = 0; tile < tiles; tile++)
                    {
                        float sum = 0;
                        for (int channel = 0; channel < Channels; channel++)
                        {
                            sum += weights[_atPoints.Offset(point, filter, channel, 0)] * v[AtPoint(point, Channels, channel, tile)];
                        }

                        m[AtPoint(point, Filters, filter, tile)] = sum;
                    }
                }
            }

            int AtPoint(int point, int channels, int channel, int tile) =>
                (((point * channels / Block) + (channel / Block)) * plane) + (tile * Block) + (channel % Block);
        }

        private static TensorLayout Bordered(int channels, int rows, int columns, int border)
        {
            int rowStride = (columns + (2 * border)) * Block;
            int plane = (rows + (2 * border)) * rowStride;
            return new TensorLayout(channels, channels, 1, rows, columns, plane, plane, rowStride, Block, border * (rowStride + Block));
        }

        private static int Place(in TensorLayout layout, int channel, int row, int column) =>
            layout.Origin + (channel / Block * layout.PlaneStride) + (row * layout.RowStride) + (column * Block) + (channel % Block);
    }
}
