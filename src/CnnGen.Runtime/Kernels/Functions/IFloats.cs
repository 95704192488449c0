namespace CnnGen.Runtime;

/// <summary>A vector of floats, or its operations: a formula that is written over it is written once for all widths.</summary>
/// <remarks>
/// Implementations hold one vector and are inlined whole, so that what the JIT sees is the formula over that vector. Masks have all bits of a
/// lane set or none.
/// </remarks>
/// <typeparam name="TSelf">The vector.</typeparam>
internal interface IFloats<TSelf>
    where TSelf : struct, IFloats<TSelf>
{
    /// <summary>Floats of a vector.</summary>
    static abstract int Count { get; }

    static abstract TSelf operator +(TSelf a, TSelf b);

    static abstract TSelf operator -(TSelf a, TSelf b);

    static abstract TSelf operator -(TSelf a);

    static abstract TSelf operator *(TSelf a, TSelf b);

    static abstract TSelf operator /(TSelf a, TSelf b);

    static abstract TSelf operator &(TSelf a, TSelf b);

    static abstract TSelf operator |(TSelf a, TSelf b);

    static abstract TSelf operator ^(TSelf a, TSelf b);

    /// <summary>The bits of a vector that are not set in a mask.</summary>
    static abstract TSelf AndNot(TSelf value, TSelf mask);

    static abstract TSelf Load(ref float source, nint offset);

    static abstract void Store(TSelf value, ref float destination, nint offset);

    /// <summary>One number in every lane.</summary>
    static abstract TSelf Create(float value);

    /// <summary>a * b + c: fused where the machine can.</summary>
    static abstract TSelf MultiplyAdd(TSelf a, TSelf b, TSelf c);

    static abstract TSelf Abs(TSelf value);

    /// <summary>The larger of two, the second if either is NaN, in one instruction.</summary>
    static abstract TSelf Max(TSelf a, TSelf b);

    /// <summary>The smaller of two, the second if either is NaN, in one instruction.</summary>
    static abstract TSelf Min(TSelf a, TSelf b);

    /// <summary>A mask of the lanes where a &lt; b.</summary>
    static abstract TSelf Less(TSelf a, TSelf b);

    /// <summary>A mask of the lanes where a &lt;= b.</summary>
    static abstract TSelf LessOrEqual(TSelf a, TSelf b);

    /// <summary>The lanes of one vector where a mask is set, and of another where it is not.</summary>
    static abstract TSelf Select(TSelf mask, TSelf set, TSelf other);

    /// <summary>The lanes of one vector where another has the sign of negative numbers, and of a third where it has not.</summary>
    static abstract TSelf SelectBySign(TSelf sign, TSelf negative, TSelf other);

    /// <summary>The lowest bits of a float's mantissa moved to where its exponent is; the others are lost.</summary>
    static abstract TSelf LowestBitsAsExponent(TSelf value);

    /// <summary>The first lane.</summary>
    static abstract float First(TSelf value);
}
