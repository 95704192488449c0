using System;
using System.Globalization;
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
/// <param name="FullName">Of an enum, its name with all that it is in: <c>global::CnnGen.Fit</c>.</param>
internal sealed record ParameterType(ValueKind Kind, string Name, EquatableArray<EnumMember> Members = default, string FullName = "") : IEquatable<ParameterType>
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
    public string TextOf(long value) => Members.FirstOrDefault(member => member.Value == value) is { } named
        ? $"{Name}.{named.Name}" : FormattableString.Invariant($"({Name}){value}");
}

/// <summary>A member of an enum.</summary>
internal sealed record EnumMember(string Name, long Value) : IEquatable<EnumMember>;

/// <summary>A value of an enum.</summary>
internal sealed record EnumValue(ParameterType Type, long Value)
{
    /// <summary>The number as attributes have it: an int wherever it is one.</summary>
    public object Number => Value is >= int.MinValue and <= int.MaxValue ? (object)(int)Value : Value;

    /// <summary>The value of a number, of whatever type the enum is.</summary>
    public static EnumValue Of(ParameterType type, IConvertible number) => new(type, NumberOf(number));

    /// <summary>A number as a long; of those that are larger than one the same bits.</summary>
    public static long NumberOf(IConvertible number) => number is ulong unsigned ? unchecked((long)unsigned) : Convert.ToInt64(number, CultureInfo.InvariantCulture);
}
