using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using CnnGen.Generator.Model;
using CnnGen.Generator.Model.Blocks;

namespace CnnGen.Generator.Graph.Blocks;

/// <summary>Takes blocks apart: each use becomes the layers of its body, with the values that the use gives, under names of their own.</summary>
internal sealed class BlockExpander
{
    /// <summary>The most layers that a network may have: some twenty times the largest that there are.</summary>
    public const int MostLayers = 20_000;

    private readonly NetworkDeclaration _network;
    private readonly CancellationToken _cancellation;
    private readonly Dictionary<string, BlockDefinition> _blocks;
    private readonly PlacedLayers _layers;
    private readonly ExpansionLog _log = new();
    private readonly BlockTexts _texts;
    private readonly BlockNames _names;
    private int _blocksPlaced;

    private BlockExpander(NetworkDeclaration network, CancellationToken cancellation)
    {
        _network = network;
        _cancellation = cancellation;
        _blocks = network.Blocks.ToDictionary(static block => block.Kind);
        _layers = new PlacedLayers(InputRules.Check(network.InputSizes, new ErrorList()), network.Fit);
        _texts = new BlockTexts(_layers, _log);
        _names = new BlockNames(_texts, _log);
    }

    /// <summary>Whether there is nothing to take apart.</summary>
    public static bool IsPlain(NetworkDeclaration network) => network.Blocks.Count == 0 && !network.Layers.Any(static layer => layer.Has(LayerUse.RepeatParameter));

    /// <summary>The network's layers.</summary>
    public static ExpandedNetwork Expand(NetworkDeclaration network, CancellationToken cancellation = default) =>
        IsPlain(network) ? new ExpandedNetwork(network, network.Layers, default, true) : new BlockExpander(network, cancellation).Expand();

    private ExpandedNetwork Expand()
    {
        PlacedOutput running = PlacedOutput.NetworkInput;
        for (int use = 0; use < _network.Layers.Count && !_log.IsStopped; use++)
        {
            running = Place(Repetitions.Of(LayerUse.Of(_network.Layers[use], isTyped: true)), new BlockSurroundings(use, _layers.Network), running);
        }

        return new ExpandedNetwork(_network, _layers.Declarations(running), _log.Errors, !_log.IsStopped) { Unknown = _log.Unknown };
    }

    /// <summary>Places a layer, or a block's layers, as many times as it stands there.</summary>
    /// <returns>The running output behind it.</returns>
    private PlacedOutput Place(Repetitions repeated, BlockSurroundings around, PlacedOutput running)
    {
        if (repeated.Count is < 1 or > MostLayers)
        {
            _log.Fail(around, "CNN004", repeated.Source, FormattableString.Invariant($"Repeat is {repeated.Count}; it must be at least 1, and a network may have {MostLayers} layers"));
            return running;
        }

        ScopedName? ofAll = null;
        for (int repetition = 0; repetition < repeated.Count && !_log.IsStopped; repetition++)
        {
            if (repeated.Use(repetition) is not { } use)
            {
                return Stop(around, running);
            }

            // The first begins where From says, the others behind it.
            use = repetition == 0 ? use : use.Without(LayerUse.FromParameter);
            string suffix = use.IsRepeated && !repeated.NameHasIndex ? FormattableString.Invariant($".{repetition}") : "";
            ScopedName? name;
            (running, name) = _blocks.TryGetValue(use.Kind, out BlockDefinition block)
                ? PlaceBlock(block, use, around, running, repetition, suffix) : PlaceLayer(use, around, running, suffix);
            ofAll ??= suffix.Length > 0 ? name : null;
        }

        if (ofAll is { IsTaken: false })
        {
            AddEnd(around, ofAll, running);
        }

        return running;
    }

    /// <summary>Places a layer.</summary>
    /// <returns>The running output behind it, and what it is called without what tells repetitions apart.</returns>
    private (PlacedOutput Running, ScopedName? OfAll) PlaceLayer(LayerUse use, BlockSurroundings around, PlacedOutput running, string suffix)
    {
        if (_layers.Count == MostLayers)
        {
            _log.Fail(around, "CNN009", null, FormattableString.Invariant($"the network has more than {MostLayers} layers"));
            return (running, null);
        }

        PlacedLayer layer = PlacedLayer.Of(use, around, running, suffix, _layers);
        if (!_layers.Add(layer))
        {
            SayTaken(around, layer.Name);
        }

        return (layer.IsMark ? running : new PlacedOutput(_layers.Last, layer.Name.Full), use.Name is { } name ? around.Scope.Given(name) : null);
    }

    /// <summary>Whether a block can be taken apart; if not it ends here.</summary>
    private bool CanPlace(BlockDefinition block, BlockSurroundings around)
    {
        if (!block.IsSound && block.IsInSource)
        {
            // Its problems are said where it is declared.
            _log.Stop();
        }
        else if (!block.IsSound)
        {
            _log.Fail(around, BodyProblemIds.Unusable, null, $"the block {block.Name} of {block.Assembly} cannot be used: {block.Problems.FirstOrDefault()?.Message ?? "an attribute of it is not known here"}");
        }
        else if (++_blocksPlaced > MostLayers)
        {
            _log.Fail(around, "CNN009", null, FormattableString.Invariant($"the network has more than {MostLayers} blocks"));
        }

        return !_log.IsStopped;
    }

    /// <summary>Places the layers of a block.</summary>
    /// <returns>The running output behind them, and what the block is called without what tells repetitions apart.</returns>
    private (PlacedOutput Running, ScopedName? OfAll) PlaceBlock(BlockDefinition block, LayerUse use, BlockSurroundings around, PlacedOutput running, int repetition, string suffix)
    {
        if (!CanPlace(block, around))
        {
            return (running, null);
        }

        running = BeginOf(use, around, running);
        BlockSurroundings inside = _texts.Inside(block, use, around, running, repetition);
        BlockName name = _names.Of(block, use, around, inside, repetition, suffix);
        inside = inside with { Scope = block.IsAnonymous ? around.Scope : name.OfOne is { } own ? NameScope.Body(own) : NameScope.Sharing(around.Scope) };
        foreach (BodyLine line in block.Lines)
        {
            running = _log.IsStopped ? running : PlaceLine(line, inside, running);
        }

        if (name.OfOne is not null)
        {
            AddEnd(around, name.OfOne, running);
        }

        return (running, name.OfAll);
    }

    /// <summary>What a block is given: the running output, or the one that From names.</summary>
    private PlacedOutput BeginOf(LayerUse use, BlockSurroundings around, PlacedOutput running)
    {
        if (use.FindText(LayerUse.FromParameter) is not { } from)
        {
            return running;
        }

        PlacedOutput given = _layers.Find(from, around);
        if (given.Index == PlacedOutput.Unknown)
        {
            _log.Miss(around.ErrorOf("CNN013", from.Source, $"no earlier output is named '{given.Name}'"));
        }

        return given;
    }

    private PlacedOutput PlaceLine(BodyLine line, BlockSurroundings around, PlacedOutput running)
    {
        if (line.Layer is { } layer)
        {
            return Place(Repetitions.Of(LayerUse.Of(layer, isTyped: false)), around.At(line, layer.ToString()), running);
        }

        if ((line.When is { Single: { } condition } when ? _texts.Evaluate(around, when, condition)?.Value : true) is not bool holds)
        {
            return Stop(around, running);
        }

        BlockSurroundings inside = line.Branch is null ? around : around with { Scope = around.Scope.Branch(line.Branch) };
        PlacedOutput end = holds ? PlaceItems(line.Layers!, line.Layers!.Items, inside, running) : running;
        if (line.Branch is not { } branch)
        {
            return end;
        }

        AddEnd(around.At(line, $"Branch({CSharpText.Literal(branch)})"), around.Scope.Given(branch), end);
        return running;
    }

    private PlacedOutput PlaceItems(BodyText text, IEnumerable<Expression> items, BlockSurroundings around, PlacedOutput running)
    {
        foreach (Expression item in items)
        {
            _cancellation.ThrowIfCancellationRequested();
            running = _log.IsStopped ? running : PlaceItem(text, item, around, running);
        }

        return running;
    }

    private PlacedOutput PlaceItem(BodyText text, Expression item, BlockSurroundings around, PlacedOutput running) => item switch
    {
        SequenceExpression sequence => PlaceItems(text, sequence.Items, around, running),
        ChoiceExpression choice => _texts.Evaluate(around, text, choice.Condition)?.Value is bool holds ? PlaceItem(text, holds ? choice.Then : choice.Else, around, running) : Stop(around, running),
        _ => PlaceText(text, item, around.At(text, item.Place), running),
    };

    private PlacedOutput PlaceText(BodyText text, Expression item, BlockSurroundings around, PlacedOutput running)
    {
        LayerSignature signature = around.Block!.SignatureOf(item.LayerName!)!;
        if (CallBinding.Bind(signature, BodyLayers.ArgumentsOf(item), expression => _texts.TypeOf(around, expression), static (_, _, _) => { }) is not { } binding)
        {
            return Stop(around, running);
        }

        if (binding.PropertyOf(LayerUse.RepeatParameter) is not { } repeat)
        {
            return Place(new Repetitions(1, null, false, _ => UseOf(around, text, signature, binding)), around, running);
        }

        return _texts.Evaluate(around, text, repeat) is { Value: int count, Source: var source }
            ? Place(
                new Repetitions(
                    count,
                    source,
                    binding.PropertyOf(LayerUse.NameParameter) is { } name && BuiltInNames.IsIn(name, BuiltInNames.Index),
                    repetition => UseOf(around.With(BuiltInNames.Index, new BlockValue(repetition)), text, signature, binding)),
                around,
                running)
            : Stop(around, running);
    }

    /// <summary>A layer of a text with the values of its arguments; null where one is not known.</summary>
    private LayerUse? UseOf(BlockSurroundings around, BodyText text, LayerSignature signature, CallBinding binding)
    {
        List<UseArgument> positional = [];
        List<UseArgument> properties = [];
        foreach (BoundArgument bound in binding.Arguments)
        {
            if (_texts.Evaluate(around, text, bound.Argument.Value) is not { } value)
            {
                return null;
            }

            BlockValue converted = bound.Parameter.Type.Kind == ValueKind.Number && value.Value is int integer ? value with { Value = (double)integer } : value;
            (bound.IsPositional ? positional : properties).AddRange(UseArgument.Of(bound.Parameter.Name, converted, bound.IsPositional));
        }

        positional.AddRange(binding.Omitted.Where(static parameter => parameter.Default is not null)
            .SelectMany(static parameter => UseArgument.Of(parameter.Name, new BlockValue(TextValue.Of(parameter.Default)!), isPositional: true)));
        return new LayerUse(signature.Kind, [.. positional, .. properties]);
    }

    /// <summary>Gives the end of a block or of a branch its name, unless nothing is known of it.</summary>
    private void AddEnd(BlockSurroundings around, ScopedName name, PlacedOutput end)
    {
        if (!_log.IsStopped && !_layers.AddEnd(name, end))
        {
            SayTaken(around, name);
        }
    }

    private void SayTaken(BlockSurroundings around, ScopedName name) => _log.Add(around.ErrorOf(
        "CNN011", around.Inside.Count == 0 ? LayerUse.NameParameter : null, $"the name '{name.Full}' is used twice: an earlier layer, block or branch has it"));

    private PlacedOutput Stop(BlockSurroundings around, PlacedOutput running)
    {
        _log.StopUnknown(around);
        return running;
    }

    /// <summary>How often a layer stands there.</summary>
    /// <param name="Count">How many times.</param>
    /// <param name="Source">The argument of the network's own layer that says so; null where it is not simply one.</param>
    /// <param name="NameHasIndex">Whether its name tells the repetitions apart.</param>
    /// <param name="Use">The layer with the values of a repetition; null where they are not known.</param>
    private sealed record Repetitions(int Count, string? Source, bool NameHasIndex, Func<int, LayerUse?> Use)
    {
        /// <summary>Those of a layer with constant arguments.</summary>
        public static Repetitions Of(LayerUse use) => new(use.Repeat, use.Find(LayerUse.RepeatParameter)?.Source, false, _ => use);
    }
}
