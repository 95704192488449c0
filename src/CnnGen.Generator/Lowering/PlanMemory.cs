using System;
using System.Collections.Generic;
using System.Linq;
using CnnGen.Generator.Operations;
using CnnGen.Generator.Tensors;

namespace CnnGen.Generator.Lowering;

/// <summary>Where arrays may lie.</summary>
/// <param name="GuardFloats">Floats kept free between arrays: 0 but in tests, which make them inaccessible.</param>
/// <param name="FlushEnd">With guards, whether arrays touch the guard behind them; otherwise they touch the one before them.</param>
internal sealed record MemoryOptions(int GuardFloats, bool FlushEnd)
{
    /// <summary>Arrays side by side.</summary>
    public static readonly MemoryOptions Dense = new(0, false);

    /// <summary>The offset of an array behind what is taken already: one guard, then whole pages that the array fills from one side.</summary>
    public int Place(int taken, int length)
    {
        int pages = (length + GuardFloats - 1) / GuardFloats * GuardFloats;
        return checked(taken + GuardFloats + (FlushEnd ? pages - length : 0));
    }

    /// <summary>The first float behind an array that the next may take.</summary>
    public int End(int offset, int length) => checked((offset + length + GuardFloats - 1) / GuardFloats * GuardFloats);
}

/// <summary>Gives every tensor its place: tensors whose lives do not overlap share memory, in both directions of training too.</summary>
/// <remarks>What lies in one tensor has one life, as has what takes the place of another.</remarks>
internal static class PlanMemory
{
    public static Program Run(Program program, MemoryOptions memory)
    {
        Dictionary<Tensor, Life> lives = Lives(program);
        Replacements replacements = new(program, lives);
        ILookup<Region, Tensor> regions = lives.Keys.ToLookup(tensor => RegionOf(program, tensor, lives[tensor]));
        Dictionary<Tensor, Place> places = [];
        int sample = PlaceAll(Region.Sample);
        if (sample > 0 && memory.GuardFloats == 0)
        {
            // An odd number of cache lines: at a multiple of a page the same element of all samples would lie in one set of the cache.
            sample |= Tensor.Block;
        }

        int shard = PlaceAll(Region.Shard);
        int batch = PlaceAll(Region.Batch);
        foreach (Tensor part in program.Views.Parts)
        {
            (Tensor root, IEnumerable<int> blocks) = program.Views.BlocksOf(part);
            places.Add(part, places[root] with { Offset = places[root].Offset + (blocks.First() * program.Forms[root].PlaneStride) });
        }

        return program with { Memory = new MemoryPlan(places, sample, shard, batch) };

        int PlaceAll(Region region) => memory.GuardFloats > 0
            ? PlaceApart(regions[region], region, program.Forms, memory, places)
            : PlaceReusing(regions[region], region, program.Forms, lives, replacements, places);
    }

    /// <summary>The operations between which each tensor that lies by itself holds values that are still read.</summary>
    public static Dictionary<Tensor, Life> Lives(Program program)
    {
        Dictionary<Tensor, Life> lives = [];
        for (int index = 0; index < program.Operations.Count; index++)
        {
            foreach (Tensor tensor in program.Operations[index].Reads.Concat(program.Operations[index].Writes).Select(program.Views.RootOf))
            {
                lives[tensor] = new Life(lives.TryGetValue(tensor, out Life life) ? life.First : index, index);
            }
        }

        return lives;
    }

    /// <summary>The memory that a tensor lies in.</summary>
    public static Region RegionOf(Program program, Tensor tensor, Life life) => tensor.Per switch
    {
        Scope.Batch => Region.Batch,
        Scope.Shard => Region.Shard,
        _ => RegionOf(program.Operations, life),
    };

    /// <summary>What lives within one run of operations that go sample by sample needs no memory for each sample.</summary>
    private static Region RegionOf(IReadOnlyList<Operation> operations, Life life)
    {
        for (int index = life.First; index <= life.Last; index++)
        {
            if (operations[index].Scope != Scope.Sample || (index > life.First && Program.TakesOwnGradient(operations[index])))
            {
                return Region.Sample;
            }
        }

        return Region.Shard;
    }

    /// <summary>Largest first, each at the lowest place that is free for its life.</summary>
    private static int PlaceReusing(
        IEnumerable<Tensor> tensors, Region region, Forms forms, Dictionary<Tensor, Life> lives, Replacements replacements, Dictionary<Tensor, Place> places)
    {
        // In the order of their offsets.
        List<PlacedTensor> placed = [];
        long end = 0;
        ILookup<Tensor, Tensor> chains = tensors.ToLookup(tensor => replacements.FirstOf(tensor));

        // Those that take its place live on from where it ends.
        Dictionary<Tensor, Life> chainLives = chains.ToDictionary(static chain => chain.Key, chain => new Life(lives[chain.Key].First, chain.Max(tensor => lives[tensor].Last)));
        foreach (Tensor tensor in chains.Select(static chain => chain.Key).OrderByDescending(tensor => forms[tensor].Length).ThenBy(tensor => tensor.Id))
        {
            Life life = chainLives[tensor];
            long length = forms[tensor].Length;
            long offset = 0;
            foreach (PlacedTensor other in placed)
            {
                if (offset + length <= other.Offset)
                {
                    break;
                }

                if (life.Overlaps(other.Life))
                {
                    offset = Math.Max(offset, other.End);
                }
            }

            end = Math.Max(end, offset + length);
            int behind = placed.FindIndex(other => other.Offset > offset);
            placed.Insert(behind < 0 ? placed.Count : behind, new PlacedTensor(offset, offset + length, life, tensor));
        }

        HashSet<Tensor> shared = Shared(placed);
        foreach ((long offset, _, _, Tensor first) in placed)
        {
            foreach (Tensor tensor in chains[first])
            {
                places.Add(tensor, new Place(region, checked((int)offset), shared.Contains(first) || chains[first].Count() > 1));
            }
        }

        return checked((int)end);
    }

    /// <summary>A tensor in its place, with what it shares the place with.</summary>
    private readonly record struct PlacedTensor(long Offset, long End, Life Life, Tensor Tensor);

    private static HashSet<Tensor> Shared(List<PlacedTensor> placed)
    {
        HashSet<Tensor> shared = [];
        for (int index = 0; index < placed.Count; index++)
        {
            for (int next = index + 1; next < placed.Count && placed[next].Offset < placed[index].End; next++)
            {
                shared.Add(placed[index].Tensor);
                shared.Add(placed[next].Tensor);
            }
        }

        return shared;
    }

    private static int PlaceApart(IEnumerable<Tensor> tensors, Region region, Forms forms, MemoryOptions memory, Dictionary<Tensor, Place> places)
    {
        int taken = 0;
        foreach (Tensor tensor in tensors)
        {
            int length = checked((int)forms[tensor].Length);
            int offset = memory.Place(taken, length);
            places.Add(tensor, new Place(region, offset, IsShared: false));
            taken = memory.End(offset, length);
        }

        return taken;
    }
}

/// <summary>The operations from the one that first writes a tensor to the last that reads it.</summary>
internal readonly record struct Life(int First, int Last)
{
    public bool Overlaps(Life other) => First <= other.Last && other.First <= Last;
}
