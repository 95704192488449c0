using System;
using System.Linq;

namespace CnnGen.Generator.Model.Blocks;

/// <summary>What a value in a block's text can be.</summary>
internal enum ValueKind
{
    Integer,
    Number,
    Flag,
    Text,
    Texts,
    Enumeration,

    /// <summary>A type that text cannot compute with.</summary>
    Other,
}

/// <summary>The type of a parameter.</summary>
/// <param name="Kind">What its values are.</param>
/// <param name="Name">As C# writes it: <c>int</c>, <c>Fit</c>.</param>
/// <param name="Members">Of an enum, its members.</param>
internal sealed record ParameterType(ValueKind Kind, string Name, EquatableArray<EnumMember> Members = default) : IEquatable<ParameterType>
{
    public static readonly ParameterType Integer = new(ValueKind.Integer, "int");

    public static readonly ParameterType Number = new(ValueKind.Number, "double");

    public static readonly ParameterType Flag = new(ValueKind.Flag, "bool");

    public static readonly ParameterType Text = new(ValueKind.Text, "string");

    public static readonly ParameterType Texts = new(ValueKind.Texts, "string[]");

    /// <summary>Whether a value of another type can stand where one of this type is wanted.</summary>
    public bool Takes(ParameterType other) =>
        Equals(other) || (Kind == ValueKind.Number && other.Kind == ValueKind.Integer);

    /// <summary>The member of an enum with a number; its number where none has it.</summary>
    public string TextOf(int value) => Members.FirstOrDefault(member => member.Value == value) is { } named
        ? $"{Name}.{named.Name}" : FormattableString.Invariant($"({Name}){value}");
}

/// <summary>A member of an enum.</summary>
internal sealed record EnumMember(string Name, int Value) : IEquatable<EnumMember>;

/// <summary>A value of an enum.</summary>
internal sealed record EnumValue(ParameterType Type, int Value);
