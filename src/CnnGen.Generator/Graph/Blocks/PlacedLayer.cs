using System;
using System.Collections.Generic;
using System.Linq;
using CnnGen.Generator.Layers;
using CnnGen.Generator.Model;

namespace CnnGen.Generator.Graph.Blocks;

/// <summary>A layer in its place.</summary>
/// <param name="Declaration">The layer, with names as they are on the network.</param>
/// <param name="Name">Its name.</param>
/// <param name="Takes">The outputs that it takes: the running one or the one that From names, then those that a join names.</param>
/// <param name="IsMark">Whether it marks an output and leaves the running one as it is.</param>
internal sealed record PlacedLayer(LayerDeclaration Declaration, ScopedName Name, IReadOnlyList<int> Takes, bool IsMark)
{
    private static readonly Argument Frozen = new(LayerUse.FrozenParameter, true, "true", false);
    private static readonly Argument Recomputed = new(LayerUse.RecomputeParameter, true, "true", false);

    /// <summary>Places a layer behind those that there are.</summary>
    /// <param name="use">The layer, with the names of where it stands.</param>
    /// <param name="around">Where it stands.</param>
    /// <param name="running">The running output.</param>
    /// <param name="suffix">What tells its repetitions apart, behind its name.</param>
    /// <param name="layers">The layers that there are.</param>
    public static PlacedLayer Of(LayerUse use, BlockSurroundings around, PlacedOutput running, string suffix, PlacedLayers layers)
    {
        LayerKind? kind = LayerKinds.Find(use.Kind);
        ScopedName initial = around.Scope.NextName(kind?.DefaultName ?? "layer");
        ScopedName? given = use.Name is { } own ? around.Scope.Given(own + suffix) : null;
        Argument[] ofBlock = [.. around.IsFrozen ? [Frozen] : Array.Empty<Argument>(), .. around.RecomputedFrom is not null ? [Recomputed] : Array.Empty<Argument>()];
        List<Argument> arguments = [];
        List<ArgumentSource> sources = [];
        List<int> takes = [running.Index];
        foreach (UseArgument argument in use.Arguments)
        {
            string parameter = argument.Argument.Name;
            Argument placed = argument.Argument;
            switch (parameter)
            {
                case LayerUse.RepeatParameter:
                    continue;
                case LayerUse.NameParameter when given is not null:
                    placed = Named(placed, given.Full);
                    break;
                case LayerUse.FromParameter when placed.Value is string:
                    PlacedOutput taken = layers.Find(argument, around);
                    takes[0] = taken.Index;
                    placed = Named(placed, taken.Name);
                    break;
                case LayerUse.NamesParameter when placed.Value is string:
                    PlacedOutput joined = layers.Find(argument, around);
                    placed = Named(placed, joined.Name);
                    parameter = FormattableString.Invariant($"{parameter}[{takes.Count - 1}]");
                    takes.Add(joined.Index);
                    break;
                default:
                    // What a block around it says holds whatever the layer says itself.
                    placed = Array.Find(ofBlock, one => one.Name == parameter) ?? placed;
                    break;
            }

            arguments.Add(placed);
            if (argument.Source is { } source)
            {
                sources.Add(new ArgumentSource(parameter, source == argument.Argument.Name ? parameter : source));
            }
        }

        if (use.FindText(LayerUse.FromParameter) is null && running.Index != layers.Last)
        {
            arguments.Add(Named(new Argument(LayerUse.FromParameter, "", "", false), running.Name));
            if (running.Index == PlacedOutput.Unknown && around.Inside.Count == 1)
            {
                sources.Add(new ArgumentSource(LayerUse.FromParameter, LayerUse.FromParameter));
            }
        }

        arguments.AddRange(ofBlock.Where(argument => use.Find(argument.Name) is null));
        LayerDeclaration declaration = new(use.Kind, arguments.ToEquatableArray())
        {
            DefaultName = initial.Full,
            RecomputedFrom = around.RecomputedFrom,
            Origin = new LayerOrigin(around.Use, around.Inside, sources.ToEquatableArray()),
        };
        return new PlacedLayer(declaration, given ?? initial, takes, kind is { IsMark: true });
    }

    private static Argument Named(Argument argument, string name) => argument with { Value = name, Text = NameText.Literal(name) };
}
