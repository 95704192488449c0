using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using CnnGen.Generator.Model;
using CnnGen.Generator.Model.Blocks;

namespace CnnGen.Generator.Graph.Blocks;

/// <summary>A layer that stands somewhere, with the values of its arguments.</summary>
/// <param name="Kind">Its kind.</param>
/// <param name="Arguments">Its arguments.</param>
internal sealed record LayerUse(string Kind, IReadOnlyList<UseArgument> Arguments)
{
    /// <summary>What every layer may be told: its name, what it takes, whether it is trained, whether it is computed again, how often it stands there.</summary>
    public const string NameParameter = "Name";

    public const string FromParameter = "From";

    public const string FrozenParameter = "Frozen";

    public const string RecomputeParameter = "Recompute";

    public const string RepeatParameter = "Repeat";

    /// <summary>The outputs that a join takes with the running one.</summary>
    public const string NamesParameter = "names";

    /// <summary>A layer as it is typed on the network, or with constant arguments in a block's body.</summary>
    /// <param name="declaration">The layer.</param>
    /// <param name="isTyped">Whether it is the network's own.</param>
    public static LayerUse Of(LayerDeclaration declaration, bool isTyped) =>
        new(declaration.Kind, declaration.Arguments.Select(argument => new UseArgument(argument, isTyped ? argument.Name : null, null)).ToList());

    /// <summary>The same without a parameter.</summary>
    public LayerUse Without(string parameter) => this with { Arguments = Arguments.Where(argument => argument.Argument.Name != parameter).ToList() };

    /// <summary>The argument for a parameter, or null.</summary>
    public UseArgument? Find(string parameter) => Arguments.FirstOrDefault(argument => argument.Argument.Name == parameter);

    /// <summary>The text that is given for a parameter, or null.</summary>
    public UseArgument? FindText(string parameter) => Find(parameter) is { Argument.Value: string } argument ? argument : null;

    /// <summary>The name that it is given, or null.</summary>
    public string? Name => FindText(NameParameter)?.Argument.Value as string;

    /// <summary>How many times it stands there.</summary>
    public int Repeat => Find(RepeatParameter)?.Argument.Value as int? ?? 1;

    /// <summary>Whether that has been said.</summary>
    public bool IsRepeated => Find(RepeatParameter) is not null;

    /// <summary>Whether its parameters are not trained.</summary>
    public bool IsFrozen => Find(FrozenParameter)?.Argument.Value is true;

    /// <summary>Whether its values are computed again in the backward pass.</summary>
    public bool IsRecomputed => Find(RecomputeParameter)?.Argument.Value is true;
}

/// <summary>An argument with its value.</summary>
/// <param name="Argument">The parameter and the value.</param>
/// <param name="Source">The argument of the network's own layer that it is, or null.</param>
/// <param name="Output">The output that its text names where that has been decided already.</param>
internal sealed record UseArgument(Argument Argument, string? Source, string? Output)
{
    /// <summary>The arguments that a value makes for a parameter: one, or one for each of several.</summary>
    public static IEnumerable<UseArgument> Of(string parameter, BlockValue value, bool isPositional) => value.Value switch
    {
        TextList list => list.Items.SelectMany(item => Of(parameter, new BlockValue(item.Value, item.Source), isPositional)),
        TextValue { IsNull: true } => [],
        TextValue text => [new UseArgument(new Argument(parameter, text.Text, NameText.Literal(text.Text), isPositional), value.Source, text.Output)],
        EnumValue named => [new UseArgument(new Argument(parameter, named.Number, named.Type.TextOf(named.Value), isPositional), value.Source, null)],
        _ => [new UseArgument(new Argument(parameter, value.Value, TextOf(value.Value), isPositional), value.Source, null)],
    };

    private static string TextOf(object value) => value switch
    {
        bool flag => flag ? "true" : "false",
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        _ => ((System.IFormattable)value).ToString(null, CultureInfo.InvariantCulture),
    };
}
