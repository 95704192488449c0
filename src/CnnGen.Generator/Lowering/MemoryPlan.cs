using System.Collections.Generic;
using CnnGen.Generator.Tensors;

namespace CnnGen.Generator.Lowering;

/// <summary>Which memory a tensor lies in.</summary>
internal enum Region
{
    /// <summary>Each sample of a shard has its own: for what is read in a later stage than it is written in.</summary>
    Sample,

    /// <summary>Each shard has its own, which its samples use one after the other: for what lives within one stage, and for a shard's sums.</summary>
    Shard,

    /// <summary>There is one for all: for what the whole batch gives.</summary>
    Batch,
}

/// <summary>A tensor's first float.</summary>
/// <param name="Region">The memory.</param>
/// <param name="Offset">The first float in it.</param>
/// <param name="IsShared">Whether other tensors use some of its floats at other times.</param>
internal readonly record struct Place(Region Region, int Offset, bool IsShared);

/// <summary>Where a program's tensors lie.</summary>
/// <param name="Places">By tensor.</param>
/// <param name="SampleLength">Floats that each sample has.</param>
/// <param name="ShardLength">Floats that each shard has.</param>
/// <param name="BatchLength">Floats that there are once.</param>
internal sealed record MemoryPlan(IReadOnlyDictionary<Tensor, Place> Places, int SampleLength, int ShardLength, int BatchLength)
{
    /// <summary>Nothing is placed.</summary>
    public static readonly MemoryPlan None = new(new Dictionary<Tensor, Place>(), 0, 0, 0);

    public Place this[Tensor tensor] => Places[tensor];

    /// <summary>Whether other tensors use some of a tensor's floats at other times.</summary>
    public bool IsShared(Tensor tensor) => Places[tensor].IsShared;

    /// <summary>The length of a region.</summary>
    public int Length(Region region) => region switch
    {
        Region.Sample => SampleLength,
        Region.Shard => ShardLength,
        _ => BatchLength,
    };
}
