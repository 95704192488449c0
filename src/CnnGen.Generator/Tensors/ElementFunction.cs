namespace CnnGen.Generator.Tensors;

/// <summary>A function of one element: all that layers, passes, operations and kernels know of it.</summary>
/// <param name="Name">What kernels' names call it; it has the function's numbers in it, so that it states all that changes a text.</param>
/// <param name="Instance">The runtime's function with its numbers, as C#.</param>
internal sealed record ElementFunction(string Name, string Instance)
{
    /// <summary>Stands for the operand in an <see cref="Expression"/>.</summary>
    public const string Operand = "$";

    /// <summary>Stands in an <see cref="Expression"/> for a vector of trained slopes.</summary>
    public const string Slope = "%";

    /// <summary>Whether the derivative follows from the function's value; else it takes what the function takes.</summary>
    public bool FollowsFromValue { get; init; }

    /// <summary>Whether it falls nowhere, so that the largest value is that of the largest operand.</summary>
    public bool IsMonotonic { get; init; }

    /// <summary>Whether it makes another number of zero: the lanes behind the last channel then hold that.</summary>
    public bool LiftsZero { get; init; }

    /// <summary>Whether the layers before it should begin with He's variance: the ReLU family.</summary>
    public bool IsRectifier { get; init; }

    /// <summary>The function of a vector as C#, where it takes few instructions; null where the runtime's loop goes over what has been stored.</summary>
    public string? Expression { get; init; }

    /// <summary>Whether it is computed on vectors before they are stored.</summary>
    public bool IsInRegisters => Expression is not null;

    /// <summary>Whether the expression has its operand once, so that this may be an expression too.</summary>
    public bool TakesOperandOnce => Expression is not null && Expression.IndexOf(Operand[0]) == Expression.LastIndexOf(Operand[0]);

    /// <summary>The trained slopes that it takes beside its operand.</summary>
    public SlopeCount Slopes { get; init; }

    /// <summary>The expression of an operand, and of slopes where it takes some.</summary>
    public string Of(string operand, string slope = "") => Expression!.Replace(Operand, operand).Replace(Slope, slope);
}

/// <summary>How many slopes an activation takes.</summary>
internal enum SlopeCount
{
    None,
    One,
    OneAChannel,
}
