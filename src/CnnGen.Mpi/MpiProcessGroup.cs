using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Threading;

namespace CnnGen;

/// <summary>The processes that <c>mpirun</c> has started, over an installed MPI library: Open MPI, MPICH, or one with MPICH's ABI.</summary>
/// <remarks>
/// <c>using var group = new MpiProcessGroup();</c> at the beginning of the program, and <see cref="TrainerOptions.Group"/>. A program that
/// was started without <c>mpirun</c> is a group of one. MPI is begun once in a process and ended by <see cref="ProcessGroup.Dispose()"/>,
/// on the same thread, unless others have begun it. Which kind of library it is, and so what its handles are, is found out when it is loaded.
/// </remarks>
public sealed unsafe class MpiProcessGroup : ProcessGroup
{
    // MPI_THREAD_SERIALIZED: threads take turns.
    private const int ThreadsTakeTurns = 2;
    private const int Tag = 0x434E;

    private readonly MpiLibrary _library;
    private readonly bool _isOwn;

    // A send and a receive for each other process, at most as large as an address.
    private readonly byte[] _requests;
    private int _pending;
    private bool _isDisposed;

    /// <summary>Loads the library and begins MPI.</summary>
    /// <param name="library">The library's name or path; where not given, what the environment variable CNNGEN_MPI says, or the first that is found of the usual names: those of the launcher's own first.</param>
    /// <exception cref="ProcessGroupException">No library was found, or one of an unknown kind, or not that of the launcher; or MPI cannot be begun. The message says what to do.</exception>
    public MpiProcessGroup(string? library = null)
        : this(Begin(MpiLibrary.Load(library)))
    {
    }

    private MpiProcessGroup((MpiLibrary Library, bool IsOwn) begun)
        : base(begun.Library.Rank, begun.Library.Size)
    {
        (_library, _isOwn) = begun;
        _requests = GC.AllocateArray<byte>(2 * Size * sizeof(long), pinned: true);
        _library.ReturnErrors();
        if (MpiNames.Launched is { } launched && launched.Size != Size)
        {
            throw new ProcessGroupException(
                $"{launched.Launcher} has started {launched.Size} processes, but '{_library.Name}' ({_library.Version}) is another library and knows of {Size}: set {MpiLibrary.PathVariable} to the launcher's own, or use the library's own mpirun");
        }
    }

    /// <summary>What the library calls itself, with its version.</summary>
    public string LibraryVersion => _library.Version;

    /// <summary>Writes the message to the standard error and ends all processes, this one too.</summary>
    /// <param name="message">Why.</param>
    public override void Abort(string message)
    {
        Console.Error.WriteLine(message);
        Console.Error.Flush();
        _library.Abort(1);
    }

    /// <inheritdoc/>
    protected override void BeginSend(int rank, ReadOnlySpan<byte> bytes)
    {
        // The caller keeps them in their place.
        byte* first = (byte*)Unsafe.AsPointer(ref MemoryMarshal.GetReference(bytes));
        _library.BeginSend(first, bytes.Length, rank, Tag, Request(_pending));
        _pending++;
    }

    /// <inheritdoc/>
    protected override void BeginReceive(int rank, Span<byte> bytes)
    {
        byte* first = (byte*)Unsafe.AsPointer(ref MemoryMarshal.GetReference(bytes));
        _library.BeginReceive(first, bytes.Length, rank, Tag, Request(_pending));
        _pending++;
    }

    /// <inheritdoc/>
    protected override void Complete()
    {
        // MPI's own wait would hold a processor that the backward pass could use.
        SpinWait wait = default;
        while (_pending > 0 && !_library.AreDone(Request(0), _pending))
        {
            wait.SpinOnce(sleep1Threshold: -1);
        }

        _pending = 0;
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (!_isDisposed && _isOwn && !_library.IsFinalized)
        {
            _library.End();
        }

        _isDisposed = true;
    }

    private static (MpiLibrary Library, bool IsOwn) Begin(MpiLibrary library)
    {
        if (library.IsFinalized)
        {
            throw new ProcessGroupException("MPI was ended in this process, and begins once only: keep one group for all trainings");
        }

        bool isOwn = !library.IsInitialized;
        int level = isOwn ? library.Initialize(ThreadsTakeTurns) : library.ThreadLevel;
        return level >= ThreadsTakeTurns
            ? (library, isOwn)
            : throw new ProcessGroupException($"'{library.Name}' ({library.Version}) lets only one thread call MPI; expected MPI_THREAD_SERIALIZED");
    }

    private byte* Request(int place) => (byte*)Unsafe.AsPointer(ref _requests[place * _library.RequestBytes]);
}
