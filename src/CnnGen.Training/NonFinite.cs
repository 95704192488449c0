using System;
using System.Numerics;
using System.Runtime.InteropServices;

namespace CnnGen;

/// <summary>Finds NaN and infinity among floats.</summary>
internal static class NonFinite
{
    private const int Infinity = 0x7F800000;

    /// <summary>The place of the first one; -1 where all are finite. As fast as memory gives them.</summary>
    public static int IndexIn(ReadOnlySpan<float> values)
    {
        ref float first = ref MemoryMarshal.GetReference(values);
        Vector<int> infinity = new(Infinity);
        int i = 0;
        for (; i <= values.Length - Vector<float>.Count; i += Vector<float>.Count)
        {
            // The largest exponent is that of infinity and of NaN alone.
            if (Vector.EqualsAny(Vector.AsVectorInt32(Vector.LoadUnsafe(ref first, (nuint)i)) & infinity, infinity))
            {
                break;
            }
        }

        for (; i < values.Length; i++)
        {
            if (!float.IsFinite(values[i]))
            {
                return i;
            }
        }

        return -1;
    }
}
