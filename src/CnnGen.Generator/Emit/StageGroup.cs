using System.Collections.Generic;
using System.Linq;
using CnnGen.Generator.Lowering;
using CnnGen.Generator.Operations;
using CnnGen.Generator.Tensors;

namespace CnnGen.Generator.Emit;

/// <summary>Stages that follow each other and stand in one method, or one stage that is too long for that.</summary>
/// <param name="Stages">The stages.</param>
/// <param name="IsPart">Whether it is a part of a stage, in a method of its own: one of samples is called for each of them.</param>
internal sealed record StageGroup(IReadOnlyList<Stage> Stages, bool IsPart = false)
{
    /// <summary>A method of more calls would come near the size beyond which the JIT does not optimize.</summary>
    public const int MostCalls = 100;

    /// <summary>How many calls it is.</summary>
    public int Calls => Stages.Sum(static stage => stage.Operations.Count);

    /// <summary>The last condition on which it ends, and what is behind it must not follow; null where it always goes through.</summary>
    public string? EndCondition => Stages.SelectMany(static stage => stage.Operations).LastOrDefault(static operation => operation.EndCondition is not null)?.EndCondition;

    /// <summary>Whether it is one stage of too many calls.</summary>
    public bool IsLong => Calls > MostCalls;

    /// <summary>What a long stage runs over.</summary>
    public Scope Scope => Stages[0].Scope;

    /// <summary>A long stage in parts that are short enough.</summary>
    public IEnumerable<StageGroup> Parts
    {
        get
        {
            IReadOnlyList<Operation> operations = Stages[0].Operations;
            int parts = (operations.Count + MostCalls - 1) / MostCalls;
            for (int part = 0; part < parts; part++)
            {
                int first = operations.Count * part / parts;
                int end = operations.Count * (part + 1) / parts;
                yield return new StageGroup([new Stage(Scope, operations.Skip(first).Take(end - first).ToList())], IsPart: true);
            }
        }
    }

    /// <summary>Takes stages together as long as they are short enough.</summary>
    public static IReadOnlyList<StageGroup> Of(IEnumerable<Stage> stages)
    {
        List<StageGroup> groups = [];
        foreach (Stage stage in stages)
        {
            if (groups.Count > 0 && groups[groups.Count - 1] is var last && last.Calls + stage.Operations.Count <= MostCalls)
            {
                groups[groups.Count - 1] = new StageGroup([.. last.Stages, stage]);
            }
            else
            {
                groups.Add(new StageGroup([stage]));
            }
        }

        return groups;
    }
}
