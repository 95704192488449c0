using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.InteropServices;
using System.Text;

namespace CnnGen;

/// <summary>The functions of an installed MPI library that are used here.</summary>
internal sealed unsafe class MpiLibrary
{
    /// <summary>The environment variable that names another library.</summary>
    public const string PathVariable = "CNNGEN_MPI";

    private const int Success = 0;

    // The longest of all: MPICH's.
    private const int VersionBytes = 8192;
    private const int ErrorBytes = 512;

    private readonly nint _library;
    private readonly MpiAbi _abi;
    private readonly delegate* unmanaged<byte*, int*, int> _getLibraryVersion;
    private readonly delegate* unmanaged<int*, int> _initialized;
    private readonly delegate* unmanaged<int*, int> _finalized;
    private readonly delegate* unmanaged<nint, nint, int, int*, int> _initThread;
    private readonly delegate* unmanaged<int*, int> _queryThread;
    private readonly delegate* unmanaged<int> _finalize;
    private readonly delegate* unmanaged<nint, int*, int> _commRank;
    private readonly delegate* unmanaged<nint, int*, int> _commSize;
    private readonly delegate* unmanaged<nint, nint, int> _setErrorHandler;
    private readonly delegate* unmanaged<byte*, int, nint, int, int, nint, byte*, int> _isend;
    private readonly delegate* unmanaged<byte*, int, nint, int, int, nint, byte*, int> _irecv;
    private readonly delegate* unmanaged<int, byte*, int*, nint, int> _testAll;
    private readonly delegate* unmanaged<nint, int, int> _abort;
    private readonly delegate* unmanaged<int, byte*, int*, int> _errorString;

    private MpiLibrary(nint library, string name)
    {
        _library = library;
        Name = name;
        _getLibraryVersion = (delegate* unmanaged<byte*, int*, int>)Export("MPI_Get_library_version");
        _initialized = (delegate* unmanaged<int*, int>)Export("MPI_Initialized");
        _finalized = (delegate* unmanaged<int*, int>)Export("MPI_Finalized");
        _initThread = (delegate* unmanaged<nint, nint, int, int*, int>)Export("MPI_Init_thread");
        _queryThread = (delegate* unmanaged<int*, int>)Export("MPI_Query_thread");
        _finalize = (delegate* unmanaged<int>)Export("MPI_Finalize");
        _commRank = (delegate* unmanaged<nint, int*, int>)Export("MPI_Comm_rank");
        _commSize = (delegate* unmanaged<nint, int*, int>)Export("MPI_Comm_size");
        _setErrorHandler = (delegate* unmanaged<nint, nint, int>)Export("MPI_Comm_set_errhandler");
        _isend = (delegate* unmanaged<byte*, int, nint, int, int, nint, byte*, int>)Export("MPI_Isend");
        _irecv = (delegate* unmanaged<byte*, int, nint, int, int, nint, byte*, int>)Export("MPI_Irecv");
        _testAll = (delegate* unmanaged<int, byte*, int*, nint, int>)Export("MPI_Testall");
        _abort = (delegate* unmanaged<nint, int, int>)Export("MPI_Abort");
        _errorString = (delegate* unmanaged<int, byte*, int*, int>)Export("MPI_Error_string");
        Version = ReadVersion();
        _abi = MpiAbi.Of(library, Version);
    }

    /// <summary>The file's name or path.</summary>
    public string Name { get; }

    /// <summary>What the library calls itself: its first line.</summary>
    public string Version { get; }

    /// <summary>The size of what stands for a transfer under way.</summary>
    public int RequestBytes => _abi.RequestBytes;

    /// <summary>Whether MPI was begun in this process, by whomever.</summary>
    public bool IsInitialized => Ask(_initialized, "MPI_Initialized") != 0;

    /// <summary>Whether MPI was ended in this process, by whomever.</summary>
    public bool IsFinalized => Ask(_finalized, "MPI_Finalized") != 0;

    /// <summary>How many threads may call MPI, as MPI numbers that.</summary>
    public int ThreadLevel => Ask(_queryThread, "MPI_Query_thread");

    /// <summary>This process's number.</summary>
    public int Rank => AskWorld(_commRank, "MPI_Comm_rank");

    /// <summary>The number of processes.</summary>
    public int Size => AskWorld(_commSize, "MPI_Comm_size");

    /// <summary>Loads the library.</summary>
    /// <param name="path">Its name or path; where not given, what the environment variable names, or the first that is found of those that are usual.</param>
    /// <exception cref="ProcessGroupException">There is none, or it is none of MPI, or not of a known kind.</exception>
    public static MpiLibrary Load(string? path)
    {
        string? told = path ?? Environment.GetEnvironmentVariable(PathVariable);
        IReadOnlyList<string> names = string.IsNullOrEmpty(told) ? MpiNames.InOrder() : [told];
        foreach (string name in names)
        {
            if (NativeLibrary.TryLoad(name, out nint library))
            {
                return new MpiLibrary(library, name);
            }
        }

        throw new ProcessGroupException(
            $"no MPI library was found: looked for {string.Join(", ", names)}; install one ({MpiNames.HowToInstall}), or set {PathVariable} to the path of its library");
    }

    /// <summary>Begins MPI.</summary>
    /// <param name="threadLevel">How many threads are to call it, as MPI numbers that.</param>
    /// <returns>How many may.</returns>
    public int Initialize(int threadLevel)
    {
        int provided;
        Check(_initThread(0, 0, threadLevel, &provided), "MPI_Init_thread");
        return provided;
    }

    /// <summary>Has errors returned, where the default is to end the process.</summary>
    public void ReturnErrors() => Check(_setErrorHandler(_abi.World, _abi.ErrorsReturn), "MPI_Comm_set_errhandler");

    /// <summary>Ends MPI.</summary>
    public void End() => Check(_finalize(), "MPI_Finalize");

    /// <summary>Ends all processes.</summary>
    public void Abort(int exitCode) => _ = _abort(_abi.World, exitCode);

    /// <summary>Begins to send bytes.</summary>
    public void BeginSend(byte* bytes, int length, int rank, int tag, byte* request) =>
        Check(_isend(bytes, length, _abi.Byte, rank, tag, _abi.World, request), "MPI_Isend");

    /// <summary>Begins to receive bytes.</summary>
    public void BeginReceive(byte* bytes, int length, int rank, int tag, byte* request) =>
        Check(_irecv(bytes, length, _abi.Byte, rank, tag, _abi.World, request), "MPI_Irecv");

    /// <summary>Whether all transfers are done; they go on while this is asked.</summary>
    public bool AreDone(byte* requests, int count)
    {
        int flag;
        Check(_testAll(count, requests, &flag, _abi.StatusesIgnore), "MPI_Testall");
        return flag != 0;
    }

    private nint Export(string function) => NativeLibrary.TryGetExport(_library, function, out nint address)
        ? address
        : throw new ProcessGroupException($"'{Name}' has no function {function}; expected an MPI library of version 3 or later");

    private string ReadVersion()
    {
        byte[] text = new byte[VersionBytes];
        fixed (byte* first = text)
        {
            int length;
            Check(_getLibraryVersion(first, &length), "MPI_Get_library_version");
            return Encoding.UTF8.GetString(text, 0, length).TrimEnd('\0', '\n').Split('\n').First();
        }
    }

    private int Ask(delegate* unmanaged<int*, int> function, string name)
    {
        int value;
        Check(function(&value), name);
        return value;
    }

    private int AskWorld(delegate* unmanaged<nint, int*, int> function, string name)
    {
        int value;
        Check(function(_abi.World, &value), name);
        return value;
    }

    private void Check(int code, string function)
    {
        if (code != Success)
        {
            throw new ProcessGroupException($"{function} failed: {TextOf(code)}");
        }
    }

    private string TextOf(int code)
    {
        byte[] text = new byte[ErrorBytes];
        fixed (byte* first = text)
        {
            int length;
            return _errorString(code, first, &length) == Success ? Encoding.UTF8.GetString(text, 0, length) : $"error {code}";
        }
    }
}
