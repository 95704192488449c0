using System;
using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Threading;

namespace CnnGen.Runtime;

/// <summary>Zeroed floats that begin at a multiple of 64 bytes and never move.</summary>
/// <remarks>A pinned array of the managed heap: every reference and span into it keeps it alive, so nothing is used after a free.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed unsafe class AlignedMemory
{
    private const int Alignment = 64;
    private const int AlignmentFloats = Alignment / sizeof(float);

    // Array.MaxLength, as a constant.
    private const int LongestArray = 0x7FFFFFC7;

    /// <summary>Replaces the allocator; tests put memory against inaccessible pages with it.</summary>
    internal static Func<int, nint>? AllocatorForTests;

    private readonly float[]? _array;
    private readonly float* _origin;
    private int _version;

    /// <summary>The most floats that memory can have.</summary>
    public const int MaxLength = LongestArray - AlignmentFloats;

    /// <summary>Allocates zeroed memory.</summary>
    /// <param name="length">The number of floats.</param>
    /// <exception cref="ArgumentOutOfRangeException">The length is negative or above <see cref="MaxLength"/>.</exception>
    public AlignedMemory(int length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, MaxLength);
        Length = length;
        if (AllocatorForTests is { } allocate)
        {
            _origin = (float*)allocate(length);
            return;
        }

        _array = GC.AllocateArray<float>(length + AlignmentFloats, pinned: true);
        nint address = (nint)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(_array));
        _origin = (float*)((address + Alignment - 1) & ~(nint)(Alignment - 1));
    }

    /// <summary>The number of floats.</summary>
    public int Length { get; }

    /// <summary>How often <see cref="Touch"/> was called: what follows from the floats is out of date where it followed from another version.</summary>
    public int Version => Volatile.Read(ref _version);

    /// <summary>Says that the floats have changed. To be called behind the change.</summary>
    public void Touch() => Interlocked.Increment(ref _version);

    /// <summary>The first float.</summary>
    public ref float Origin => ref *_origin;

    /// <summary>All floats.</summary>
    public Span<float> Span => new(_origin, Length);
}
