using System;
using System.Collections.Generic;
using System.Linq;
using CnnGen.Generator.Model;
using CnnGen.Generator.Model.Blocks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace CnnGen.Generator.Parsing.Blocks;

/// <summary>Reads a block's text by C#'s own parser: the text is C# but for single quotes, which stand for double ones.</summary>
internal sealed class BodyTextReader
{
    /// <summary>How deep expressions may lie in one another: every step that goes through them takes a thread's stack.</summary>
    internal const int MostDepth = 100;

    private readonly string _block;
    private readonly int _line;
    private readonly string _parameter;
    private readonly string _text;
    private readonly List<BodyProblem> _problems;
    private readonly int _problemsBefore;

    // What stands in front of the text for the parser.
    private int _offset;
    private int _depth;

    private BodyTextReader(string block, int line, string parameter, string text, List<BodyProblem> problems)
    {
        (_block, _line, _parameter, _text, _problems) = (block, line, parameter, text, problems);
        _problemsBefore = problems.Count;
    }

    /// <summary>Reads layers with commas between them; of text that cannot be read only the problem.</summary>
    public static BodyText ReadLayers(string block, int line, string parameter, string text, List<BodyProblem> problems) =>
        new BodyTextReader(block, line, parameter, text, problems).ReadLayers();

    /// <summary>Reads a value or a condition.</summary>
    public static BodyText ReadValue(string block, int line, string parameter, string text, List<BodyProblem> problems) =>
        new BodyTextReader(block, line, parameter, text, problems).Read(0, Quoted(text));

    /// <summary>Reads text with expressions in braces.</summary>
    public static BodyText ReadTemplate(string block, int line, string parameter, string text, List<BodyProblem> problems) =>
        new BodyTextReader(block, line, parameter, text, problems).Read(2, "$\"" + text + "\"");

    // The compiler reads 'a' as a character and 'ab' as a mistake; no layer takes a character.
    private static string Quoted(string text) => text.Replace('\'', '"');

    private BodyText ReadLayers()
    {
        _offset = 1;
        List<Expression> items = [];
        if (Parse("(" + Quoted(_text) + ")", static code => SyntaxFactory.ParseArgumentList(code)) is { } list && Accepts(list))
        {
            foreach (ArgumentSyntax argument in list.Arguments)
            {
                if (argument.NameColon is not null || !argument.RefOrOutKeyword.IsKind(SyntaxKind.None))
                {
                    Refuse(argument);
                }
                else if (Convert(argument.Expression) is { } item)
                {
                    items.Add(item);
                }
            }
        }

        return Result(items);
    }

    private BodyText Read(int offset, string code)
    {
        _offset = offset;
        return Result(Parse(code, static one => SyntaxFactory.ParseExpression(one)) is { } syntax && Accepts(syntax) && Convert(syntax) is { } expression ? [expression] : []);
    }

    private T? Parse<T>(string code, Func<string, T> parse)
        where T : SyntaxNode
    {
        try
        {
            // Looking ahead behind brackets the parser does not watch its own stack.
            if (BracketsIn(code) <= MostDepth + 1)
            {
                return parse(code);
            }
        }
        catch (InsufficientExecutionStackException)
        {
        }

        ReportDepth(new TextRange(0, _text.Length));
        return null;
    }

    /// <summary>The most brackets that are open at one place.</summary>
    private static int BracketsIn(string code)
    {
        int open = 0;
        int most = 0;
        foreach (char character in code)
        {
            open += character is '(' or '[' or '{' ? 1 : character is ')' or ']' or '}' ? -1 : 0;
            most = Math.Max(most, open);
        }

        return most;
    }

    private BodyText Result(List<Expression> items) => new(_line, _parameter, _text, _problems.Count > _problemsBefore ? default : items.ToEquatableArray());

    /// <summary>Reports the parser's first error.</summary>
    private bool Accepts(SyntaxNode node)
    {
        if (node.GetDiagnostics().FirstOrDefault(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error) is not { } error)
        {
            return true;
        }

        string message = error.GetMessage(System.Globalization.CultureInfo.InvariantCulture);
        Report(RangeOf(error.Location.SourceSpan), $"the text cannot be read: {char.ToLowerInvariant(message[0])}{message.Substring(1).TrimEnd('.')}");
        return false;
    }

    private Expression? Convert(ExpressionSyntax syntax)
    {
        TextRange place = RangeOf(syntax.Span);
        if (_depth == MostDepth)
        {
            ReportDepth(place);
            return null;
        }

        _depth++;
        Expression? converted = Convert(syntax, place);
        _depth--;
        return converted;
    }

    private Expression? Convert(ExpressionSyntax syntax, TextRange place)
    {
        switch (syntax)
        {
            case ParenthesizedExpressionSyntax parenthesized:
                return Convert(parenthesized.Expression);
            case LiteralExpressionSyntax { Token.Value: int or double or bool or string } literal:
                return new LiteralExpression(place, literal.Token.Value);
            case LiteralExpressionSyntax { RawKind: (int)SyntaxKind.NullLiteralExpression }:
                return new LiteralExpression(place, TextValue.Null);
            case LiteralExpressionSyntax { Token.Value: float number }:
                return new LiteralExpression(place, (double)number);
            case IdentifierNameSyntax name:
                return new NameExpression(place, name.Identifier.ValueText);
            case MemberAccessExpressionSyntax { RawKind: (int)SyntaxKind.SimpleMemberAccessExpression, Name: IdentifierNameSyntax member } access:
                return Convert(access.Expression) is { } target ? new MemberExpression(place, target, member.Identifier.ValueText) : null;
            case PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.UnaryMinusExpression or (int)SyntaxKind.LogicalNotExpression } unary:
                return Operator(place, unary.OperatorToken.Text, unary.Operand);
            case CastExpressionSyntax { Type: PredefinedTypeSyntax { Keyword.RawKind: (int)SyntaxKind.IntKeyword or (int)SyntaxKind.DoubleKeyword } type } cast:
                return Operator(place, $"({type})", cast.Expression);
            case BinaryExpressionSyntax binary when Operators.Binary.Contains(binary.OperatorToken.Text):
                return Operator(place, binary.OperatorToken.Text, binary.Left, binary.Right);
            case ConditionalExpressionSyntax choice:
                return Convert(choice.Condition) is { } condition && Convert(choice.WhenTrue) is { } then && Convert(choice.WhenFalse) is { } otherwise
                    ? new ChoiceExpression(place, condition, then, otherwise) : null;
            case TupleExpressionSyntax tuple when tuple.Arguments.All(static argument => argument.NameColon is null):
                return ConvertAll(tuple.Arguments.Select(static argument => argument.Expression)) is { } items ? new SequenceExpression(place, items) : null;
            case InterpolatedStringExpressionSyntax interpolated:
                return Interpolation(place, interpolated);
            case InvocationExpressionSyntax call:
                return Call(place, call);
            default:
                return Refuse(syntax);
        }
    }

    private Expression? Operator(TextRange place, string name, params ExpressionSyntax[] operands) =>
        ConvertAll(operands) is { } converted ? new OperatorExpression(place, name, converted) : null;

    private EquatableArray<Expression>? ConvertAll(IEnumerable<ExpressionSyntax> syntaxes)
    {
        List<Expression?> converted = syntaxes.Select(Convert).ToList();
        return converted.Contains(null) ? null : converted.OfType<Expression>().ToEquatableArray();
    }

    private Expression? Interpolation(TextRange place, InterpolatedStringExpressionSyntax syntax)
    {
        List<Expression?> parts = syntax.Contents.Select(content => content switch
        {
            InterpolatedStringTextSyntax text => new LiteralExpression(RangeOf(text.Span), text.TextToken.ValueText),
            InterpolationSyntax { AlignmentClause: null, FormatClause: null } hole => Convert(hole.Expression),
            _ => Refuse(content),
        }).ToList();
        return parts.Contains(null) ? null : new InterpolatedExpression(place, parts.OfType<Expression>().ToEquatableArray());
    }

    private Expression? Call(TextRange place, InvocationExpressionSyntax call)
    {
        if (NameOf(call.Expression) is not { } name)
        {
            return Refuse(call.Expression);
        }

        List<CallArgument?> arguments = call.ArgumentList.Arguments.Select(Argument).ToList();
        return arguments.Contains(null) ? null : new CallExpression(place, name, RangeOf(call.Expression.Span), arguments.OfType<CallArgument>().ToEquatableArray());
    }

    private CallArgument? Argument(ArgumentSyntax argument)
    {
        IdentifierNameSyntax? property = (argument.Expression as AssignmentExpressionSyntax)?.Left as IdentifierNameSyntax;
        bool isProperty = property is not null && argument is { NameColon: null, Expression.RawKind: (int)SyntaxKind.SimpleAssignmentExpression };
        IdentifierNameSyntax? name = isProperty ? property : argument.NameColon?.Name;
        if (!argument.RefOrOutKeyword.IsKind(SyntaxKind.None))
        {
            Refuse(argument);
            return null;
        }

        return Convert(isProperty ? ((AssignmentExpressionSyntax)argument.Expression).Right : argument.Expression) is { } value
            ? new CallArgument(name?.Identifier.ValueText, name is null ? value.Place : RangeOf(name.Span), isProperty, value)
            : null;
    }

    private static string? NameOf(ExpressionSyntax syntax) => syntax switch
    {
        IdentifierNameSyntax name => name.Identifier.ValueText,
        MemberAccessExpressionSyntax { Name: IdentifierNameSyntax member } access => NameOf(access.Expression) is { } target ? $"{target}.{member.Identifier.ValueText}" : null,
        _ => null,
    };

    private Expression? Refuse(SyntaxNode node)
    {
        TextRange range = RangeOf(node.Span);
        Report(range, $"'{_text.Substring(range.Start, range.Length)}' cannot stand in a block's text: it computes with numbers, conditions, text and enums");
        return null;
    }

    private void ReportDepth(TextRange range) => Report(range, FormattableString.Invariant($"the text has more than {MostDepth} expressions in one another: give parts of it names, with Let"));

    // One error a text: the next may be the same one's.
    private void Report(TextRange range, string message)
    {
        if (_problems.Count == _problemsBefore)
        {
            _problems.Add(new BodyProblem(BodyProblemIds.Unreadable, new BodyPlace(_block, _line, _parameter, range), message));
        }
    }

    private TextRange RangeOf(TextSpan span)
    {
        int start = Math.Min(Math.Max(span.Start - _offset, 0), _text.Length);
        int end = Math.Min(Math.Max(span.End - _offset, start), _text.Length);
        return new TextRange(start, end - start);
    }
}
