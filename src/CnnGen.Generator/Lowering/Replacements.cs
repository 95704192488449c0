using System.Collections.Generic;
using System.Linq;
using CnnGen.Generator.Operations;
using CnnGen.Generator.Tensors;

namespace CnnGen.Generator.Lowering;

/// <summary>Which tensors take the place of others that are read for the last time where they are written: half of the memory is then gone through.</summary>
internal sealed class Replacements
{
    private readonly Dictionary<Tensor, Tensor> _replaced = [];

    /// <summary>Finds them.</summary>
    /// <param name="program">A program with its layouts and borders.</param>
    /// <param name="lives">When its tensors live.</param>
    public Replacements(Program program, IReadOnlyDictionary<Tensor, Life> lives)
    {
        HashSet<Tensor> withParts = [.. program.Views.Parts.SelectMany(part => new[] { part, program.Views.RootOf(part) })];
        HashSet<Tensor> needZeroLanes = PaddingLanes.Needed(program.Operations);
        HashSet<Tensor> taken = [];
        for (int index = 0; index < program.Operations.Count; index++)
        {
            Operation operation = program.Operations[index];
            if (operation.Writes.Count == 1 && !IsClearedBefore(operation) && operation.Replaceable.FirstOrDefault(read => CanReplace(operation.Writes[0], read, index)) is { } replaced)
            {
                _replaced.Add(operation.Writes[0], replaced);
                taken.Add(replaced);
            }
        }

        // What writes channels alone finds its padding lanes cleared where they must be zero, with all that lies there.
        bool IsClearedBefore(Operation operation) =>
            operation.Lanes == LaneRule.Untouched && needZeroLanes.Contains(operation.Writes[0]) && PaddingLanes.Has(program.Forms[operation.Writes[0]]);

        bool CanReplace(Tensor written, Tensor read, int index) =>
            !withParts.Contains(written) && !withParts.Contains(read) && !taken.Contains(read) && Fits(program, lives, written, read, index);
    }

    /// <summary>The first of those in one place: itself where it takes none.</summary>
    public Tensor FirstOf(Tensor tensor)
    {
        while (_replaced.TryGetValue(tensor, out Tensor before))
        {
            tensor = before;
        }

        return tensor;
    }

    /// <summary>Whether a tensor begins to live where another ends, and lies as that one would.</summary>
    private static bool Fits(Program program, IReadOnlyDictionary<Tensor, Life> lives, Tensor written, Tensor read, int index) =>
        lives[written].First == index && lives[read].Last == index && lives[read].First < index && program.Forms[written] == program.Forms[read]
        && PlanMemory.RegionOf(program, written, lives[written]) == PlanMemory.RegionOf(program, read, lives[read]);
}
