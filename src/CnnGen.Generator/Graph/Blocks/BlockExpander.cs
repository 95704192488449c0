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
    private readonly List<LayerError> _errors = [];
    private int _blocksPlaced;
    private bool _isStopped;

    // Why, where nothing else that is wrong explains it.
    private LayerError? _unknown;

    private BlockExpander(NetworkDeclaration network, CancellationToken cancellation)
    {
        _network = network;
        _cancellation = cancellation;
        _blocks = network.Blocks.ToDictionary(static block => block.Kind);
        _layers = new PlacedLayers(InputRules.Check(network.InputSizes, new ErrorList()), network.Fit);
    }

    /// <summary>The network's layers.</summary>
    public static ExpandedNetwork Expand(NetworkDeclaration network, CancellationToken cancellation = default) =>
        network.Blocks.Count == 0 && !network.Layers.Any(static layer => layer.Has(LayerUse.RepeatParameter))
            ? new ExpandedNetwork(network, network.Layers, default, true)
            : new BlockExpander(network, cancellation).Expand();

    private ExpandedNetwork Expand()
    {
        NameScope scope = new("", null);
        PlacedOutput running = PlacedOutput.NetworkInput;
        for (int use = 0; use < _network.Layers.Count && !_isStopped; use++)
        {
            LayerUse typed = LayerUse.Of(_network.Layers[use], isTyped: true);
            running = Place(typed.Repeat, _ => typed, nameHasIndex: false, new BlockSurroundings(use, scope), running);
        }

        return new ExpandedNetwork(_network, _layers.Declarations(running), _errors.ToEquatableArray(), !_isStopped) { Unknown = _unknown };
    }

    /// <summary>Places a layer, or a block's layers, as many times as it stands there.</summary>
    /// <param name="repeat">How many times.</param>
    /// <param name="evaluate">The layer with the values of a repetition; null where they are not known.</param>
    /// <param name="nameHasIndex">Whether its name tells the repetitions apart.</param>
    /// <param name="around">Where it stands.</param>
    /// <param name="running">The running output.</param>
    /// <returns>The running output behind it.</returns>
    private PlacedOutput Place(int repeat, Func<int, LayerUse?> evaluate, bool nameHasIndex, BlockSurroundings around, PlacedOutput running)
    {
        if (repeat < 1 || repeat > MostLayers)
        {
            Fail(around, "CNN004", LayerUse.RepeatParameter, FormattableString.Invariant($"Repeat is {repeat}; it must be at least 1, and a network may have {MostLayers} layers"));
            return running;
        }

        string? ofAll = null;
        for (int repetition = 0; repetition < repeat && !_isStopped; repetition++)
        {
            if (evaluate(repetition) is not { } use)
            {
                return Stop(around, running);
            }

            if (_blocks.TryGetValue(use.Kind, out BlockDefinition block) && !CanPlace(block, around))
            {
                return running;
            }

            string suffix = use.IsRepeated && !nameHasIndex ? FormattableString.Invariant($".{repetition}") : "";
            BlockName name = block is not null ? NameOf(block, use, around, repetition, suffix) : new BlockName(null, use.Name);
            ofAll ??= suffix.Length > 0 ? name.OfAll : null;
            running = block is null ? PlaceLayer(use, around, running, suffix) : PlaceBlock(block, use, around, running, repetition, name.OfOne);
        }

        if (ofAll is not null && !_layers.Has(around.Scope.Prefix + ofAll))
        {
            AddEnd(around, ofAll, running);
        }

        return running;
    }

    private PlacedOutput PlaceLayer(LayerUse use, BlockSurroundings around, PlacedOutput running, string suffix)
    {
        if (_layers.Count == MostLayers)
        {
            Fail(around, "CNN009", null, FormattableString.Invariant($"the network has more than {MostLayers} layers"));
            return running;
        }

        PlacedLayer layer = PlacedLayer.Of(use, around, running, suffix, _layers);
        if (!_layers.Add(layer))
        {
            SayTaken(around, layer.Name);
        }

        return layer.IsMark ? running : new PlacedOutput(_layers.Last, layer.Name);
    }

    /// <summary>Whether a block can be taken apart; if not it ends here.</summary>
    private bool CanPlace(BlockDefinition block, BlockSurroundings around)
    {
        if (!block.IsSound && block.IsInSource)
        {
            // Its problems are said where it is declared.
            _isStopped = true;
        }
        else if (!block.IsSound)
        {
            Fail(around, BodyProblemIds.Unusable, null, $"the block {block.Name} of {block.Assembly} cannot be used: {block.Problems.FirstOrDefault()?.Message ?? "an attribute of it is not known here"}");
        }
        else if (++_blocksPlaced > MostLayers)
        {
            Fail(around, "CNN009", null, FormattableString.Invariant($"the network has more than {MostLayers} blocks"));
        }

        return !_isStopped;
    }

    private PlacedOutput PlaceBlock(BlockDefinition block, LayerUse use, BlockSurroundings around, PlacedOutput running, int repetition, string? name)
    {
        running = use.FindText(LayerUse.FromParameter) is { } from ? _layers.Find(from, around) : running;
        if (running.Index == PlacedOutput.Unknown)
        {
            _unknown ??= around.ErrorOf("CNN013", LayerUse.FromParameter, $"no earlier output is named '{running.Name}'");
        }

        BlockSurroundings inside = Inside(block, use, around, repetition) with
        {
            Scope = name is null ? around.Scope : new NameScope($"{around.Scope.Prefix}{name}.", null),
            IsFrozen = around.IsFrozen || use.IsFrozen,
            Input = block.IsAnonymous ? around.Input : running,
        };
        foreach (LetLine let in block.Lets)
        {
            inside = Evaluate(inside, let.Value, let.Value.Single!) is { } value ? inside.With(let.Name, value) : inside;
        }

        foreach (BodyLine line in block.Lines)
        {
            running = _isStopped ? running : PlaceLine(line, inside, running);
        }

        if (name is not null)
        {
            AddEnd(around, name, running);
        }

        return running;
    }

    /// <summary>Where a block's body stands, with the values that the use gives.</summary>
    private BlockSurroundings Inside(BlockDefinition block, LayerUse use, BlockSurroundings around, int repetition)
    {
        Dictionary<string, BlockValue> values = UseValues.Of(block, use, text => _layers.NameIn(around.Scope, text));
        BlockSurroundings inside = around with { Block = block, Values = values };
        return values.ContainsKey(BuiltInNames.Index) ? inside : inside.With(BuiltInNames.Index, new BlockValue(repetition));
    }

    /// <summary>What a block's layers are called by, without what is around it; the repetitions of one use share a number.</summary>
    private BlockName NameOf(BlockDefinition block, LayerUse use, BlockSurroundings around, int repetition, string suffix)
    {
        if (use.Name is { } given)
        {
            return new BlockName(given + suffix, given);
        }

        if (block.IsAnonymous || block.Prefix is { Text.Length: 0 })
        {
            return new BlockName(null, null);
        }

        if (block.Prefix is not { Single: { } template } prefix)
        {
            string kind = block.Name.ToLowerInvariant();
            string own = FormattableString.Invariant($"{kind}{around.Scope.NumberOf(kind, repetition == 0)}");
            return new BlockName(own + suffix, own);
        }

        int? number = BuiltInNames.IsIn(template, BuiltInNames.Number) ? around.Scope.NumberOf($"{{{prefix.Text}}}", repetition == 0) : null;
        string name = (EvaluatorOf(Inside(block, use, around, repetition) with { Number = number }).Evaluate(template)?.Value as TextValue)?.Text ?? block.Name;
        return BuiltInNames.IsIn(template, BuiltInNames.Index) ? new BlockName(name, null) : new BlockName(name + suffix, name);
    }

    private PlacedOutput PlaceLine(BodyLine line, BlockSurroundings around, PlacedOutput running)
    {
        if (line.Layer is { } layer)
        {
            LayerUse use = LayerUse.Of(layer, isTyped: false);
            return Place(use.Repeat, _ => use, nameHasIndex: false, around.At(line, layer.ToString()), running);
        }

        if ((line.When is { Single: { } condition } when ? Evaluate(around, when, condition)?.Value : true) is not bool holds)
        {
            return Stop(around, running);
        }

        BlockSurroundings inside = line.Branch is null ? around : around with { Scope = new NameScope($"{around.Scope.Prefix}{line.Branch}.", around.Scope) };
        PlacedOutput end = holds ? PlaceItems(line.Layers!, line.Layers!.Items, inside, running) : running;
        if (line.Branch is not { } branch)
        {
            return end;
        }

        AddEnd(around.At(line, $"Branch({CSharpText.Literal(branch)})"), branch, end);
        return running;
    }

    private PlacedOutput PlaceItems(BodyText text, IEnumerable<Expression> items, BlockSurroundings around, PlacedOutput running)
    {
        foreach (Expression item in items)
        {
            _cancellation.ThrowIfCancellationRequested();
            running = _isStopped ? running : PlaceItem(text, item, around, running);
        }

        return running;
    }

    private PlacedOutput PlaceItem(BodyText text, Expression item, BlockSurroundings around, PlacedOutput running) => item switch
    {
        SequenceExpression sequence => PlaceItems(text, sequence.Items, around, running),
        ChoiceExpression choice => Evaluate(around, text, choice.Condition)?.Value is bool holds ? PlaceItem(text, holds ? choice.Then : choice.Else, around, running) : Stop(around, running),
        _ => PlaceText(text, item, around.At(text, item.Place), running),
    };

    private PlacedOutput PlaceText(BodyText text, Expression item, BlockSurroundings around, PlacedOutput running)
    {
        LayerSignature signature = around.Block!.SignatureOf(item.LayerName!)!;
        if (CallBinding.Bind(signature, BodyLayers.ArgumentsOf(item), expression => BlockValue.TypeOf(EvaluatorOf(around).Evaluate(expression)), static (_, _, _) => { }) is not { } binding)
        {
            return Stop(around, running);
        }

        Expression? repeat = binding.PropertyOf(LayerUse.RepeatParameter);
        if ((repeat is null ? 1 : Evaluate(around, text, repeat)?.Value) is not int times)
        {
            return Stop(around, running);
        }

        bool nameHasIndex = binding.PropertyOf(LayerUse.NameParameter) is { } name && BuiltInNames.IsIn(name, BuiltInNames.Index);
        return Place(
            times,
            repetition => UseOf(repeat is null ? around : around.With(BuiltInNames.Index, new BlockValue(repetition)), text, signature, binding),
            nameHasIndex,
            around,
            running);
    }

    /// <summary>A layer of a text with the values of its arguments; null where one is not known.</summary>
    private LayerUse? UseOf(BlockSurroundings around, BodyText text, LayerSignature signature, CallBinding binding)
    {
        List<UseArgument> positional = [];
        List<UseArgument> properties = [];
        foreach (BoundArgument bound in binding.Arguments)
        {
            if (Evaluate(around, text, bound.Argument.Value) is not { } value)
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

    private BlockValue? Evaluate(BlockSurroundings around, BodyText text, Expression expression)
    {
        Evaluator evaluator = EvaluatorOf(around);
        BlockValue? value = evaluator.Evaluate(expression);
        if (evaluator.Failure is { } failure)
        {
            Fail(around.At(text, failure.Place), BodyProblemIds.DoesNotCompute, null, failure.Message);
        }
        else if (value is null && evaluator.Unknown is { } unknown)
        {
            _unknown ??= around.At(text, unknown.Place).ErrorOf(BodyProblemIds.DoesNotCompute, null, $"'{text.Of(unknown.Place)}' has no value here");
        }

        return value;
    }

    private Evaluator EvaluatorOf(BlockSurroundings around) => new(
        around.Block!,
        name => around.Values.TryGetValue(name, out BlockValue value) ? value
            : name == BuiltInNames.Input ? new BlockValue(new TextValue(around.Input.Name, around.Input.Name))
            : name == BuiltInNames.Number && around.Number is { } number ? new BlockValue(number)
            : null,
        (output, size) => _layers.Measure(_layers.Find(output, around), size));

    /// <summary>Gives the end of a block or of a branch its name, unless nothing is known of it.</summary>
    private void AddEnd(BlockSurroundings around, string name, PlacedOutput end)
    {
        string whole = around.Scope.Prefix + name;
        if (!_isStopped && !_layers.AddEnd(whole, end))
        {
            SayTaken(around, whole);
        }
    }

    private void SayTaken(BlockSurroundings around, string name) =>
        _errors.Add(around.ErrorOf("CNN011", LayerUse.NameParameter, $"the name '{name}' is used twice: an earlier layer, block or branch has it"));

    private void Fail(BlockSurroundings around, string id, string? parameter, string message)
    {
        _errors.Add(around.ErrorOf(id, parameter, message));
        _isStopped = true;
    }

    private PlacedOutput Stop(BlockSurroundings around, PlacedOutput running)
    {
        _isStopped = true;
        _unknown ??= around.ErrorOf(BodyProblemIds.DoesNotCompute, null, "what it is made of depends on what is not known here");
        return running;
    }

    /// <summary>What a block's layers are called by.</summary>
    /// <param name="OfOne">In one repetition; null where they are called as those around the block.</param>
    /// <param name="OfAll">The same without what tells repetitions apart; null where that is part of it.</param>
    private readonly record struct BlockName(string? OfOne, string? OfAll);
}
