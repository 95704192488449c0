using System;

namespace CnnGen.Generator.Model.Blocks;

/// <summary>A stretch of a text.</summary>
/// <param name="Start">Its first character.</param>
/// <param name="Length">How many it has.</param>
internal readonly record struct TextRange(int Start, int Length);

/// <summary>A piece of a block's text: something to compute, or layers.</summary>
/// <param name="Place">Where in the text it stands.</param>
internal abstract record Expression(TextRange Place) : IEquatable<Expression>
{
    /// <summary>The name of the layer that this is where layers stand; null where it is none.</summary>
    public virtual string? LayerName => null;
}

/// <summary>A literal.</summary>
/// <param name="Place">Where in the text it stands.</param>
/// <param name="Value">An int, a double, a bool, a string or <see cref="TextValue.Null"/>.</param>
internal sealed record LiteralExpression(TextRange Place, object Value) : Expression(Place);

/// <summary>A name: of a parameter or, where layers stand, of a layer without arguments.</summary>
internal sealed record NameExpression(TextRange Place, string Name) : Expression(Place)
{
    public override string? LayerName => Name;
}

/// <summary>A member: <c>input.channels</c>, <c>Fit.Floor</c>, or a layer's name with its namespace.</summary>
/// <param name="Place">Where in the text it stands.</param>
/// <param name="Target">What is in front of the dot.</param>
/// <param name="Member">What is behind it.</param>
internal sealed record MemberExpression(TextRange Place, Expression Target, string Member) : Expression(Place)
{
    public override string? LayerName => Target.LayerName is { } target ? $"{target}.{Member}" : null;
}

/// <summary>An operator and its one or two operands.</summary>
/// <param name="Place">Where in the text it stands.</param>
/// <param name="Operator">As C# writes it; <c>(int)</c> and <c>(double)</c> are the conversions.</param>
/// <param name="Operands">From left to right.</param>
internal sealed record OperatorExpression(TextRange Place, string Operator, EquatableArray<Expression> Operands) : Expression(Place);

/// <summary>A choice: <c>a ? b : c</c>.</summary>
internal sealed record ChoiceExpression(TextRange Place, Expression Condition, Expression Then, Expression Else) : Expression(Place);

/// <summary>Text with expressions in it: <c>$"layer{index}"</c>.</summary>
internal sealed record InterpolatedExpression(TextRange Place, EquatableArray<Expression> Parts) : Expression(Place);

/// <summary>A layer with its arguments, or a function of Math.</summary>
/// <param name="Place">Where in the text it stands.</param>
/// <param name="Name">As it is written: <c>Conv</c>, <c>Math.Max</c>.</param>
/// <param name="NamePlace">Where the name stands.</param>
/// <param name="Arguments">From left to right.</param>
internal sealed record CallExpression(TextRange Place, string Name, TextRange NamePlace, EquatableArray<CallArgument> Arguments) : Expression(Place)
{
    public override string? LayerName => Name;
}

/// <summary>Several layers, in parentheses.</summary>
internal sealed record SequenceExpression(TextRange Place, EquatableArray<Expression> Items) : Expression(Place);

/// <summary>An argument of a layer's.</summary>
/// <param name="Name">The parameter's or property's name where it is said; null where the place says it.</param>
/// <param name="NamePlace">Where the name stands.</param>
/// <param name="IsProperty">Whether it is written as a property's, with <c>=</c>.</param>
/// <param name="Value">The value.</param>
internal sealed record CallArgument(string? Name, TextRange NamePlace, bool IsProperty, Expression Value) : IEquatable<CallArgument>;
