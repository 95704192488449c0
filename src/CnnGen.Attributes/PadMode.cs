namespace CnnGen;

/// <summary>What padding holds.</summary>
public enum PadMode
{
    /// <summary>Zeros.</summary>
    Zeros,

    /// <summary>The input mirrored at its first and last element, which are not repeated: <c>c b | a b c d | c b</c>. There is less of it than input.</summary>
    Reflect,

    /// <summary>The first and the last element again: <c>a a | a b c d | d d</c>.</summary>
    Replicate,

    /// <summary>The input's other end: <c>c d | a b c d | a b</c>. There is at most as much of it as input.</summary>
    Circular,
}
