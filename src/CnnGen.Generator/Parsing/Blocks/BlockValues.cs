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
    /// <summary>What the assembly of a class has recorded of it: names and values.</summary>
    public static IReadOnlyDictionary<string, TypedConstant> RecordedOf(INamedTypeSymbol declaring)
    {
        Dictionary<string, TypedConstant> recorded = [];
        string key = KeyOf(declaring);
        foreach (AttributeData attribute in RecordsOf(declaring.ContainingAssembly))
        {
            if (attribute.ConstructorArguments[0].Value as string == key && attribute.ConstructorArguments[1].Value is string name)
            {
                recorded[name] = attribute.ConstructorArguments[2];
            }
        }

        return recorded;
    }

    /// <summary>What other assemblies must be told of a class: what properties begin with, and constants, some of which they cannot see.</summary>
    public static IEnumerable<RecordedValue> ToRecord(INamedTypeSymbol declaring, IEnumerable<DeclaredValue> members)
    {
        string key = KeyOf(declaring);
        return members.Where(static member => IsKnown(member.Parameter) && IsVisible(member.Type)).Select(member => new RecordedValue(key, member.Parameter.Name, TextOf(member.Parameter.Default)));
    }

    /// <summary>The same of the blocks that a block's text names: where it is used the names may mean others.</summary>
    public static IEnumerable<RecordedValue> ToRecord(INamedTypeSymbol block, IEnumerable<(string Name, INamedTypeSymbol Block)> named)
    {
        string key = KeyOf(block);
        return named.Where(static one => IsVisible(one.Block))
            .Select(one => new RecordedValue(key, one.Name, $"typeof({one.Block.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat)})"));
    }

    /// <summary>Whether an attribute of the assembly can name a type.</summary>
    public static bool IsVisible(ITypeSymbol type) =>
        type.DeclaredAccessibility is Accessibility.Public or Accessibility.Internal or Accessibility.ProtectedOrInternal or Accessibility.NotApplicable
        && type is not INamedTypeSymbol { IsFileLocal: true } && (type.ContainingType is null || IsVisible(type.ContainingType));

    /// <summary>A value as a block's text computes with it; null where it cannot.</summary>
    public static object? Normalized(object? value, ParameterType type) => (type.Kind, value) switch
    {
        (ValueKind.Integer, int) or (ValueKind.Flag, bool) or (ValueKind.Text, string) => value,
        (ValueKind.Number, float number) => (double)number,
        (ValueKind.Number, double) => value,
        (ValueKind.Number, int number) => (double)number,
        (ValueKind.Enumeration, IConvertible number) => EnumValue.Of(type, number),
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

    // A string may be null.
    private static bool IsKnown(BlockParameter parameter) => parameter.Default is not null || (!parameter.IsConstant && parameter.Type.Kind == ValueKind.Text);

    private static string KeyOf(INamedTypeSymbol declaring) => declaring.OriginalDefinition.ToDisplayString(SymbolDisplayFormat.CSharpErrorMessageFormat);

    private static IEnumerable<AttributeData> RecordsOf(IAssemblySymbol assembly) => assembly.GetAttributes().Where(static attribute =>
        attribute.ConstructorArguments.Length == 3 && DeclarationReader.IsNamed(attribute.AttributeClass, WellKnownNames.BlockValueAttribute));

    private static string TextOf(object? value) => value switch
    {
        null => "null",
        EnumValue named => FormattableString.Invariant($"unchecked(({named.Type.FullName})({named.Value}L))"),
        string text => CSharpText.Literal(text),
        bool flag => flag ? "true" : "false",
        double number => double.IsNaN(number) ? "double.NaN" : double.IsInfinity(number) ? number > 0 ? "double.PositiveInfinity" : "double.NegativeInfinity" : number.ToString("R", CultureInfo.InvariantCulture) + "d",
        _ => ((int)value).ToString(CultureInfo.InvariantCulture),
    };
}
