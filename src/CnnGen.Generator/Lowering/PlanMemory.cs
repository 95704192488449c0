using System;
using System.Collections.Generic;
using System.Linq;

namespace CnnGen.Generator.Lowering;

/// <summary>Where arrays may lie.</summary>
/// <param name="GuardFloats">Floats kept free between arrays: 0 but in tests, which make them inaccessible.</param>
/// <param name="FlushEnd">With guards, whether arrays touch the guard behind them; otherwise they touch the one before them.</param>
internal sealed record MemoryOptions(int GuardFloats, bool FlushEnd)
{
    /// <summary>Arrays side by side.</summary>
    public static readonly MemoryOptions Dense = new(0, false);

    /// <summary>The offset of an array behind what is taken already.</summary>
    public int Place(int taken, int length)
    {
        if (GuardFloats == 0)
        {
            return taken;
        }

        // One guard, then whole pages that the array fills from one side.
        int pages = (length + GuardFloats - 1) / GuardFloats * GuardFloats;
        return checked(taken + GuardFloats + (FlushEnd ? pages - length : 0));
    }

    /// <summary>The first float behind an array that the next may take.</summary>
    public int End(int offset, int length) =>
        GuardFloats == 0
            ? checked(Tensor.RoundUp(offset + length))
            : checked((offset + length + GuardFloats - 1) / GuardFloats * GuardFloats);
}

/// <summary>Gives every tensor its place in the arena.</summary>
internal static class PlanMemory
{
    /// <summary>Tensors whose lives do not overlap may share memory: largest first, each at the lowest place that is free for its life.</summary>
    public static Program Reusing(Program program, MemoryOptions memory)
    {
        Dictionary<Tensor, (int First, int Last)> lives = Lives(program);
        if (memory.GuardFloats > 0)
        {
            return program with { ArenaLength = PlaceApart(program.Tensors, 0, memory) };
        }

        // In the order of their offsets.
        List<(long Offset, long End, (int First, int Last) Life)> placed = [];
        long end = 0;
        foreach (Tensor tensor in lives.Keys.OrderByDescending(tensor => tensor.Length).ThenBy(tensor => tensor.Id))
        {
            long length = tensor.Length;
            (int First, int Last) life = lives[tensor];
            long offset = 0;
            foreach ((long otherOffset, long otherEnd, (int First, int Last) otherLife) in placed)
            {
                if (offset + length <= otherOffset)
                {
                    break;
                }

                if (Overlap(life, otherLife))
                {
                    offset = Math.Max(offset, otherEnd);
                }
            }

            tensor.Offset = checked((int)offset);
            end = Math.Max(end, offset + length);
            int behind = placed.FindIndex(other => other.Offset > offset);
            placed.Insert(behind < 0 ? placed.Count : behind, (offset, offset + length, life));
        }

        return program with { ArenaLength = checked((int)end) };
    }

    /// <summary>Every tensor of both programs has memory of its own for the whole step.</summary>
    public static (Program Forward, Program Backward) Separate(Program forward, Program backward, MemoryOptions memory)
    {
        int length = PlaceApart(forward.Tensors.Concat(backward.Tensors).Distinct(), 0, memory);
        return (forward with { ArenaLength = length }, backward with { ArenaLength = length });
    }

    /// <summary>The operations between which each tensor holds values that are still read.</summary>
    public static Dictionary<Tensor, (int First, int Last)> Lives(Program program)
    {
        Dictionary<Tensor, (int First, int Last)> lives = [];
        for (int index = 0; index < program.Operations.Count; index++)
        {
            foreach (Tensor tensor in program.Operations[index].Reads.Concat(program.Operations[index].Writes))
            {
                lives[tensor] = (lives.TryGetValue(tensor, out (int First, int Last) life) ? life.First : index, index);
            }
        }

        return lives;
    }

    public static bool Overlap((int First, int Last) one, (int First, int Last) other) => one.First <= other.Last && other.First <= one.Last;

    private static int PlaceApart(IEnumerable<Tensor> tensors, int taken, MemoryOptions memory)
    {
        foreach (Tensor tensor in tensors)
        {
            int length = checked((int)tensor.Length);
            tensor.Offset = memory.Place(taken, length);
            taken = memory.End(tensor.Offset, length);
        }

        return taken;
    }
}
