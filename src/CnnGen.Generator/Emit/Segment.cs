using System.Collections.Generic;
using System.Linq;
using CnnGen.Generator.Lowering;
using CnnGen.Generator.Operations;
using CnnGen.Generator.Tensors;

namespace CnnGen.Generator.Emit;

/// <summary>Stages that shards go through on their own, and the steps of the batch that all of them wait for behind those.</summary>
/// <param name="Stages">What a shard goes through.</param>
/// <param name="Steps">What the whole batch gives; nothing in the last segment.</param>
/// <param name="End">The layer in front of which something must be trained for what follows to be done: the backward pass ends here otherwise.</param>
internal sealed record Segment(IReadOnlyList<Stage> Stages, IReadOnlyList<Stage> Steps, int End)
{
    private const int Never = int.MaxValue;

    /// <summary>Whether an operation is done part by part when all segments are through.</summary>
    public static bool IsPart(Operation operation) => operation.Scope == Scope.Part;

    /// <summary>Cuts the operations of a direction behind the steps of the batch.</summary>
    public static IReadOnlyList<Segment> Of(IEnumerable<Operation> operations)
    {
        List<Segment> segments = [];
        List<Operation> left = operations.Where(static operation => !IsPart(operation)).ToList();
        int end = Never;
        while (true)
        {
            List<Operation> shards = left.TakeWhile(static operation => operation.Scope != Scope.Batch).ToList();
            List<Operation> steps = left.Skip(shards.Count).TakeWhile(static operation => operation.Scope == Scope.Batch).ToList();
            left.RemoveRange(0, shards.Count + steps.Count);
            end = shards.LastOrDefault(static operation => operation.EndCondition is not null)?.Node ?? end;

            // Where it ends anyway nobody asks.
            int asks = shards.AsEnumerable().Reverse().TakeWhile(static operation => operation.EndCondition is not null).Count();
            segments.Add(new Segment(Stage.Cut(shards.Take(shards.Count - asks)), Stage.Cut(steps), end));
            if (steps.Count == 0)
            {
                return segments;
            }
        }
    }
}
