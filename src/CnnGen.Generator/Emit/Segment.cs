using System.Collections.Generic;
using System.Linq;
using CnnGen.Generator.Lowering;
using CnnGen.Generator.Tensors;

namespace CnnGen.Generator.Emit;

/// <summary>Stages that shards go through on their own, and the steps of the batch that all of them wait for behind those.</summary>
/// <param name="Stages">What a shard goes through.</param>
/// <param name="Steps">What the whole batch gives; nothing in the last segment.</param>
internal sealed record Segment(IReadOnlyList<Stage> Stages, IReadOnlyList<Stage> Steps)
{
    /// <summary>Cuts stages behind the steps of the batch.</summary>
    public static IReadOnlyList<Segment> Cut(IReadOnlyList<Stage> stages)
    {
        List<Segment> segments = [];
        int first = 0;
        while (true)
        {
            List<Stage> shards = stages.Skip(first).TakeWhile(static stage => stage.Scope != Scope.Batch).ToList();
            List<Stage> steps = stages.Skip(first + shards.Count).TakeWhile(static stage => stage.Scope == Scope.Batch).ToList();
            segments.Add(new Segment(shards, steps));
            if (steps.Count == 0)
            {
                return segments;
            }

            first += shards.Count + steps.Count;
        }
    }
}
