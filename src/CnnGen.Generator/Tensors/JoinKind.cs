namespace CnnGen.Generator.Tensors;

/// <summary>What a join computes of two elements.</summary>
internal enum JoinKind
{
    Add,
    Subtract,
    Multiply,

    /// <summary>The larger; of NaN and anything, NaN.</summary>
    Max,
}
