using System.Collections.Generic;
using System.Linq;
using CnnGen.Generator.Tensors;

namespace CnnGen.Generator.Emit;

/// <summary>Stages that shards go through on their own, and the steps of the batch that all of them wait for behind those.</summary>
/// <param name="First">The first stage.</param>
/// <param name="BatchFirst">The first step of the batch.</param>
/// <param name="End">The stage behind the last step.</param>
internal sealed record Segment(int First, int BatchFirst, int End)
{
    /// <summary>Cuts stages behind the steps of the batch; the last segment has none.</summary>
    public static IReadOnlyList<Segment> Cut(IReadOnlyList<Scope> stages)
    {
        List<Segment> segments = [];
        int first = 0;
        while (true)
        {
            int batch = first + stages.Skip(first).TakeWhile(static scope => scope != Scope.Batch).Count();
            int end = batch + stages.Skip(batch).TakeWhile(static scope => scope == Scope.Batch).Count();
            segments.Add(new Segment(first, batch, end));
            if (batch == end)
            {
                return segments;
            }

            first = end;
        }
    }
}
