using CnnGen.Generator.Model.Blocks;

namespace CnnGen.Generator.Graph.Blocks;

/// <summary>A value in a block's text.</summary>
/// <param name="Value">An int, a double, a bool, an <see cref="EnumValue"/>, a <see cref="TextValue"/> or a list of those.</param>
/// <param name="Source">The argument of the network's own layer that it is, as it was typed; null where it is not simply one.</param>
internal sealed record BlockValue(object Value, string? Source = null)
{
    /// <summary>The type of a value, or null where it is not known.</summary>
    public static ParameterType? TypeOf(BlockValue? value) => value?.Value switch
    {
        int => ParameterType.Integer,
        double => ParameterType.Number,
        bool => ParameterType.Flag,
        TextValue => ParameterType.Text,
        TextList => ParameterType.Texts,
        EnumValue named => named.Type,
        _ => null,
    };
}
