using System;
using System.Numerics;
using System.Runtime.InteropServices;

namespace CnnGen;

/// <summary>Turns bytes into floats.</summary>
internal static class Pixels
{
    private const float Highest = 255;

    /// <summary>y = x / 255, rounded once, as torchvision's ToTensor does.</summary>
    /// <param name="pixels">The bytes.</param>
    /// <param name="values">As many floats.</param>
    public static void ToUnitRange(ReadOnlySpan<byte> pixels, Span<float> values)
    {
        ref byte x = ref MemoryMarshal.GetReference(pixels);
        ref float y = ref MemoryMarshal.GetReference(values[..pixels.Length]);
        int i = 0;
        for (; i <= pixels.Length - Vector<byte>.Count; i += Vector<byte>.Count)
        {
            Vector.Widen(Vector.LoadUnsafe(ref x, (nuint)i), out Vector<ushort> low, out Vector<ushort> high);
            Store(low, ref y, i);
            Store(high, ref y, i + Vector<ushort>.Count);
        }

        for (; i < pixels.Length; i++)
        {
            values[i] = pixels[i] / Highest;
        }
    }

    private static void Store(Vector<ushort> pixels, ref float y, int at)
    {
        Vector.Widen(pixels, out Vector<uint> low, out Vector<uint> high);
        Vector<float> highest = new(Highest);
        (Vector.ConvertToSingle(Vector.AsVectorInt32(low)) / highest).StoreUnsafe(ref y, (nuint)at);
        (Vector.ConvertToSingle(Vector.AsVectorInt32(high)) / highest).StoreUnsafe(ref y, (nuint)(at + Vector<float>.Count));
    }
}
