using System.ComponentModel;

namespace CnnGen.Runtime;

/// <summary>A function of one element and its derivative, for loops that are compiled for each function by itself. For generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IElementFunction
{
    /// <summary>The function.</summary>
    /// <param name="x">The operand.</param>
    internal TFloats Value<TFloats>(TFloats x)
        where TFloats : struct, IFloats<TFloats>;

    /// <summary>The gradient by the operand.</summary>
    /// <param name="at">The function's value where its derivative follows from that, as each function says; else the operand.</param>
    /// <param name="dy">The gradient by the value.</param>
    internal TFloats Gradient<TFloats>(TFloats at, TFloats dy)
        where TFloats : struct, IFloats<TFloats>;
}
