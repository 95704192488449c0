using System.Collections.Generic;

namespace CnnGen.PyTorch.Pickles;

// What a pickle's instructions make, beside null, bool, long, double, string and byte[].

/// <summary>A dictionary of Python, in the order in which it was filled. A key may be there twice: the later one counts.</summary>
internal sealed class PickleDict
{
    public List<KeyValuePair<object?, object?>> Items { get; } = [];
}

/// <summary>A list of Python.</summary>
internal sealed class PickleList
{
    public List<object?> Items { get; } = [];
}

/// <summary>A tuple of Python, <c>torch.Size</c> included.</summary>
internal sealed record PickleTuple(object?[] Items);

/// <summary>A name of Python, one that is known: nothing of it is ever run.</summary>
internal sealed record PickleGlobal(string Name);

/// <summary>Something that no tensor needs: a type, a device, an array of NumPy.</summary>
internal sealed class PickleOther
{
    public static readonly PickleOther Instance = new();

    private PickleOther()
    {
    }
}

/// <summary>An array of plain bytes, which tensors are views of.</summary>
/// <param name="Type">The elements' type; null where those who see it say it.</param>
/// <param name="Key">The file's name in the archive.</param>
/// <param name="Length">Elements; bytes where there is no type.</param>
internal sealed record PickleStorage(ElementType? Type, string Key, long Length);

/// <summary>A tensor: what it sees of a storage.</summary>
/// <param name="Storage">The storage.</param>
/// <param name="Type">The elements' type.</param>
/// <param name="Offset">The first element.</param>
/// <param name="Shape">Its sizes.</param>
/// <param name="Strides">Elements from one to the next on each axis.</param>
internal sealed record PickleTensor(PickleStorage Storage, ElementType Type, long Offset, long[] Shape, long[] Strides);
