using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using CnnGen.Generator.Model;
using CnnGen.Generator.Model.Blocks;
using Microsoft.CodeAnalysis;

namespace CnnGen.Generator.Parsing.Blocks;

/// <summary>Values of blocks that are no part of a class's metadata: what its properties begin with. The assembly that declares a block records them.</summary>
internal static class BlockValues
{
    /// <summary>The full name under which a block's values are recorded.</summary>
    public static string KeyOf(INamedTypeSymbol block) => block.OriginalDefinition.ToDisplayString(SymbolDisplayFormat.CSharpErrorMessageFormat);

    /// <summary>What the assembly of a block has recorded of it.</summary>
    public static IEnumerable<AttributeData> RecordedOf(INamedTypeSymbol block)
    {
        if (block.DeclaringSyntaxReferences.Length > 0)
        {
            return [];
        }

        string key = KeyOf(block);
        return block.ContainingAssembly.GetAttributes().Where(attribute => DeclarationReader.IsNamed(attribute.AttributeClass, WellKnownNames.BlockValueAttribute)
            && attribute.ConstructorArguments.Length == 3 && attribute.ConstructorArguments[0].Value as string == key);
    }

    /// <summary>The recorded value of a property; null where none is.</summary>
    public static object? Recorded(INamedTypeSymbol block, string property) =>
        RecordedOf(block).FirstOrDefault(attribute => attribute.ConstructorArguments[1].Value as string == property)?.ConstructorArguments[2].Value;

    /// <summary>What other assemblies must be told: what properties begin with, and constants, some of which they cannot see.</summary>
    public static IEnumerable<RecordedValue> ToRecord(INamedTypeSymbol block, BlockDefinition definition)
    {
        string key = KeyOf(block);
        HashSet<string> constructors = [.. block.InstanceConstructors.SelectMany(static one => one.Parameters).Select(static parameter => parameter.Name)];
        return definition.Parameters.Where(parameter => !constructors.Contains(parameter.Name) && parameter.Default is not null)
            .Select(parameter => new RecordedValue(key, parameter.Name, TextOf(parameter.Default!)));
    }

    private static string TextOf(object value) => value switch
    {
        EnumValue named => named.Value.ToString(CultureInfo.InvariantCulture),
        string text => CSharpText.Literal(text),
        bool flag => flag ? "true" : "false",
        double number => double.IsNaN(number) ? "double.NaN" : double.IsInfinity(number) ? number > 0 ? "double.PositiveInfinity" : "double.NegativeInfinity" : number.ToString("R", CultureInfo.InvariantCulture) + "d",
        _ => ((int)value).ToString(CultureInfo.InvariantCulture),
    };

    /// <summary>A value as a block's text computes with it; null where it cannot.</summary>
    public static object? Normalized(object? value, ParameterType type) => (type.Kind, value) switch
    {
        (ValueKind.Integer, int) or (ValueKind.Flag, bool) or (ValueKind.Text, string) => value,
        (ValueKind.Number, float number) => (double)number,
        (ValueKind.Number, double) => value,
        (ValueKind.Number, int number) => (double)number,
        (ValueKind.Enumeration, IConvertible number) => new EnumValue(type, Convert.ToInt32(number, CultureInfo.InvariantCulture)),
        _ => null,
    };

    /// <summary>What a property without an initial value is.</summary>
    public static object? Initial(ParameterType type) => type.Kind switch
    {
        ValueKind.Integer or ValueKind.Enumeration => 0,
        ValueKind.Number => 0.0,
        ValueKind.Flag => false,
        _ => null,
    };
}
