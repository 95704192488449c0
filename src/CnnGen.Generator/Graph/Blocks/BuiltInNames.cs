using System.Collections.Generic;
using System.Linq;
using CnnGen.Generator.Model.Blocks;

namespace CnnGen.Generator.Graph.Blocks;

/// <summary>What every block's text may name beside the block's own parameters.</summary>
internal static class BuiltInNames
{
    /// <summary>What the block is given.</summary>
    public const string Input = "input";

    /// <summary>The repetition, from 0.</summary>
    public const string Index = "index";

    /// <summary>Which of the blocks with its prefix it is, from 1; in a prefix alone.</summary>
    public const string Number = "number";

    /// <summary>The parameter that has a prefix.</summary>
    public const string PrefixParameter = "prefix";

    public static readonly IReadOnlyList<string> Everywhere = [Input, Index];

    /// <summary>The sizes of an output.</summary>
    public static readonly IReadOnlyList<string> Sizes = ["channels", "depth", "height", "width"];

    /// <summary>The type of a name, or null where it is none.</summary>
    public static ParameterType? TypeOf(string name, BodyText text) => name switch
    {
        Input => ParameterType.Text,
        Index => ParameterType.Integer,
        Number when text.Parameter == PrefixParameter => ParameterType.Integer,
        _ => null,
    };

    /// <summary>Whether an expression is Tensor.Input, the other way to write <see cref="Input"/>.</summary>
    public static bool IsTensorInput(MemberExpression member) => member is { Target: NameExpression { Name: "Tensor" }, Member: "Input" };

    /// <summary>Whether an expression asks for a name.</summary>
    public static bool IsIn(Expression expression, string name) => expression switch
    {
        NameExpression one => one.Name == name,
        MemberExpression member => IsIn(member.Target, name),
        ChoiceExpression choice => IsIn(choice.Condition, name) || IsIn(choice.Then, name) || IsIn(choice.Else, name),
        InterpolatedExpression interpolated => interpolated.Parts.Any(part => IsIn(part, name)),
        OperatorExpression operation => operation.Operands.Any(operand => IsIn(operand, name)),
        CallExpression call => call.Arguments.Any(argument => IsIn(argument.Value, name)),
        _ => false,
    };
}
