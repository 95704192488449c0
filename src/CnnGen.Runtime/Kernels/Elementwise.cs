using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace CnnGen.Runtime;

/// <summary>A function of one element, at each vector width.</summary>
internal interface IUnaryFunction
{
    static abstract Vector512<float> Invoke(Vector512<float> x);

    static abstract Vector256<float> Invoke(Vector256<float> x);

    static abstract Vector128<float> Invoke(Vector128<float> x);
}

/// <summary>A function of two elements, at each vector width.</summary>
internal interface IBinaryFunction
{
    static abstract Vector512<float> Invoke(Vector512<float> x, Vector512<float> y);

    static abstract Vector256<float> Invoke(Vector256<float> x, Vector256<float> y);

    static abstract Vector128<float> Invoke(Vector128<float> x, Vector128<float> y);
}

/// <summary>Loops of elementwise functions over memory of any length; nothing past the last element is touched.</summary>
/// <remarks>Compiled at full optimization from the first call, as the generated kernels around them are.</remarks>
internal static class Elementwise
{
    /// <summary>y = f(x)</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Apply<TFunction>(ref float x, ref float y, int length)
        where TFunction : IUnaryFunction
    {
        int i = 0;
        if (Simd.VectorBits >= 512)
        {
            for (; i <= length - Vector512<float>.Count; i += Vector512<float>.Count)
            {
                TFunction.Invoke(Vector512.LoadUnsafe(ref x, (nuint)i)).StoreUnsafe(ref y, (nuint)i);
            }
        }

        if (Simd.VectorBits >= 256)
        {
            for (; i <= length - Vector256<float>.Count; i += Vector256<float>.Count)
            {
                TFunction.Invoke(Vector256.LoadUnsafe(ref x, (nuint)i)).StoreUnsafe(ref y, (nuint)i);
            }
        }

        for (; i <= length - Vector128<float>.Count; i += Vector128<float>.Count)
        {
            TFunction.Invoke(Vector128.LoadUnsafe(ref x, (nuint)i)).StoreUnsafe(ref y, (nuint)i);
        }

        for (; i < length; i++)
        {
            Unsafe.Add(ref y, i) = TFunction.Invoke(Vector128.CreateScalar(Unsafe.Add(ref x, i))).ToScalar();
        }
    }

    /// <summary>z = f(x, y)</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Apply<TFunction>(ref float x, ref float y, ref float z, int length)
        where TFunction : IBinaryFunction
    {
        int i = 0;
        if (Simd.VectorBits >= 512)
        {
            for (; i <= length - Vector512<float>.Count; i += Vector512<float>.Count)
            {
                TFunction.Invoke(Vector512.LoadUnsafe(ref x, (nuint)i), Vector512.LoadUnsafe(ref y, (nuint)i)).StoreUnsafe(ref z, (nuint)i);
            }
        }

        if (Simd.VectorBits >= 256)
        {
            for (; i <= length - Vector256<float>.Count; i += Vector256<float>.Count)
            {
                TFunction.Invoke(Vector256.LoadUnsafe(ref x, (nuint)i), Vector256.LoadUnsafe(ref y, (nuint)i)).StoreUnsafe(ref z, (nuint)i);
            }
        }

        for (; i <= length - Vector128<float>.Count; i += Vector128<float>.Count)
        {
            TFunction.Invoke(Vector128.LoadUnsafe(ref x, (nuint)i), Vector128.LoadUnsafe(ref y, (nuint)i)).StoreUnsafe(ref z, (nuint)i);
        }

        for (; i < length; i++)
        {
            Unsafe.Add(ref z, i) = TFunction.Invoke(
                Vector128.CreateScalar(Unsafe.Add(ref x, i)), Vector128.CreateScalar(Unsafe.Add(ref y, i))).ToScalar();
        }
    }
}
