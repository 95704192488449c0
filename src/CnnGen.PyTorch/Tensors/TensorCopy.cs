using System;
using System.Buffers.Binary;
using System.IO;
using CnnGen.PyTorch.Pickles;

namespace CnnGen.PyTorch.Tensors;

/// <summary>Writes a tensor's elements in the order of its axes, the last fastest, whatever their order in the storage.</summary>
internal sealed class TensorCopy
{
    private const int PieceBytes = 1 << 16;

    private readonly PickleTensor _tensor;
    private readonly byte[] _storage;
    private readonly bool _isReversed;
    private readonly byte[] _piece = new byte[PieceBytes];
    private int _filled;

    private TensorCopy(PickleTensor tensor, byte[] storage, bool isReversed)
    {
        _tensor = tensor;
        _storage = storage;
        _isReversed = isReversed;
    }

    /// <summary>Writes the elements as <see cref="ElementType.Written"/>, the lowest byte first.</summary>
    /// <param name="tensor">A tensor that was checked.</param>
    /// <param name="storage">Its storage's bytes.</param>
    /// <param name="isBigEndian">Whether they have the highest byte first.</param>
    /// <param name="stream">Where to.</param>
    public static void Write(PickleTensor tensor, byte[] storage, bool isBigEndian, Stream stream) => new TensorCopy(tensor, storage, isBigEndian).Write(stream);

    private void Write(Stream stream)
    {
        if (IsAsWritten())
        {
            long bytes = TensorCheck.ElementsOf(_tensor) * _tensor.Type.Bytes;
            stream.Write(_storage, bytes == 0 ? 0 : (int)(_tensor.Offset * _tensor.Type.Bytes), (int)bytes);
            return;
        }

        long[] places = new long[_tensor.Shape.Length];
        long element = _tensor.Offset;
        for (long left = TensorCheck.ElementsOf(_tensor); left > 0; left--)
        {
            if (_filled + _tensor.Type.WrittenBytes > PieceBytes)
            {
                Flush(stream);
            }

            Add(element);
            element += Step(places);
        }

        Flush(stream);
    }

    /// <summary>Whether the storage has the elements as they are written, one behind the other.</summary>
    private bool IsAsWritten()
    {
        long step = 1;
        bool isInOrder = true;
        for (int axis = _tensor.Shape.Length - 1; axis >= 0; axis--)
        {
            isInOrder &= _tensor.Shape[axis] == 1 || _tensor.Strides[axis] == step;
            step *= _tensor.Shape[axis];
        }

        return (isInOrder || step == 0) && !_isReversed && _tensor.Type.ToSingle is null;
    }

    /// <summary>Goes to the next place.</summary>
    /// <returns>How far it is from the last in the storage.</returns>
    private long Step(long[] places)
    {
        long step = 0;
        for (int axis = places.Length - 1; axis >= 0; axis--)
        {
            step += _tensor.Strides[axis];
            if (++places[axis] < _tensor.Shape[axis])
            {
                return step;
            }

            step -= _tensor.Strides[axis] * places[axis];
            places[axis] = 0;
        }

        return step;
    }

    private void Add(long element)
    {
        ElementType type = _tensor.Type;
        Span<byte> bytes = stackalloc byte[type.Bytes];
        _storage.AsSpan((int)(element * type.Bytes), type.Bytes).CopyTo(bytes);
        if (_isReversed)
        {
            bytes.Reverse();
        }

        Span<byte> written = _piece.AsSpan(_filled, type.WrittenBytes);
        if (type.ToSingle is { } convert)
        {
            // Conversions take this machine's order.
            if (!BitConverter.IsLittleEndian)
            {
                bytes.Reverse();
            }

            BinaryPrimitives.WriteSingleLittleEndian(written, convert(bytes));
        }
        else
        {
            bytes.CopyTo(written);
        }

        _filled += type.WrittenBytes;
    }

    private void Flush(Stream stream)
    {
        stream.Write(_piece, 0, _filled);
        _filled = 0;
    }
}
