using System.Collections.Generic;
using CnnGen.Generator.Model;
using CnnGen.Generator.Model.Blocks;

namespace CnnGen.Generator.Graph.Blocks;

/// <summary>What is wrong with the uses of blocks, and whether it ends their taking apart.</summary>
internal sealed class ExpansionLog
{
    private readonly List<LayerError> _errors = [];

    /// <summary>What is wrong.</summary>
    public EquatableArray<LayerError> Errors => _errors.ToEquatableArray();

    /// <summary>Whether nothing more can be placed.</summary>
    public bool IsStopped { get; private set; }

    /// <summary>Why, where nothing else that is wrong explains it.</summary>
    public LayerError? Unknown { get; private set; }

    /// <summary>Notes an error behind which others can be found.</summary>
    public void Add(LayerError error) => _errors.Add(error);

    /// <summary>Notes an error and ends here.</summary>
    /// <param name="around">Where it is.</param>
    /// <param name="id">The diagnostic.</param>
    /// <param name="source">The argument of the network's own layer that is wrong; null where it is not simply one.</param>
    /// <param name="message">One sentence without a final period.</param>
    public void Fail(BlockSurroundings around, string id, string? source, string message)
    {
        Add(around.ErrorOf(id, source, message));
        Stop();
    }

    /// <summary>Ends here, for a reason that is said elsewhere.</summary>
    public void Stop() => IsStopped = true;

    /// <summary>Ends here for want of a value.</summary>
    public void StopUnknown(BlockSurroundings around)
    {
        Miss(around.ErrorOf(BodyProblemIds.DoesNotCompute, null, "what it is made of depends on what is not known here"));
        Stop();
    }

    /// <summary>Notes what is not known: the first of it explains the rest.</summary>
    public void Miss(LayerError unknown) => Unknown ??= unknown;
}
