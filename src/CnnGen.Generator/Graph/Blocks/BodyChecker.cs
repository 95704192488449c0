using System;
using System.Collections.Generic;
using System.Linq;
using CnnGen.Generator.Layers;
using CnnGen.Generator.Model;
using CnnGen.Generator.Model.Blocks;

namespace CnnGen.Generator.Graph.Blocks;

/// <summary>Checks a block's text as it is written: layers, arguments, names, types, and what has no value whatever the block is given.</summary>
internal sealed class BodyChecker
{
    private readonly BlockDefinition _block;
    private readonly List<BodyProblem> _problems = [];
    private readonly Dictionary<string, ParameterType?> _lets = [];
    private BodyText _text;

    private BodyChecker(BlockDefinition block, BodyText text) => (_block, _text) = (block, text);

    /// <summary>What is wrong with a block's text.</summary>
    public static IReadOnlyList<BodyProblem> Check(BlockDefinition block)
    {
        BodyChecker checker = new(block, new BodyText(BodyPlace.WholeClass, "", "", default));
        foreach (LetLine let in block.Lets)
        {
            checker._text = let.Value;
            checker._lets[let.Name] = let.Value.Single is { } value ? checker.TypeOf(value) : null;
        }

        foreach (BodyLine line in block.Lines)
        {
            checker.CheckLine(line);
        }

        if (block.Prefix is { Single: { } template } prefix)
        {
            checker._text = prefix;
            checker.TypeOf(template);
            checker.CheckName(template);
        }

        checker._problems.AddRange(BodyNames.Check(block));
        return checker._problems;
    }

    private void CheckLine(BodyLine line)
    {
        if (line.When is { Single: { } condition } when)
        {
            _text = when;
            Wants(ParameterType.Flag, condition, "a condition");
        }

        if (line.Layers is { } layers)
        {
            _text = layers;
            foreach (Expression item in layers.Items)
            {
                CheckItem(item);
            }
        }
    }

    /// <summary>Whether what a prefix has around its values can be part of a name.</summary>
    private void CheckName(Expression template)
    {
        foreach (LiteralExpression part in (template as InterpolatedExpression)?.Parts.OfType<LiteralExpression>() ?? [])
        {
            if (part.Value is string text && !NameText.IsName(text))
            {
                Add("CNN004", part.Place, $"the prefix has '{_text.Of(part.Place)}', which {NameText.Rule}", []);
            }
        }
    }

    private void CheckItem(Expression item)
    {
        switch (item)
        {
            case ChoiceExpression choice:
                Wants(ParameterType.Flag, choice.Condition, "a condition");
                CheckItem(choice.Then);
                CheckItem(choice.Else);
                break;
            case SequenceExpression sequence:
                foreach (Expression inner in sequence.Items)
                {
                    CheckItem(inner);
                }

                break;
            case { LayerName: { } name }:
                CheckLayer(item, name);
                break;
            default:
                Report(item.Place, $"'{_text.Of(item.Place)}' is no layer");
                break;
        }
    }

    private void CheckLayer(Expression item, string name)
    {
        if (_block.SignatureOf(name) is not { } signature)
        {
            IReadOnlyList<string> near = Spelling.Nearest(name, LayerKinds.All.Select(static kind => kind.Name).Concat(_block.Neighbours).ToList()).ToList();
            string message = _block.Find(name) is not null ? $"'{name}' is no layer: it is what the block is given" : $"'{name}' is no layer{(near.Count > 0 ? $"; the nearest is {near[0]}" : "")}";
            Add(BodyProblemIds.UnknownLayer, BodyLayers.NamePlace(item), message, near);
            return;
        }

        IReadOnlyList<CallArgument> arguments = BodyLayers.ArgumentsOf(item);
        Dictionary<Expression, ParameterType?> types = [];
        foreach (CallArgument argument in arguments)
        {
            types[argument.Value] = TypeOf(argument.Value);
        }

        CallBinding.Bind(signature, arguments, value => types[value], (place, message, near) => Add(BodyProblemIds.DoesNotCompute, place ?? item.Place, message, near));
    }

    /// <summary>The type of a value; null with the error reported.</summary>
    private ParameterType? TypeOf(Expression expression)
    {
        int before = _problems.Count;
        ParameterType? type = Infer(expression);
        if (type is not null && _problems.Count == before)
        {
            CheckConstant(expression);
        }

        return type;
    }

    /// <summary>Reports what has no value whatever the block is given.</summary>
    private void CheckConstant(Expression expression)
    {
        Evaluator evaluator = Constants();
        evaluator.Evaluate(expression);
        if (evaluator.Failure is { } failure)
        {
            Report(failure.Place, failure.Message);
        }
    }

    private Evaluator Constants() => new(
        _block,
        name => _block.Find(name) is { IsConstant: true, InitialValue: { } value } ? new BlockValue(value) : null,
        static (_, _) => null);

    private ParameterType? Infer(Expression expression)
    {
        switch (expression)
        {
            case LiteralExpression literal:
                return literal.Value switch { int => ParameterType.Integer, double => ParameterType.Number, bool => ParameterType.Flag, _ => ParameterType.Text };
            case NameExpression name:
                return OfName(name);
            case MemberExpression member:
                return OfMember(member);
            case ChoiceExpression choice:
                Wants(ParameterType.Flag, choice.Condition, "a condition");
                return Infer(choice.Then) is { } then && Infer(choice.Else) is { } otherwise ? Common(choice, then, otherwise) : null;
            case InterpolatedExpression interpolated:
                return interpolated.Parts.Select(Infer).ToList().Contains(null) ? null : ParameterType.Text;
            case OperatorExpression operation:
                return OfOperator(operation);
            case CallExpression call:
                return OfCall(call);
            default:
                Report(expression.Place, "layers cannot stand where a value does");
                return null;
        }
    }

    private ParameterType? OfName(NameExpression name)
    {
        if (_block.Find(name.Name) is { } parameter)
        {
            if (parameter.Type.Kind != ValueKind.Other)
            {
                return parameter.Type;
            }

            Report(name.Place, $"'{name.Name}' is of the type {parameter.Type.Name}: text computes with int, double, bool, string and enums");
            return null;
        }

        if (_lets.TryGetValue(name.Name, out ParameterType? let))
        {
            return let;
        }

        if (BuiltInNames.TypeOf(name.Name, _text) is { } type)
        {
            return type;
        }

        List<string> all = _block.Parameters.Select(static one => one.Name).Concat(_lets.Keys).Concat(BuiltInNames.Everywhere).ToList();
        IReadOnlyList<string> near = Spelling.Nearest(name.Name, all).ToList();
        string known = near.Count > 0 ? $"; the nearest is {near[0]}" : $"; there {(all.Count == 1 ? "is" : "are")} {Wording.And(all)}";
        Add(BodyProblemIds.DoesNotCompute, name.Place, $"'{name.Name}' is not known{known}", near);
        return null;
    }

    private ParameterType? OfMember(MemberExpression member)
    {
        if (BuiltInNames.IsTensorInput(member) && _block.Find("Tensor") is null)
        {
            return ParameterType.Text;
        }

        IReadOnlyList<ParameterType> enums = EnumNames.Find(member, _block, name => _block.Find(name)?.Type ?? (_lets.TryGetValue(name, out ParameterType? let) ? let : null));
        if (enums.Count > 1)
        {
            Report(member.Target.Place, $"'{_text.Of(member.Target.Place)}' may be {Wording.Or(enums.Select(static one => one.FullName.Substring("global::".Length)).ToList())}: write more of the name");
            return null;
        }

        if (enums.Count == 1)
        {
            ParameterType type = enums[0];
            if (type.Members.Any(one => one.Name == member.Member))
            {
                return type;
            }

            IReadOnlyList<string> near = Spelling.Nearest(member.Member, type.Members.Select(static one => one.Name).ToList()).Select(one => $"{type.Name}.{one}").ToList();
            Add(BodyProblemIds.DoesNotCompute, member.Place, $"{type.Name} has no {member.Member}; it has {Wording.And(type.Members.Select(static one => one.Name).ToList())}", near);
            return null;
        }

        if (Infer(member.Target) is not { } target)
        {
            return null;
        }

        if (target.Kind == ValueKind.Text && BuiltInNames.Sizes.Contains(member.Member))
        {
            return ParameterType.Integer;
        }

        Report(member.Place, target.Kind == ValueKind.Text
            ? $"an output has no {member.Member}; it has {Wording.And(BuiltInNames.Sizes)}"
            : $"'{_text.Of(member.Target.Place)}' is {target.Name} and has no {member.Member}");
        return null;
    }

    private ParameterType? OfOperator(OperatorExpression operation)
    {
        List<ParameterType?> operands = operation.Operands.Select(Infer).ToList();
        if (operands.Contains(null))
        {
            return null;
        }

        string name = operation.Operator;
        ParameterType? result = operands.Count == 1 ? ResultOf(name, operands[0]!) : ResultOf(name, operands[0]!, operands[1]!);
        if (result == ParameterType.Integer && name is "/" or "%" && Constants().Evaluate(operation.Operands[1]) is { Value: 0 } && Constants().Evaluate(operation.Operands[0]) is null)
        {
            Report(operation.Place, $"'{_text.Of(operation.Place)}' is a division by zero");
        }

        if (result is null)
        {
            Report(operation.Place, $"'{name}' does not take {Wording.And(operands.Select(static type => type!.Name).ToList())}");
        }

        return result;
    }

    private static ParameterType? ResultOf(string name, ParameterType operand) => name switch
    {
        "!" => operand.Kind == ValueKind.Flag ? ParameterType.Flag : null,
        "(int)" => IsNumber(operand) ? ParameterType.Integer : null,
        "(double)" => IsNumber(operand) ? ParameterType.Number : null,
        _ => IsNumber(operand) ? operand : null,
    };

    private static ParameterType? ResultOf(string name, ParameterType left, ParameterType right)
    {
        bool areNumbers = IsNumber(left) && IsNumber(right);
        if (Operators.Arithmetic.Contains(name))
        {
            return areNumbers ? (left.Kind == ValueKind.Integer ? right : left)
                : name == "+" && left.Kind == ValueKind.Text && right.Kind == ValueKind.Text ? ParameterType.Text : null;
        }

        bool fits = Operators.Order.Contains(name) ? areNumbers
            : Operators.Equality.Contains(name) ? areNumbers || (left.Equals(right) && left.Kind != ValueKind.Texts)
            : left.Kind == ValueKind.Flag && right.Kind == ValueKind.Flag;
        return fits ? ParameterType.Flag : null;
    }

    private static bool IsNumber(ParameterType type) => type.Kind is ValueKind.Integer or ValueKind.Number;

    private ParameterType? OfCall(CallExpression call)
    {
        List<ParameterType?> arguments = call.Arguments.Select(argument => Infer(argument.Value)).ToList();
        if (MathFunctions.Find(call.Name) is not { } function)
        {
            Report(call.Place, _block.SignatureOf(call.Name) is not null || LayerKinds.Find(call.Name) is not null
                ? $"{call.Name} is a layer, and layers cannot stand where a value does"
                : $"'{call.Name}' is not known; there are {Wording.And(MathFunctions.All.Select(static one => one.Name).ToList())}");
            return null;
        }

        if (arguments.Contains(null))
        {
            return null;
        }

        if (arguments.Count == function.Arguments && call.Arguments.All(static argument => argument.Name is null) && arguments.All(static type => type!.Kind is ValueKind.Integer or ValueKind.Number))
        {
            return function.TypeFor(arguments);
        }

        Report(call.Place, $"{call.Name} takes {(function.Arguments == 1 ? "a number" : "two numbers")}");
        return null;
    }

    private ParameterType? Common(ChoiceExpression choice, ParameterType one, ParameterType other)
    {
        ParameterType? common = one.Takes(other) ? one : other.Takes(one) ? other : null;
        if (common is null)
        {
            Report(choice.Place, $"the choice is between {one.Name} and {other.Name}");
        }

        return common;
    }

    private void Wants(ParameterType wanted, Expression expression, string what)
    {
        if (TypeOf(expression) is { } type && !wanted.Takes(type))
        {
            Report(expression.Place, $"'{_text.Of(expression.Place)}' is {type.Name}, and {what} is {wanted.Name}");
        }
    }

    private void Report(TextRange range, string message) => Add(BodyProblemIds.DoesNotCompute, range, message, []);

    private void Add(string id, TextRange range, string message, IEnumerable<string> replacements)
    {
        BodyProblem problem = new(id, new BodyPlace(_block.Kind, _text.Line, _text.Parameter, range), message) { Replacements = replacements.ToEquatableArray() };
        if (!_problems.Contains(problem))
        {
            _problems.Add(problem);
        }
    }
}
