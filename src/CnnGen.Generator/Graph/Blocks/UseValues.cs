using System;
using System.Collections.Generic;
using System.Linq;
using CnnGen.Generator.Model;
using CnnGen.Generator.Model.Blocks;

namespace CnnGen.Generator.Graph.Blocks;

/// <summary>What the text of a block computes with: what the use gives, and what it is without that.</summary>
internal static class UseValues
{
    /// <summary>The values by name; what is not known has none.</summary>
    /// <param name="block">The block.</param>
    /// <param name="use">The use.</param>
    /// <param name="outputOf">The output that a text names where the use stands.</param>
    public static Dictionary<string, BlockValue> Of(BlockDefinition block, LayerUse use, Func<string, string> outputOf)
    {
        Dictionary<string, BlockValue> values = [];
        foreach (BlockParameter parameter in block.Parameters)
        {
            List<UseArgument> given = parameter.IsConstant ? [] : use.Arguments.Where(argument => argument.Argument.Name == parameter.Name).ToList();
            object? value = parameter.Type.Kind == ValueKind.Texts ? ListOf(given, outputOf)
                : given.Count > 0 ? ValueOf(given[0], parameter.Type, outputOf)
                : parameter.InitialValue ?? (parameter.Type.Kind == ValueKind.Text ? TextValue.Null : null);
            if (value is not null)
            {
                values[parameter.Name] = new BlockValue(value, given.Count > 0 ? given[0].Source : null);
            }
        }

        return values;
    }

    private static object? ValueOf(UseArgument argument, ParameterType type, Func<string, string> outputOf) => (type.Kind, argument.Argument.Value) switch
    {
        (ValueKind.Enumeration, IConvertible number) => EnumValue.Of(type, number),
        (ValueKind.Number, float number) => (double)number,
        (ValueKind.Number, int number) => (double)number,
        (ValueKind.Text, string text) => TextOf(text, argument, outputOf),
        (ValueKind.Integer, int) or (ValueKind.Number, double) or (ValueKind.Flag, bool) => argument.Argument.Value,
        _ => null,
    };

    private static TextValue TextOf(string text, UseArgument argument, Func<string, string> outputOf) => new(text, argument.Output ?? outputOf(text));

    // Of several arguments for one parameter each has its place.
    private static TextList ListOf(IReadOnlyList<UseArgument> arguments, Func<string, string> outputOf) => new(arguments.Select((argument, place) => new TextItem(
        TextOf(argument.Argument.Value as string ?? "", argument, outputOf),
        argument.Source == argument.Argument.Name ? FormattableString.Invariant($"{argument.Source}[{place}]") : argument.Source)).ToEquatableArray());
}
