using System;
using System.Collections.Generic;
using System.Linq;

namespace CnnGen.Generator.Model.Blocks;

/// <summary>A block: what it takes and what it is made of.</summary>
/// <param name="Kind">Its kind, as a <see cref="LayerDeclaration"/> that uses it has it.</param>
/// <param name="Name">What it is called in messages: <c>BasicBlock</c>.</param>
/// <param name="Parameters">What the text may compute with: parameters, properties, constants.</param>
/// <param name="Lines">Its body, in source order.</param>
/// <param name="Signatures">The layers that the text names, those that there are.</param>
internal sealed record BlockDefinition(
    string Kind,
    string Name,
    EquatableArray<BlockParameter> Parameters,
    EquatableArray<BodyLine> Lines,
    EquatableArray<LayerSignature> Signatures) : IEquatable<BlockDefinition>
{
    /// <summary>What the text names itself, in source order.</summary>
    public EquatableArray<LetLine> Lets { get; init; }

    /// <summary>The prefix of its layers' names; null where that goes by its own name.</summary>
    public BodyText? Prefix { get; init; }

    /// <summary>Whether it stands for text on the network itself: its layers are the network's.</summary>
    public bool IsAnonymous { get; init; }

    /// <summary>The enums whose members the text may name.</summary>
    public EquatableArray<ParameterType> Enums { get; init; }

    /// <summary>Other blocks beside it, which a name that is none may have meant; none where all names are layers.</summary>
    public EquatableArray<string> Neighbours { get; init; }

    /// <summary>What is wrong with its text as it is written.</summary>
    public EquatableArray<BodyProblem> Problems { get; init; }

    /// <summary>Whether an attribute of it is half typed: the compiler itself complains of that.</summary>
    public bool IsHalfTyped { get; init; }

    /// <summary>The assembly that it is declared in; null where its problems are reported at its declaration, in the one that is being compiled.</summary>
    public string? Assembly { get; init; }

    /// <summary>Whether its problems are reported where it is declared.</summary>
    public bool IsInSource => Assembly is null;

    /// <summary>Whether networks can be made of it.</summary>
    public bool IsSound => Problems.Count == 0 && !IsHalfTyped;

    /// <summary>The parameter with a name, or null.</summary>
    public BlockParameter? Find(string name) => Parameters.FirstOrDefault(parameter => parameter.Name == name);

    /// <summary>The signature of a layer that the text names, or null.</summary>
    public LayerSignature? SignatureOf(string name) => Signatures.FirstOrDefault(signature => signature.Name == name);

    /// <summary>The kinds of what is in it, blocks or not.</summary>
    public IEnumerable<string> InnerKinds => Lines.Select(static line => line.Layer?.Kind).OfType<string>().Concat(Signatures.Select(static signature => signature.Kind)).Distinct();
}

/// <summary>What the text of a block may name.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its type.</param>
/// <param name="Default">Its value unless the use gives it another; null where it has none that is known.</param>
/// <param name="IsConstant">Whether no use can give it another.</param>
internal sealed record BlockParameter(string Name, ParameterType Type, object? Default, bool IsConstant = false) : IEquatable<BlockParameter>
{
    /// <summary>The <see cref="Default"/> as text computes with it.</summary>
    public object? InitialValue => TextValue.Of(Default);
}

/// <summary>One attribute of a block's body.</summary>
/// <param name="Place">Its place among the class's attributes.</param>
/// <param name="Layer">A layer with constant arguments; null where it is text.</param>
/// <param name="Layers">Layers as text.</param>
internal sealed record BodyLine(int Place, LayerDeclaration? Layer, BodyText? Layers) : IEquatable<BodyLine>
{
    /// <summary>The condition on which the layers are there.</summary>
    public BodyText? When { get; init; }

    /// <summary>The name of the branch that the layers are.</summary>
    public string? Branch { get; init; }
}

/// <summary>A value with a name.</summary>
/// <param name="Name">The name.</param>
/// <param name="Value">What is computed.</param>
internal sealed record LetLine(string Name, BodyText Value) : IEquatable<LetLine>;

/// <summary>A text of a block's body, read.</summary>
/// <param name="Line">The attribute that has it, by its place among the class's.</param>
/// <param name="Parameter">The parameter of that attribute.</param>
/// <param name="Text">The text.</param>
/// <param name="Items">What stands in it, with commas between.</param>
internal sealed record BodyText(int Line, string Parameter, string Text, EquatableArray<Expression> Items) : IEquatable<BodyText>
{
    /// <summary>What it is where it is one expression; null where it could not be read.</summary>
    public Expression? Single => Items.Count == 1 ? Items[0] : null;

    /// <summary>A stretch of it.</summary>
    public string Of(TextRange range) => Text.Substring(range.Start, range.Length);
}

/// <summary>Where in a block something stands.</summary>
/// <param name="Block">The block's kind.</param>
/// <param name="Line">The attribute, by its place among the class's.</param>
/// <param name="Parameter">The parameter that has the text; null for the attribute as a whole.</param>
/// <param name="Range">The stretch of the text.</param>
internal sealed record BodyPlace(string Block, int Line, string? Parameter, TextRange Range) : IEquatable<BodyPlace>
{
    /// <summary>In place of an attribute: the class itself, or its member, or its constructor's parameter, that the parameter names.</summary>
    public const int WholeClass = -1;
}

/// <summary>A mistake in a block's text.</summary>
/// <param name="Id">The diagnostic.</param>
/// <param name="Place">Where it is.</param>
/// <param name="Message">One sentence without a final period.</param>
internal sealed record BodyProblem(string Id, BodyPlace Place, string Message) : IEquatable<BodyProblem>
{
    /// <summary>Texts that mend it in its place, the best first.</summary>
    public EquatableArray<string> Replacements { get; init; }
}
