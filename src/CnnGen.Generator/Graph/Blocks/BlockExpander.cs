using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using CnnGen.Generator.Layers;
using CnnGen.Generator.Model;
using CnnGen.Generator.Model.Blocks;
using CnnGen.Generator.Shapes;

namespace CnnGen.Generator.Graph.Blocks;

/// <summary>Takes blocks apart: each use becomes the layers of its body, with the values that the use gives, under names of their own.</summary>
internal sealed class BlockExpander
{
    /// <summary>The most layers that a network may have: some twenty times the largest that there are.</summary>
    public const int MostLayers = 20_000;

    private const string RepeatParameter = "Repeat";

    private readonly NetworkDeclaration _network;
    private readonly CancellationToken _cancellation;
    private readonly Dictionary<string, BlockDefinition> _blocks;
    private readonly List<PlacedLayer> _layers = [];
    private readonly OutputShapes _shapes;

    // Every output by its name, and the ends of blocks and branches by theirs.
    private readonly Dictionary<string, int> _outputs = new(StringComparer.Ordinal);
    private readonly HashSet<string> _ends = new(StringComparer.Ordinal);
    private readonly List<LayerError> _errors = [];

    // The last layer that is no mark: what a layer without From takes.
    private int _last = Node.NetworkInput;
    private int _blocksPlaced;
    private bool _isStopped;

    private BlockExpander(NetworkDeclaration network, CancellationToken cancellation)
    {
        _network = network;
        _cancellation = cancellation;
        _blocks = network.Blocks.ToDictionary(static block => block.Kind);
        TensorShape? input = InputRules.Check(network.InputSizes, new ErrorList());
        _shapes = new OutputShapes(_layers, input, network.Fit);
    }

    /// <summary>The network's layers.</summary>
    public static ExpandedNetwork Expand(NetworkDeclaration network, CancellationToken cancellation = default) =>
        network.Blocks.Count == 0 && !network.Layers.Any(static layer => layer.Has(RepeatParameter))
            ? new ExpandedNetwork(network, network.Layers, default, true)
            : new BlockExpander(network, cancellation).Expand();

    private ExpandedNetwork Expand()
    {
        NameScope scope = new("", null);
        Output running = new(Node.NetworkInput, NameText.NetworkInput);
        for (int use = 0; use < _network.Layers.Count && !_isStopped; use++)
        {
            LayerUse typed = LayerUse.Of(_network.Layers[use], isTyped: true);
            Surroundings around = new(use, scope, null, default, false, new Output(Node.NetworkInput, NameText.NetworkInput));
            running = Place(typed.Repeat, _ => typed, nameHasIndex: false, around, running);
        }

        List<LayerDeclaration> layers = _layers.Select(static layer => layer.Declaration).ToList();
        if (layers.Count > 0 && running.Index != _last)
        {
            layers[layers.Count - 1] = layers[layers.Count - 1] with { RunningAfter = running.Index };
        }

        return new ExpandedNetwork(_network, layers.ToEquatableArray(), _errors.ToEquatableArray(), !_isStopped);
    }

    /// <summary>Places a layer, or a block's layers, as many times as it stands there.</summary>
    /// <param name="repeat">How many times.</param>
    /// <param name="evaluate">The layer with the values of a repetition; null where they are not known.</param>
    /// <param name="nameHasIndex">Whether its name tells the repetitions apart.</param>
    /// <param name="around">Where it stands.</param>
    /// <param name="running">The running output.</param>
    /// <returns>The running output behind it.</returns>
    private Output Place(int repeat, Func<int, LayerUse?> evaluate, bool nameHasIndex, Surroundings around, Output running)
    {
        if (repeat < 1 || repeat > MostLayers)
        {
            Fail("CNN004", around, RepeatParameter, FormattableString.Invariant($"Repeat is {repeat}; it must be at least 1, and a network may have {MostLayers} layers"));
            return running;
        }

        string? name = null;
        for (int repetition = 0; repetition < repeat && !_isStopped; repetition++)
        {
            if (evaluate(repetition) is not { } use)
            {
                _isStopped = true;
                break;
            }

            string suffix = use.IsRepeated && !nameHasIndex ? FormattableString.Invariant($".{repetition}") : "";
            bool isBlock = _blocks.TryGetValue(use.Kind, out BlockDefinition block);
            if (suffix.Length > 0 && use.FindText("Name") is { Argument.Value: string given })
            {
                name ??= around.Scope.Prefix + given;
            }

            running = isBlock ? PlaceBlock(block, use, around, running, repetition, suffix, ref name) : AddLayer(use, around, running, suffix);
        }

        if (name is not null && !_outputs.ContainsKey(name) && !_isStopped)
        {
            AddEnd(name, running, around);
        }

        return running;
    }

    private Output PlaceBlock(BlockDefinition block, LayerUse use, Surroundings around, Output running, int repetition, string suffix, ref string? name)
    {
        if (!block.IsSound)
        {
            // Its own problems are said where it is declared.
            if (!block.IsInSource)
            {
                Fail(BodyProblemIds.Unusable, around, null, $"the block {block.Name} of another assembly cannot be used: {block.Problems[0].Message}");
            }

            _isStopped = true;
            return running;
        }

        if (++_blocksPlaced > MostLayers)
        {
            Fail("CNN009", around, null, FormattableString.Invariant($"the network has more than {MostLayers} blocks"));
            return running;
        }

        Dictionary<string, BlockValue> values = ValuesOf(block, use, around.Scope);
        values[BuiltInNames.Index] = values.TryGetValue(BuiltInNames.Index, out BlockValue own) ? own : new BlockValue(repetition);
        running = use.FindText("From") is { } from ? Find(from, around) : running;
        string? given = use.FindText("Name")?.Argument.Value as string;
        bool isInline = given is null && (block.IsAnonymous || block.Prefix is { IsEmpty: true });
        NameScope scope = around.Scope;
        string? whole = null;
        if (!isInline)
        {
            whole = around.Scope.Prefix + (given is not null ? given + suffix : PrefixOf(block, values, around, repetition, suffix, ref name));
            scope = new NameScope(whole + ".", null);
        }

        Surroundings inside = around with { Scope = scope, Block = block, Values = values, IsFrozen = around.IsFrozen || use.IsFrozen, Input = block.IsAnonymous ? around.Input : running };
        foreach (LetLine let in block.Lets)
        {
            if (Evaluate(inside, let.Value, let.Value.Single!) is { } value)
            {
                values[let.Name] = value;
            }
        }

        foreach (BodyLine line in block.Lines)
        {
            running = _isStopped ? running : PlaceLine(line, inside, running);
        }

        if (whole is not null && !_isStopped)
        {
            AddEnd(whole, running, around);
        }

        return running;
    }

    /// <summary>The prefix by which a block goes without a name; the repetitions of one use share its number.</summary>
    private string PrefixOf(BlockDefinition block, Dictionary<string, BlockValue> values, Surroundings around, int repetition, string suffix, ref string? name)
    {
        if (block.Prefix is not { Text: { Single: { } template } text })
        {
            // In every repetition the same.
            name ??= around.Scope.NextName(block.Name.ToLowerInvariant());
            string own = name.Substring(around.Scope.Prefix.Length);
            return own + suffix;
        }

        bool isNumbered = BuiltInNames.IsIn(template, BuiltInNames.Number);
        bool isIndexed = BuiltInNames.IsIn(template, BuiltInNames.Index);
        string key = $"{{{text.Text}}}";
        int number = isNumbered ? around.Scope.NumberOf(key, isNew: repetition == 0) : 0;
        Evaluator evaluator = EvaluatorOf(around with { Block = block, Values = values, Number = number });
        string prefix = (evaluator.Evaluate(template)?.Value as TextValue)?.Text ?? block.Name;
        if (!isIndexed && suffix.Length > 0)
        {
            name ??= around.Scope.Prefix + prefix;
        }

        return isIndexed ? prefix : prefix + suffix;
    }

    private Output PlaceLine(BodyLine line, Surroundings around, Output running)
    {
        bool? holds = line.When is { Single: { } condition } when ? Evaluate(around, when, condition)?.Value as bool? : true;
        if (holds is null)
        {
            _isStopped = true;
            return running;
        }

        if (line.Layer is { } layer)
        {
            LayerUse use = LayerUse.Of(layer, isTyped: false);
            return Place(use.Repeat, _ => use, nameHasIndex: false, around.At(line, layer.ToString()), running);
        }

        if (line.Branch is not { } branch)
        {
            return holds.Value ? PlaceItems(line.Layers!, line.Layers!.Items, around, running) : running;
        }

        string name = around.Scope.Prefix + branch;
        Output end = holds.Value ? PlaceItems(line.Layers!, line.Layers!.Items, around with { Scope = new NameScope(name + ".", around.Scope) }, running) : running;
        if (!_isStopped)
        {
            AddEnd(name, end, around.At(line, $"Branch({CSharpText.Literal(branch)})"));
        }

        return running;
    }

    private Output PlaceItems(BodyText text, IEnumerable<Expression> items, Surroundings around, Output running)
    {
        foreach (Expression item in items)
        {
            _cancellation.ThrowIfCancellationRequested();
            running = _isStopped ? running : PlaceItem(text, item, around, running);
        }

        return running;
    }

    private Output PlaceItem(BodyText text, Expression item, Surroundings around, Output running)
    {
        switch (item)
        {
            case SequenceExpression sequence:
                return PlaceItems(text, sequence.Items, around, running);
            case ChoiceExpression choice:
                if (Evaluate(around, text, choice.Condition)?.Value is bool holds)
                {
                    return PlaceItem(text, holds ? choice.Then : choice.Else, around, running);
                }

                _isStopped = true;
                return running;
            default:
                return PlaceText(text, item, around.At(text, item), running);
        }
    }

    private Output PlaceText(BodyText text, Expression item, Surroundings around, Output running)
    {
        LayerSignature signature = around.Block!.SignatureOf(item.LayerName!)!;
        CallBinding? binding = CallBinding.Bind(signature, BodyLayers.ArgumentsOf(item), expression => TypeOf(around, expression), static (_, _, _) => { });
        if (binding is null)
        {
            _isStopped = true;
            return running;
        }

        BoundArgument? repeat = binding.Arguments.FirstOrDefault(static bound => bound.Parameter.Name == RepeatParameter && !bound.IsPositional);
        BoundArgument? name = binding.Arguments.FirstOrDefault(static bound => bound.Parameter.Name == "Name" && !bound.IsPositional);
        int? times = repeat is null ? 1 : Evaluate(around, text, repeat.Argument.Value)?.Value as int?;
        if (times is null)
        {
            _isStopped = true;
            return running;
        }

        bool nameHasIndex = name is not null && BuiltInNames.IsIn(name.Argument.Value, BuiltInNames.Index);
        return Place(times.Value, repetition => Evaluate(around, text, signature, binding, repeat is null ? null : repetition), nameHasIndex, around, running);
    }

    private LayerUse? Evaluate(Surroundings around, BodyText text, LayerSignature signature, CallBinding binding, int? repetition)
    {
        Surroundings inside = repetition is { } index ? around with { Values = new Dictionary<string, BlockValue>(around.Values) { [BuiltInNames.Index] = new BlockValue(index) } } : around;
        List<UseArgument> positional = [];
        List<UseArgument> properties = [];
        foreach (BoundArgument bound in binding.Arguments)
        {
            if (Evaluate(inside, text, bound.Argument.Value) is not { } value)
            {
                return null;
            }

            BlockValue converted = bound.Parameter.Type.Kind == ValueKind.Number && value.Value is int integer ? value with { Value = (double)integer } : value;
            (bound.IsPositional ? positional : properties).AddRange(UseArgument.Of(bound.Parameter.Name, converted, bound.IsPositional));
        }

        foreach (SignatureParameter omitted in binding.Omitted.Where(static parameter => parameter.Default is not null))
        {
            positional.AddRange(UseArgument.Of(omitted.Name, new BlockValue(omitted.Default is string initial ? new TextValue(initial) : omitted.Default!), isPositional: true));
        }

        return new LayerUse(signature.Kind, [.. positional, .. properties]);
    }

    // The types have been checked; here they choose between constructors.
    private ParameterType? TypeOf(Surroundings around, Expression expression) => EvaluatorOf(around).Evaluate(expression)?.Value switch
    {
        int => ParameterType.Integer,
        double => ParameterType.Number,
        bool => ParameterType.Flag,
        TextValue => ParameterType.Text,
        TextList => new ParameterType(ValueKind.Texts, "string[]"),
        EnumValue value => value.Type,
        _ => null,
    };

    private BlockValue? Evaluate(Surroundings around, BodyText text, Expression expression)
    {
        Evaluator evaluator = EvaluatorOf(around);
        BlockValue? value = evaluator.Evaluate(expression);
        if (evaluator.Failure is { } failure)
        {
            Fail(BodyProblemIds.DoesNotCompute, around.At(text, failure.Place), null, failure.Message);
        }

        return value;
    }

    private Evaluator EvaluatorOf(Surroundings around) => new(
        around.Block!,
        name => around.Values.TryGetValue(name, out BlockValue value) ? value
            : name == BuiltInNames.Input ? new BlockValue(new TextValue(around.Input.Name, around.Input.Name))
            : name == BuiltInNames.Number && around.Number > 0 ? new BlockValue(around.Number)
            : null,
        (text, size) => Find(new UseArgument(new Argument("", text.Text, "", false), null, text.Output), around) is { Index: >= Node.NetworkInput and var index } ? _shapes.Measure(index, size) : null);

    /// <summary>What the text of a block computes with: what the use gives, and what it is without that.</summary>
    private Dictionary<string, BlockValue> ValuesOf(BlockDefinition block, LayerUse use, NameScope scope)
    {
        Dictionary<string, BlockValue> values = [];
        foreach (BlockParameter parameter in block.Parameters)
        {
            List<UseArgument> given = parameter.IsConstant ? [] : use.Arguments.Where(argument => argument.Argument.Name == parameter.Name).ToList();
            object? value = parameter.Type.Kind == ValueKind.Texts ? ListOf(given) : given.Count > 0 ? ValueOf(given[0], parameter.Type) : parameter.Default is string text ? new TextValue(text) : parameter.Default;
            if (value is not null)
            {
                values[parameter.Name] = new BlockValue(value, given.Count > 0 ? given[0].Source : null);
            }
        }

        return values;

        object? ValueOf(UseArgument argument, ParameterType type) => (type.Kind, argument.Argument.Value) switch
        {
            (ValueKind.Enumeration, IConvertible number) => new EnumValue(type, Convert.ToInt32(number, System.Globalization.CultureInfo.InvariantCulture)),
            (ValueKind.Number, float number) => (double)number,
            (ValueKind.Number, int number) => (double)number,
            (ValueKind.Text, string text) => new TextValue(text, OutputOf(argument)),
            (ValueKind.Integer, int) or (ValueKind.Number, double) or (ValueKind.Flag, bool) => argument.Argument.Value,
            _ => null,
        };

        TextList ListOf(IReadOnlyList<UseArgument> texts) => new(texts.Select(static text => text.Argument.Value as string ?? "").ToEquatableArray(), texts.Select(OutputOf).ToEquatableArray());

        string OutputOf(UseArgument argument) => argument.Output ?? NameIn(scope, argument.Argument.Value as string ?? "");
    }

    /// <summary>A name as it is seen from a scope: its own, or one of those around it in the same body.</summary>
    private string NameIn(NameScope scope, string name)
    {
        if (name == NameText.NetworkInput)
        {
            return name;
        }

        for (NameScope? around = scope; around is not null; around = around.Outer)
        {
            if (_outputs.ContainsKey(around.Prefix + name))
            {
                return around.Prefix + name;
            }
        }

        return scope.Prefix + name;
    }

    /// <summary>The output that an argument names.</summary>
    private Output Find(UseArgument argument, Surroundings around)
    {
        string text = argument.Argument.Value as string ?? "";

        // Tensor.Input is the block's in its body; where a use has passed it on it has been decided.
        if (argument.Output is null && text == NameText.NetworkInput)
        {
            return around.Input;
        }

        string name = argument.Output ?? NameIn(around.Scope, text);
        return name == NameText.NetworkInput ? new Output(Node.NetworkInput, name)
            : _outputs.TryGetValue(name, out int index) ? new Output(index, NameOf(index))
            : new Output(Output.Unknown, name);
    }

    private string NameOf(int output) => output == Node.NetworkInput ? NameText.NetworkInput : _layers[output].Name;

    private Output AddLayer(LayerUse use, Surroundings around, Output running, string suffix)
    {
        if (_layers.Count == MostLayers)
        {
            Fail("CNN009", around, null, FormattableString.Invariant($"the network has more than {MostLayers} layers"));
            return running;
        }

        LayerKind? kind = LayerKinds.Find(use.Kind);
        string initial = around.Scope.NextName(kind?.DefaultName ?? "layer");
        string? given = use.FindText("Name") is { Argument.Value: string text } ? around.Scope.Prefix + text + suffix : null;
        List<Argument> arguments = [];
        List<ArgumentSource> sources = [];
        List<int> joined = [];
        Output taken = running;
        foreach (UseArgument argument in use.Arguments)
        {
            string parameter = argument.Argument.Name;
            Argument? placed = argument.Argument;
            switch (parameter)
            {
                case RepeatParameter:
                    continue;
                case "Name" when given is not null:
                    placed = placed with { Value = given, Text = CSharpText.Literal(given) };
                    break;
                case "From" when placed.Value is string:
                    taken = Find(argument, around);
                    placed = NameOutput(placed, taken);
                    break;
                case "names" when placed.Value is string:
                    Output named = Find(argument, around);
                    placed = NameOutput(placed, named);
                    parameter = FormattableString.Invariant($"names[{joined.Count}]");
                    joined.Add(named.Index);
                    break;
            }

            arguments.Add(placed);
            if (argument.Source is { } source)
            {
                sources.Add(new ArgumentSource(parameter, source == argument.Argument.Name ? parameter : source));
            }
        }

        if (use.FindText("From") is null && running.Index != _last)
        {
            arguments.Add(NameOutput(new Argument("From", "", "", false), running));
            if (running.Index == Output.Unknown && around.Inside.Count == 1)
            {
                sources.Add(new ArgumentSource("From", "From"));
            }
        }

        if (around.IsFrozen && !use.IsFrozen)
        {
            arguments.Add(new Argument("Frozen", true, "true", false));
        }

        int index = _layers.Count;
        string name = given ?? initial;
        LayerDeclaration declaration = new(use.Kind, arguments.ToEquatableArray())
        {
            DefaultName = initial,
            Origin = new LayerOrigin(around.Use, around.Inside, sources.ToEquatableArray()),
        };
        _layers.Add(new PlacedLayer(declaration, name, [taken.Index, .. joined]));
        if (!_outputs.ContainsKey(name))
        {
            _outputs.Add(name, index);
        }
        else if (_ends.Contains(name))
        {
            FailName(name, around);
        }

        if (kind is { IsMark: true })
        {
            return running;
        }

        _last = index;
        return new Output(index, name);
    }

    private static Argument NameOutput(Argument argument, Output output) =>
        argument with { Value = output.Name, Text = output.Name == NameText.NetworkInput ? LayerNames.InputExpression : CSharpText.Literal(output.Name) };

    /// <summary>Gives the end of a block or of a branch its name.</summary>
    private void AddEnd(string name, Output end, Surroundings around)
    {
        if (_outputs.ContainsKey(name))
        {
            FailName(name, around);
        }
        else if (end.Index >= Node.NetworkInput)
        {
            _outputs.Add(name, end.Index);
            _ends.Add(name);
        }
    }

    private void FailName(string name, Surroundings around) => _errors.Add(Describe("CNN011", around, "Name", $"the name '{name}' is used twice: an earlier layer, block or branch has it"));

    private void Fail(string id, Surroundings around, string? parameter, string message)
    {
        _errors.Add(Describe(id, around, parameter, message));
        _isStopped = true;
    }

    private static LayerError Describe(string id, Surroundings around, string? parameter, string message) => new(
        id,
        around.Use,
        around.Inside.Count == 0 ? parameter : null,
        message + string.Concat(around.Inside.Where(static place => place.Block is not null).Select(static place => $"; in {place.Block}: {place.Text}")))
    {
        Inside = around.Inside.Select(static place => place.Place).ToEquatableArray(),
    };

    /// <summary>An output.</summary>
    /// <param name="Index">The layer that makes it, <see cref="Node.NetworkInput"/>, or <see cref="Unknown"/>.</param>
    /// <param name="Name">The layer's name.</param>
    private readonly record struct Output(int Index, string Name)
    {
        /// <summary>No layer has the name: whoever takes it will say so.</summary>
        public const int Unknown = int.MinValue;
    }

    /// <summary>Where a layer stands.</summary>
    /// <param name="Use">The layer of the network that it comes from.</param>
    /// <param name="Scope">Where its name is counted.</param>
    /// <param name="Block">The block whose body it is in; null on the network itself.</param>
    /// <param name="Inside">Its places in the blocks around it.</param>
    /// <param name="IsFrozen">Whether a block around it is not trained.</param>
    /// <param name="Input">What the block is given.</param>
    private sealed record Surroundings(int Use, NameScope Scope, BlockDefinition? Block, EquatableArray<InnerPlace> Inside, bool IsFrozen, Output Input)
    {
        public Dictionary<string, BlockValue> Values { get; init; } = [];

        public int Number { get; init; }

        /// <summary>The same at a layer with constant arguments.</summary>
        public Surroundings At(BodyLine line, string text) => With(new BodyPlace(Block!.Kind, line.Place, null, default), text);

        /// <summary>The same at a layer of a text.</summary>
        public Surroundings At(BodyText text, Expression layer) => At(text, layer.Place);

        /// <summary>The same at a stretch of a text.</summary>
        public Surroundings At(BodyText text, TextRange range) => With(new BodyPlace(Block!.Kind, text.Line, text.Parameter, range), text.Of(range));

        // A stretch within the layer takes the layer's place.
        private Surroundings With(BodyPlace place, string text)
        {
            InnerPlace inner = new(place, Block!.IsAnonymous ? null : Block.Name, text);
            IEnumerable<InnerPlace> outer = Inside.Where(one => one.Place.Block != place.Block);
            return this with { Inside = outer.Concat([inner]).ToEquatableArray() };
        }
    }
}
