namespace CnnGen;

/// <summary>Adds named outputs to the running output, element by element. All have the same shape.</summary>
public sealed class AddAttribute : LayerAttribute
{
    /// <summary>Adds to the running output.</summary>
    /// <param name="names">The names of earlier outputs, or <see cref="Tensor.Input"/>; at least one.</param>
    public AddAttribute(params string[] names) => Names = names;

    /// <summary>The names of the outputs that are added to the running one.</summary>
    public string[] Names { get; }
}

/// <summary>Lays named outputs and the running output side by side along the channels. All have the same spatial sizes.</summary>
public sealed class ConcatAttribute : LayerAttribute
{
    /// <summary>Joins with the running output.</summary>
    /// <param name="names">The names of earlier outputs, or <see cref="Tensor.Input"/>, in their order; at least one.</param>
    public ConcatAttribute(params string[] names) => Names = names;

    /// <summary>The names of the outputs that are joined with the running one.</summary>
    public string[] Names { get; }

    /// <summary>Where the running output's channels come; behind the named ones' unless set.</summary>
    public ConcatOrder Order { get; set; } = ConcatOrder.NamedFirst;
}

/// <summary>Where the running output's channels come in a <see cref="ConcatAttribute"/>.</summary>
public enum ConcatOrder
{
    /// <summary>The named outputs in the order of their names, then the running output.</summary>
    NamedFirst,

    /// <summary>The running output, then the named ones in the order of their names.</summary>
    RunningFirst,
}

/// <summary>Names of tensors that no layer has.</summary>
/// <remarks>
/// System.Numerics.Tensors has a class of this name. A file that is using both namespaces says which one is meant:
/// <c>using Tensor = System.Numerics.Tensors.Tensor;</c>, and <c>CnnGen.Tensor.Input</c> in its networks.
/// </remarks>
public static class Tensor
{
    /// <summary>The network's input, for <see cref="LayerAttribute.From"/> and the joining layers.</summary>
    public const string Input = "<input>";
}
