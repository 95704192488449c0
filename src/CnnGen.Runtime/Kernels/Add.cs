using System.Runtime.Intrinsics;

namespace CnnGen.Runtime;

/// <summary>x + y</summary>
internal readonly struct Add : IBinaryFunction
{
    public static Vector512<float> Invoke(Vector512<float> x, Vector512<float> y) => x + y;

    public static Vector256<float> Invoke(Vector256<float> x, Vector256<float> y) => x + y;

    public static Vector128<float> Invoke(Vector128<float> x, Vector128<float> y) => x + y;
}

/// <summary>max(x + y, 0); NaN stays NaN.</summary>
internal readonly struct AddReLU : IBinaryFunction
{
    public static Vector512<float> Invoke(Vector512<float> x, Vector512<float> y) => ReLU.Invoke(x + y);

    public static Vector256<float> Invoke(Vector256<float> x, Vector256<float> y) => ReLU.Invoke(x + y);

    public static Vector128<float> Invoke(Vector128<float> x, Vector128<float> y) => ReLU.Invoke(x + y);
}
