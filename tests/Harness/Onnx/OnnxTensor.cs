using System;
using System.Linq;
using System.Runtime.InteropServices;

namespace CnnGen.Tests.Onnx;

/// <summary>A recorded tensor, whatever its element type, as numbers in row-major order.</summary>
internal sealed class OnnxTensor
{
    private const double SinglePrecision = 1.0 / (1 << 23);
    private const double HalfPrecision = 1.0 / (1 << 10);

    private readonly double[] _numbers;

    private OnnxTensor(int[] shape, double[] numbers, double precision) => (Shape, _numbers, Precision) = (shape, numbers, precision);

    public int[] Shape { get; }

    public int Length => _numbers.Length;

    /// <summary>
    /// The distance of the type's numbers around 1, of float64 that of float32, which networks compute with; zero of integers, which they
    /// compute exactly or not at all.
    /// </summary>
    public double Precision { get; }

    /// <summary>Whether float32 holds every element exactly, so that a network is given what was recorded.</summary>
    public bool FitsFloat32 => _numbers.All(number => (float)number == number);

    public float[] Values => Array.ConvertAll(_numbers, number => (float)number);

    public int[] Integers => Array.ConvertAll(_numbers, number => checked((int)number));

    /// <summary>The one element of a tensor that has one.</summary>
    public double Number => _numbers.Single();

    public static OnnxTensor Read(TensorProto tensor)
    {
        ReadOnlySpan<byte> data = tensor.RawData.Span;
        int[] shape = tensor.Dims.Select(size => (int)size).ToArray();
        return tensor.DataType switch
        {
            TensorProto.Types.DataType.Float when data.IsEmpty => new(shape, tensor.FloatData.Select(value => (double)value).ToArray(), SinglePrecision),
            TensorProto.Types.DataType.Float => new(shape, Convert<float>(data, value => value), SinglePrecision),
            TensorProto.Types.DataType.Double => new(shape, Convert<double>(data, value => value), SinglePrecision),
            TensorProto.Types.DataType.Float16 => new(shape, Convert<Half>(data, value => (double)value), HalfPrecision),
            TensorProto.Types.DataType.Uint8 => new(shape, Convert<byte>(data, value => value), 0),
            TensorProto.Types.DataType.Int8 => new(shape, Convert<sbyte>(data, value => value), 0),
            TensorProto.Types.DataType.Uint16 => new(shape, Convert<ushort>(data, value => value), 0),
            TensorProto.Types.DataType.Int16 => new(shape, Convert<short>(data, value => value), 0),
            TensorProto.Types.DataType.Int32 => new(shape, Convert<int>(data, value => value), 0),
            TensorProto.Types.DataType.Int64 => new(shape, Convert<long>(data, value => value), 0),
            TensorProto.Types.DataType.Uint32 => new(shape, Convert<uint>(data, value => value), 0),
            TensorProto.Types.DataType.Uint64 => new(shape, Convert<ulong>(data, value => value), 0),
            TensorProto.Types.DataType.Bool => new(shape, Convert<byte>(data, value => value), 0),
            _ => throw new NotSupportedException($"tensors of {tensor.DataType} are in none of the cases"),
        };
    }

    /// <summary>The same elements in another shape.</summary>
    public OnnxTensor Reshaped(params int[] shape) => new(shape, _numbers, Precision);

    /// <summary>A matrix with its rows as columns.</summary>
    public OnnxTensor Transposed()
    {
        (int rows, int columns) = (Shape[0], Shape[1]);
        double[] numbers = Enumerable.Range(0, Length).Select(i => _numbers[(i % rows * columns) + (i / rows)]).ToArray();
        return new([columns, rows], numbers, Precision);
    }

    private static double[] Convert<T>(ReadOnlySpan<byte> data, Converter<T, double> convert)
        where T : struct => Array.ConvertAll(MemoryMarshal.Cast<byte, T>(data).ToArray(), convert);
}
