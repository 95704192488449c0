using System;
using System.Runtime.InteropServices;

namespace CnnGen;

/// <summary>Memory for the time of a call, from what the thread keeps: nothing is allocated once the largest sizes have been seen.</summary>
/// <remarks>What is rented last goes back first, which <c>using</c> sees to. Its content is arbitrary.</remarks>
internal readonly ref struct Scratch : IDisposable
{
    [ThreadStatic]
    private static float[][]? _levels;

    [ThreadStatic]
    private static int _depth;

    private Scratch(Span<float> span) => Span = span;

    /// <summary>The memory.</summary>
    public Span<float> Span { get; }

    /// <summary>The memory as bytes.</summary>
    public Span<byte> Bytes => MemoryMarshal.AsBytes(Span);

    /// <summary>Takes memory for bytes, of which there may be a few more.</summary>
    /// <param name="length">The bytes that are wanted.</param>
    public static Scratch RentBytes(int length) => Rent((length / sizeof(float)) + 1);

    /// <summary>Takes memory.</summary>
    /// <param name="length">The floats that are wanted.</param>
    public static Scratch Rent(int length)
    {
        float[][] levels = _levels ??= [];
        if (_depth == levels.Length)
        {
            Array.Resize(ref _levels, levels.Length + 4);
            levels = _levels;
            Array.Fill(levels, [], _depth, levels.Length - _depth);
        }

        ref float[] level = ref levels[_depth];
        if (level.Length < length)
        {
            level = new float[length];
        }

        _depth++;
        return new Scratch(level.AsSpan(0, length));
    }

    /// <summary>Gives it back.</summary>
    public void Dispose() => _depth--;
}
