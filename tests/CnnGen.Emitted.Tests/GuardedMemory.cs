using System;
using System.Collections.Generic;
using System.Runtime.InteropServices;
using Xunit;

namespace CnnGen.Emitted.Tests;

/// <summary>A stretch of an allocation that may be touched, in floats.</summary>
internal readonly record struct Stretch(int Offset, int Length);

/// <summary>Memory of which some pages may be touched and all others, before, between and behind them, end the process when they are.</summary>
internal sealed partial class GuardedMemory : IDisposable
{
    /// <summary>Floats of a page.</summary>
    public const int PageFloats = 1024;

    private const int PageBytes = PageFloats * sizeof(float);
    private const int NoAccess = 0;
    private const int ReadWrite = 3;
    private const int PrivateAnonymous = 0x22;

    private readonly List<(nint Address, nuint Bytes)> _mappings = [];

    /// <summary>Whether this system's pages can be guarded here.</summary>
    public static bool IsSupported => OperatingSystem.IsLinux() && Environment.SystemPageSize == PageBytes;

    /// <summary>Floats that touch the inaccessible page behind them, or the one before them.</summary>
    public nint Allocate(int length, bool flushEnd)
    {
        int whole = (length + PageFloats - 1) / PageFloats * PageFloats;
        int first = flushEnd ? whole - length : 0;
        return Allocate(whole, [new Stretch(0, whole)]) + (first * sizeof(float));
    }

    /// <summary>Floats of which the given stretches alone, rounded out to pages, are accessible.</summary>
    public nint Allocate(int length, IEnumerable<Stretch> accessible)
    {
        nuint bytes = (nuint)(((length + PageFloats - 1) / PageFloats * PageBytes) + (2 * PageBytes));
        nint address = Map(0, bytes, NoAccess, PrivateAnonymous, -1, 0);
        Assert.NotEqual(-1, address);
        _mappings.Add((address, bytes));
        nint origin = address + PageBytes;
        foreach (Stretch stretch in accessible)
        {
            int first = stretch.Offset / PageFloats;
            int end = (stretch.Offset + stretch.Length + PageFloats - 1) / PageFloats;
            Assert.Equal(0, Protect(origin + (first * PageBytes), (nuint)((end - first) * PageBytes), ReadWrite));
        }

        return origin;
    }

    public void Dispose()
    {
        foreach ((nint address, nuint bytes) in _mappings)
        {
            Assert.Equal(0, Unmap(address, bytes));
        }
    }

    [LibraryImport("libc", EntryPoint = "mmap")]
    private static partial nint Map(nint address, nuint length, int protection, int flags, int file, nint offset);

    [LibraryImport("libc", EntryPoint = "mprotect")]
    private static partial int Protect(nint address, nuint length, int protection);

    [LibraryImport("libc", EntryPoint = "munmap")]
    private static partial int Unmap(nint address, nuint length);
}

/// <summary>A theory that is skipped, with the reason, where pages cannot be guarded.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class GuardedTheoryAttribute : TheoryAttribute
{
    public GuardedTheoryAttribute() => Skip = GuardedMemory.IsSupported ? null : "needs Linux and pages of 4096 bytes";
}
