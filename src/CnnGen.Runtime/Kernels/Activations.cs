namespace CnnGen.Runtime;

/// <summary>Functions of each element of a stretch of memory. For generated code, which passes places and sizes that it has planned, and for training.</summary>
public static class Activations
{
    /// <summary>y = max(x, 0)</summary>
    /// <param name="x">The first operand.</param>
    /// <param name="y">The first result; may be <paramref name="x"/>.</param>
    /// <param name="length">The number of elements.</param>
    public static void ReLU(ref float x, ref float y, int length) => Elementwise.Apply<ReLU>(ref x, ref y, length);

    /// <summary>dx = dy where y is above 0, else 0</summary>
    /// <param name="y">The first value of the function.</param>
    /// <param name="dy">The first gradient by it.</param>
    /// <param name="dx">The first gradient by the operand; may be <paramref name="dy"/>.</param>
    /// <param name="length">The number of elements.</param>
    public static void ReLUGradient(ref float y, ref float dy, ref float dx, int length) => Elementwise.Apply<ReLUGradient>(ref y, ref dy, ref dx, length);

    /// <summary>y = x1 + x2</summary>
    /// <param name="x1">The first operand of the first sum.</param>
    /// <param name="x2">The second operand of the first sum.</param>
    /// <param name="y">The first sum; may be either operand.</param>
    /// <param name="length">The number of elements.</param>
    public static void Add(ref float x1, ref float x2, ref float y, int length) => Elementwise.Apply<Add>(ref x1, ref x2, ref y, length);

    /// <summary>y = max(x1 + x2, 0)</summary>
    /// <param name="x1">The first operand of the first sum.</param>
    /// <param name="x2">The second operand of the first sum.</param>
    /// <param name="y">The first result; may be either operand.</param>
    /// <param name="length">The number of elements.</param>
    public static void AddReLU(ref float x1, ref float x2, ref float y, int length) => Elementwise.Apply<AddReLU>(ref x1, ref x2, ref y, length);

    /// <summary>y = tanh(x)</summary>
    /// <param name="x">The first operand.</param>
    /// <param name="y">The first result; may be <paramref name="x"/>.</param>
    /// <param name="length">The number of elements.</param>
    public static void Tanh(ref float x, ref float y, int length) => Elementwise.Apply<Tanh>(ref x, ref y, length);

    /// <summary>dx = dy (1 - y^2)</summary>
    /// <param name="y">The first value of the function.</param>
    /// <param name="dy">The first gradient by it.</param>
    /// <param name="dx">The first gradient by the operand; may be <paramref name="dy"/>.</param>
    /// <param name="length">The number of elements.</param>
    public static void TanhGradient(ref float y, ref float dy, ref float dx, int length) => Elementwise.Apply<TanhGradient>(ref y, ref dy, ref dx, length);

    /// <summary>y = 1 / (1 + exp(-x))</summary>
    /// <param name="x">The first operand.</param>
    /// <param name="y">The first result; may be <paramref name="x"/>.</param>
    /// <param name="length">The number of elements.</param>
    public static void Sigmoid(ref float x, ref float y, int length) => Elementwise.Apply<Sigmoid>(ref x, ref y, length);

    /// <summary>dx = dy y (1 - y)</summary>
    /// <param name="y">The first value of the function.</param>
    /// <param name="dy">The first gradient by it.</param>
    /// <param name="dx">The first gradient by the operand; may be <paramref name="dy"/>.</param>
    /// <param name="length">The number of elements.</param>
    public static void SigmoidGradient(ref float y, ref float dy, ref float dx, int length) => Elementwise.Apply<SigmoidGradient>(ref y, ref dy, ref dx, length);

    /// <summary>y = e^x: exactly 1 at 0, 0 where the result would be subnormal, NaN for NaN, the same bits at every vector width.</summary>
    /// <param name="x">The first operand; none is above zero.</param>
    /// <param name="y">The first result; may be <paramref name="x"/>.</param>
    /// <param name="length">The number of elements.</param>
    public static void NegativeExp(ref float x, ref float y, int length) => Elementwise.Apply<NegativeExp>(ref x, ref y, length);
}
