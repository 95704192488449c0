using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using CnnGen.Generator.Model.Blocks;

namespace CnnGen.Generator.Graph.Blocks;

/// <summary>Computes what a block's text says, as C# would: the text has been checked, so that types fit.</summary>
/// <param name="block">The block, whose enums the text may name.</param>
/// <param name="find">The value of a name, or null where it is not known.</param>
/// <param name="measure">A size of an output, or null where it is not known.</param>
internal sealed class Evaluator(BlockDefinition block, Func<string, BlockValue?> find, Func<TextValue, string, int?> measure)
{
    /// <summary>The first thing that has no value whatever is known: a division by zero, a number that no int holds.</summary>
    public (TextRange Place, string Message)? Failure { get; private set; }

    /// <summary>The first thing that is not known: a name without a value, a size of an output whose shape nobody knows.</summary>
    public Expression? Unknown { get; private set; }

    /// <summary>The value, or null where something in it is not known, or there is a <see cref="Failure"/>.</summary>
    public BlockValue? Evaluate(Expression expression) => expression switch
    {
        LiteralExpression { Value: string text } => new BlockValue(new TextValue(text)),
        LiteralExpression literal => new BlockValue(literal.Value),
        NameExpression name => find(name.Name) ?? Miss(name),
        MemberExpression member => Member(member),
        ChoiceExpression choice => Choose(choice),
        InterpolatedExpression interpolated => Interpolate(interpolated),
        OperatorExpression operation => Wrapped(Compute(operation)),
        CallExpression call => Wrapped(Call(call)),
        _ => null,
    };

    private static BlockValue? Wrapped(object? value) => value is null ? null : new BlockValue(value);

    // Of an int and a double it is a double, whichever is chosen.
    private BlockValue? Choose(ChoiceExpression choice)
    {
        BlockValue? chosen = Evaluate(choice.Condition) is { Value: bool holds } ? Evaluate(holds ? choice.Then : choice.Else) : null;
        return chosen is { Value: int integer } && IsDouble(choice) ? chosen with { Value = (double)integer } : chosen;
    }

    private bool IsDouble(Expression expression) => expression switch
    {
        LiteralExpression literal => literal.Value is double,
        NameExpression name => find(name.Name)?.Value is double || block.Find(name.Name)?.Type.Kind == ValueKind.Number,
        ChoiceExpression choice => IsDouble(choice.Then) || IsDouble(choice.Else),
        OperatorExpression operation => operation.Operator == "(double)" || (Operators.Arithmetic.Contains(operation.Operator) && operation.Operands.Any(IsDouble)),
        CallExpression call => MathFunctions.Find(call.Name) is { } function && (!function.KeepsIntegers || call.Arguments.Any(argument => IsDouble(argument.Value))),
        _ => false,
    };

    private BlockValue? Member(MemberExpression member)
    {
        if (BuiltInNames.IsTensorInput(member) && find("Tensor") is null)
        {
            return find(BuiltInNames.Input);
        }

        if (EnumNames.Find(member, block, name => BlockValue.TypeOf(find(name)) ?? block.Find(name)?.Type).FirstOrDefault() is { } type)
        {
            return type.Members.FirstOrDefault(one => one.Name == member.Member) is { } found ? new BlockValue(new EnumValue(type, found.Value)) : null;
        }

        return Evaluate(member.Target) is { Value: TextValue output } && measure(output, member.Member) is { } size ? new BlockValue(size) : Miss(member);
    }

    private BlockValue? Interpolate(InterpolatedExpression interpolated)
    {
        List<BlockValue?> parts = interpolated.Parts.Select(Evaluate).ToList();
        return parts.Contains(null) ? null : new BlockValue(new TextValue(string.Concat(parts.Select(static part => part!.Value switch
        {
            TextValue text => text.Text,
            EnumValue value => value.Type.TextOf(value.Value).Split('.').Last(),
            IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
            var other => other.ToString(),
        }))));
    }

    private object? Compute(OperatorExpression operation)
    {
        if (Evaluate(operation.Operands[0]) is not { Value: var left })
        {
            return null;
        }

        if (operation.Operands.Count == 1)
        {
            return Unary(operation, left);
        }

        // What stands behind && and || may make no sense without them.
        if ((operation.Operator, left) is ("&&", false) or ("||", true))
        {
            return left;
        }

        return Evaluate(operation.Operands[1]) is not { Value: var right } ? null
            : Operators.Logic.Contains(operation.Operator) ? right
            : Operators.Equality.Contains(operation.Operator) ? AreEqual(left, right) == (operation.Operator == "==")
            : (left, right) is (int one, int other) ? OfIntegers(operation, one, other)
            : (left, right) is (TextValue text, TextValue behind) && operation.Operator == "+" ? new TextValue(text.Text + behind.Text)
            : OfNumbers(operation.Operator, ToDouble(left), ToDouble(right));
    }

    private object? Unary(OperatorExpression operation, object operand) => (operation.Operator, operand) switch
    {
        ("!", bool flag) => !flag,
        ("-", int number) => Checked(operation, -(long)number),
        ("-", double number) => -number,
        ("(double)", _) => ToDouble(operand),
        ("(int)", double number) => number is > int.MinValue - 1.0 and < int.MaxValue + 1.0 ? (int)number : Fail(operation, FormattableString.Invariant($"{number} is no int")),
        ("(int)", _) => operand,
        _ => null,
    };

    private object? OfIntegers(OperatorExpression operation, int left, int right) => operation.Operator switch
    {
        "/" or "%" when right == 0 => Fail(operation, FormattableString.Invariant($"{left} {operation.Operator} 0 is a division by zero")),
        "+" => Checked(operation, (long)left + right),
        "-" => Checked(operation, (long)left - right),
        "*" => Checked(operation, (long)left * right),
        "/" => Checked(operation, (long)left / right),
        "%" => (int)((long)left % right),
        _ => Compare(operation.Operator, left.CompareTo(right)),
    };

    private static object OfNumbers(string name, double left, double right) => name switch
    {
        "+" => left + right,
        "-" => left - right,
        "*" => left * right,
        "/" => left / right,
        "%" => left % right,
        "<" => left < right,
        "<=" => left <= right,
        ">" => left > right,
        _ => left >= right,
    };

    private static bool Compare(string name, int order) => name switch
    {
        "<" => order < 0,
        "<=" => order <= 0,
        ">" => order > 0,
        _ => order >= 0,
    };

    private static bool AreEqual(object left, object right) => (left, right) switch
    {
        (TextValue one, TextValue other) => one.IsSame(other),
        (EnumValue one, EnumValue other) => one.Value == other.Value,
        (bool one, bool other) => one == other,
        (int one, int other) => one == other,
        _ => ToDouble(left) == ToDouble(right),
    };

    private object? Call(CallExpression call)
    {
        List<BlockValue?> values = call.Arguments.Select(argument => Evaluate(argument.Value)).ToList();
        return values.Contains(null) || MathFunctions.Find(call.Name) is not { } function ? null : function.Compute(values.Select(static value => value!.Value).ToList());
    }

    private object? Checked(OperatorExpression operation, long value) =>
        value is >= int.MinValue and <= int.MaxValue ? (int)value : Fail(operation, FormattableString.Invariant($"{value} is larger than an int can be"));

    private BlockValue? Miss(Expression expression)
    {
        Unknown ??= expression;
        return null;
    }

    private object? Fail(Expression expression, string message)
    {
        Failure ??= (expression.Place, message);
        return null;
    }

    private static double ToDouble(object value) => value is int integer ? integer : (double)value;
}
