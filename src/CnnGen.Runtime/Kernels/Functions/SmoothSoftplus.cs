using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace CnnGen.Runtime;

/// <summary>log(1 + e^(beta x)) / beta; x itself where beta x is above a threshold that no float tells from there on: <see cref="Softplus"/> where it has an inverse.</summary>
/// <remarks>The derivative follows from the value: 1 - e^(-beta y).</remarks>
/// <param name="beta">The factor of x.</param>
/// <param name="threshold">Where it becomes the identity: at least 17.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct SmoothSoftplus(float beta, float threshold) : IElementFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    TFloats IElementFunction.Value<TFloats>(TFloats x) => Softplus.Of(x, beta, threshold);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    TFloats IElementFunction.Gradient<TFloats>(TFloats at, TFloats dy) => -(dy * NegativeExp.MinusOne(at * TFloats.Create(-beta)));
}
