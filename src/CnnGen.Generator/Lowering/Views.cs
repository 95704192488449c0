using System.Collections.Generic;
using System.Linq;
using CnnGen.Generator.Tensors;

namespace CnnGen.Generator.Lowering;

/// <summary>Tensors that lie inside others: as neighbouring blocks of their channels, with the same border, so with the same steps. Immutable.</summary>
internal sealed class Views
{
    /// <summary>Every tensor lies by itself.</summary>
    public static readonly Views None = new(new Dictionary<Tensor, (Tensor, int)>());

    private readonly Dictionary<Tensor, (Tensor Whole, int FirstBlock)> _parts;

    private Views(Dictionary<Tensor, (Tensor, int)> parts) => _parts = parts;

    /// <summary>The tensors that lie inside others.</summary>
    public IEnumerable<Tensor> Parts => _parts.Keys;

    public bool IsPart(Tensor tensor) => _parts.ContainsKey(tensor);

    /// <summary>The tensor that a tensor lies in and which lies in no other: itself where it lies by itself.</summary>
    public Tensor RootOf(Tensor tensor) => StretchOf(tensor).Root;

    /// <summary>The blocks of channels that a tensor takes of its root.</summary>
    public (Tensor Root, IEnumerable<int> Blocks) BlocksOf(Tensor tensor)
    {
        (Tensor root, int first, int end) = StretchOf(tensor);
        return (root, Enumerable.Range(first, end - first));
    }

    /// <summary>The same by the first block and the one behind the last.</summary>
    public (Tensor Root, int First, int End) StretchOf(Tensor tensor)
    {
        (Tensor root, int first) = (tensor, 0);
        while (_parts.TryGetValue(root, out (Tensor Whole, int FirstBlock) part))
        {
            (root, first) = (part.Whole, first + part.FirstBlock);
        }

        return (root, first, first + Tensor.Blocks(tensor.Channels));
    }

    /// <summary>The same, and one tensor more inside another.</summary>
    public Views With(Tensor part, Tensor whole, int firstBlock) =>
        new(new Dictionary<Tensor, (Tensor, int)>(_parts) { [part] = (whole, firstBlock) });
}
