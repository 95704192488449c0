using System;
using CnnGen.PyTorch.Pickles;

namespace CnnGen.PyTorch.Tensors;

/// <summary>Checks what a pickle says of a tensor, before anything is read of it.</summary>
internal static class TensorCheck
{
    /// <summary>The number of a tensor's elements.</summary>
    public static long ElementsOf(PickleTensor tensor)
    {
        long elements = 1;
        foreach (long size in tensor.Shape)
        {
            if (size is < 0 or > int.MaxValue)
            {
                throw new CheckpointException($"an axis has {size} elements; the file is damaged");
            }

            // Beyond what any file has, and no number overflows.
            elements = elements > long.MaxValue / Math.Max(size, 1) ? throw new CheckpointException("its sizes overflow; the file is damaged") : elements * size;
        }

        return elements;
    }

    /// <summary>Checks that a tensor's elements lie in its storage.</summary>
    /// <param name="tensor">The tensor.</param>
    /// <param name="bytes">The bytes that are there.</param>
    public static void CheckBounds(PickleTensor tensor, long bytes)
    {
        PickleStorage storage = tensor.Storage;
        if ((Int128)storage.Length * (storage.Type?.Bytes ?? 1) != bytes)
        {
            throw new CheckpointException($"its storage '{storage.Key}' should have {storage.Length} {(storage.Type is null ? "bytes" : "elements")}, and there are {bytes} bytes; the file is damaged");
        }

        if (ElementsOf(tensor) == 0)
        {
            return;
        }

        Int128 last = tensor.Offset;
        for (int axis = 0; axis < tensor.Shape.Length; axis++)
        {
            if (tensor.Strides[axis] < 0)
            {
                throw new CheckpointException($"its elements lie {tensor.Strides[axis]} apart; the file is damaged");
            }

            last += (Int128)(tensor.Shape[axis] - 1) * tensor.Strides[axis];
        }

        if (tensor.Offset < 0 || last >= bytes / tensor.Type.Bytes)
        {
            throw new CheckpointException($"its elements reach to {last}, outside of its storage of {bytes / tensor.Type.Bytes}; the file is damaged");
        }
    }
}
