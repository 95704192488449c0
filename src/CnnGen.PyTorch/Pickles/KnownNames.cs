using System;
using System.Collections.Generic;
using System.Linq;

namespace CnnGen.PyTorch.Pickles;

/// <summary>The names of Python that a checkpoint may use, and what a call of each makes. There is no other call, and none of them runs anything.</summary>
internal static class KnownNames
{
    private const int MostAxes = 64;

    private static readonly string[] Tensors = ["torch.nn.parameter.Parameter", "torch.Tensor", "torch._tensor.Tensor", "torch.nn.parameter.Buffer"];

    // What optimizers, schedulers and training scripts leave beside the tensors.
    private static readonly string[] Others =
    [
        "argparse.Namespace", "types.SimpleNamespace", "collections.Counter", "builtins.int", "builtins.float", "builtins.str", "builtins.list", "builtins.dict", "builtins.tuple",
        "builtins.set", "builtins.frozenset", "builtins.complex", "builtins.bytearray", "builtins.slice", "builtins.range", "_codecs.encode",
        "torch.device", "torch.serialization._get_layout", "pathlib.PosixPath", "pathlib.WindowsPath", "pathlib.Path",
        "numpy.dtype", "numpy.ndarray", "numpy.core.multiarray.scalar", "numpy._core.multiarray.scalar", "numpy.core.multiarray._reconstruct", "numpy._core.multiarray._reconstruct",
    ];

    private static readonly Dictionary<string, Func<object?[], object?>> Calls = new(StringComparer.Ordinal)
    {
        ["collections.OrderedDict"] = static arguments => arguments is [] ? new PickleDict() : DictOf(arguments),
        ["collections.defaultdict"] = static _ => new PickleDict(),
        ["torch.Size"] = static arguments => arguments is [PickleTuple or PickleList] ? arguments[0] : throw Misused("torch.Size"),
        ["torch._utils._rebuild_tensor"] = static arguments => Tensor(arguments, typeAt: null),
        ["torch._utils._rebuild_tensor_v2"] = static arguments => Tensor(arguments, typeAt: null),
        ["torch._utils._rebuild_tensor_v3"] = static arguments => Tensor(arguments, typeAt: 6),
        ["torch._utils._rebuild_parameter"] = Parameter,
        ["torch._utils._rebuild_parameter_with_state"] = Parameter,
        ["torch._tensor._rebuild_from_type_v2"] = Subclass,
    };

    /// <summary>A name.</summary>
    /// <exception cref="CheckpointException">It is none of those.</exception>
    public static PickleGlobal Find(string module, string name)
    {
        string full = $"{(module == "__builtin__" ? "builtins" : module)}.{name}";
        return Calls.ContainsKey(full) || Others.Contains(full) || Tensors.Contains(full) || IsType(full) || IsStorage(full)
            ? new PickleGlobal(full)
            : throw new CheckpointException(
                $"the checkpoint uses '{full}' of Python, which is not read: nothing of a checkpoint is run; in Python, torch.save(model.state_dict(), new_path) writes the tensors alone");
    }

    /// <summary>What a call of a name makes.</summary>
    public static object? Call(PickleGlobal function, object?[] arguments) =>
        Calls.TryGetValue(function.Name, out Func<object?[], object?>? call) ? call(arguments) : PickleOther.Instance;

    /// <summary>The storage that the archive keeps under a key.</summary>
    /// <param name="reference">What the pickle says of it: 'storage', its type, its key, its device and its length.</param>
    public static PickleStorage Storage(object? reference) => reference is PickleTuple { Items: ["storage", PickleGlobal type, string key, _, long length, ..] } && IsStorage(type.Name)
        ? new PickleStorage(ElementType.OfStorage(LastOf(type.Name)), key, length)
        : throw Misused("a storage");

    private static bool IsStorage(string name) => name is "torch.storage.UntypedStorage" or "torch.storage._UntypedStorage"
        || (name.StartsWith("torch.", StringComparison.Ordinal) && ElementType.OfStorage(LastOf(name)) is not null);

    private static bool IsType(string name) => name.StartsWith("torch.", StringComparison.Ordinal)
        && (ElementType.OfName(LastOf(name)) is not null || LastOf(name) is "uint16" or "uint32" or "uint64" or "float8_e4m3fn" or "float8_e5m2" or "qint8" or "quint8" or "qint32");

    private static string LastOf(string name) => name[(name.LastIndexOf('.') + 1)..];

    private static PickleDict DictOf(object?[] arguments)
    {
        PickleDict dict = new();
        foreach (object? pair in arguments is [PickleList pairs] ? pairs.Items : throw Misused("collections.OrderedDict"))
        {
            object?[] items = pair is PickleTuple tuple ? tuple.Items : pair is PickleList list ? [.. list.Items.Take(3)] : [];
            dict.Items.Add(items is [object key, var value] ? new(key, value) : throw Misused("collections.OrderedDict"));
        }

        return dict;
    }

    private static object? Parameter(object?[] arguments) => arguments is [PickleTensor tensor, ..] ? tensor : throw Misused("a parameter");

    /// <summary>A tensor with attributes of Python's, which are dropped: what makes it, its type, and what that is made of.</summary>
    private static object? Subclass(object?[] arguments) =>
        arguments is [PickleGlobal function, PickleGlobal type, PickleTuple inner, ..] && Tensors.Contains(type.Name) && function.Name != "torch._tensor._rebuild_from_type_v2"
            ? Call(function, inner.Items)
            : throw Misused("a tensor with attributes");

    private static PickleTensor Tensor(object?[] arguments, int? typeAt)
    {
        if (arguments is not [PickleStorage storage, long offset, var sizes, var strides, ..])
        {
            throw Misused("a tensor");
        }

        (long[] shape, long[] steps) = (Numbers(sizes), Numbers(strides));
        object? named = typeAt is { } at && at < arguments.Length ? arguments[at] : null;
        ElementType type = (named is PickleGlobal global ? ElementType.OfName(LastOf(global.Name)) : storage.Type)
            ?? throw new CheckpointException($"the checkpoint has a tensor of {(named is PickleGlobal other ? other.Name : "a type that is not named")}, which is not read; convert it to torch.float32 before saving");
        return shape.Length == steps.Length ? new PickleTensor(storage, type, offset, shape, steps) : throw Misused("a tensor");
    }

    private static long[] Numbers(object? value)
    {
        IReadOnlyList<object?> items = value switch
        {
            PickleTuple tuple => tuple.Items,
            PickleList list => list.Items,
            _ => throw Misused("a tensor"),
        };
        return items.Count <= MostAxes && items.All(static item => item is long) ? [.. items.Cast<long>()] : throw Misused("a tensor");
    }

    private static CheckpointException Misused(string what) =>
        new($"the pickle makes {what} of something else than PyTorch does: the file is damaged, or of a version of PyTorch that is not known; save it anew");
}
