using System;

namespace CnnGen.Generator.Model.Blocks;

/// <summary>What a layer's attribute takes, for a text that names it.</summary>
/// <param name="Name">As the text writes it.</param>
/// <param name="Kind">The layer's kind, as in <see cref="LayerDeclaration"/>.</param>
/// <param name="Constructors">The parameters of each constructor.</param>
/// <param name="Properties">What may be set beside them.</param>
internal sealed record LayerSignature(
    string Name, string Kind, EquatableArray<EquatableArray<SignatureParameter>> Constructors, EquatableArray<SignatureParameter> Properties) : IEquatable<LayerSignature>;

/// <summary>A parameter or property of a layer's attribute.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its type; of one that takes several values, theirs.</param>
/// <param name="IsOptional">Whether it may be left out.</param>
/// <param name="IsList">Whether it takes several values.</param>
/// <param name="Default">What it is where it is left out; null where that is the layer's doing.</param>
internal sealed record SignatureParameter(string Name, ParameterType Type, bool IsOptional = true, bool IsList = false, object? Default = null) : IEquatable<SignatureParameter>;
