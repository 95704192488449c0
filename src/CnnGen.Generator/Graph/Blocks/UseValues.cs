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
                : parameter.InitialValue;
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
        (ValueKind.Text, string text) => new TextValue(text, argument.Output ?? outputOf(text)),
        (ValueKind.Integer, int) or (ValueKind.Number, double) or (ValueKind.Flag, bool) => argument.Argument.Value,
        _ => null,
    };

    private static TextList ListOf(IReadOnlyList<UseArgument> arguments, Func<string, string> outputOf)
    {
        List<(string Text, string? Output)> texts = arguments.Select(static argument => (argument.Argument.Value as string ?? "", argument.Output)).ToList();
        return new TextList(texts.Select(static one => one.Text).ToEquatableArray(), texts.Select(one => one.Output ?? outputOf(one.Text)).ToEquatableArray());
    }
}
