using System;
using System.Runtime.InteropServices;

namespace CnnGen.Benchmarks.Onnx;

/// <summary>ONNX Runtime's C API: a table of functions whose order is fixed, since releases only add to its end.</summary>
internal sealed unsafe class OrtApi
{
    // The first release of this version is of 2020 (1.6). The functions used here have been in the table from version 1 on.
    private const uint Version = 6;

    // Members of OrtApi in the order of onnxruntime_c_api.h.
    private const int GetErrorMessageSlot = 2;
    private const int CreateEnvSlot = 3;
    private const int CreateSessionFromArraySlot = 8;
    private const int RunSlot = 9;
    private const int CreateSessionOptionsSlot = 10;
    private const int SetSessionGraphOptimizationLevelSlot = 23;
    private const int SetIntraOpNumThreadsSlot = 24;
    private const int SetInterOpNumThreadsSlot = 25;
    private const int CreateTensorWithDataAsOrtValueSlot = 49;
    private const int CreateCpuMemoryInfoSlot = 69;
    private const int ReleaseEnvSlot = 92;
    private const int ReleaseStatusSlot = 93;
    private const int ReleaseMemoryInfoSlot = 94;
    private const int ReleaseSessionSlot = 95;
    private const int ReleaseValueSlot = 96;
    private const int ReleaseSessionOptionsSlot = 100;

    private readonly void** _table;

    private OrtApi(void** table, string libraryVersion)
    {
        _table = table;
        LibraryVersion = libraryVersion;
    }

    /// <summary>The library's release: <c>1.20.1</c>.</summary>
    public string LibraryVersion { get; }

    /// <summary>OrtStatus* (OrtLoggingLevel, const char* name, OrtEnv** result).</summary>
    public delegate* unmanaged<int, byte*, void**, void*> CreateEnv =>
        (delegate* unmanaged<int, byte*, void**, void*>)_table[CreateEnvSlot];

    /// <summary>OrtStatus* (OrtSessionOptions** result).</summary>
    public delegate* unmanaged<void**, void*> CreateSessionOptions => (delegate* unmanaged<void**, void*>)_table[CreateSessionOptionsSlot];

    /// <summary>OrtStatus* (OrtSessionOptions*, GraphOptimizationLevel).</summary>
    public delegate* unmanaged<void*, int, void*> SetSessionGraphOptimizationLevel =>
        (delegate* unmanaged<void*, int, void*>)_table[SetSessionGraphOptimizationLevelSlot];

    /// <summary>OrtStatus* (OrtSessionOptions*, int threads).</summary>
    public delegate* unmanaged<void*, int, void*> SetIntraOpNumThreads =>
        (delegate* unmanaged<void*, int, void*>)_table[SetIntraOpNumThreadsSlot];

    /// <summary>OrtStatus* (OrtSessionOptions*, int threads).</summary>
    public delegate* unmanaged<void*, int, void*> SetInterOpNumThreads =>
        (delegate* unmanaged<void*, int, void*>)_table[SetInterOpNumThreadsSlot];

    /// <summary>OrtStatus* (OrtEnv*, const void* model, size_t length, OrtSessionOptions*, OrtSession** result).</summary>
    public delegate* unmanaged<void*, void*, nuint, void*, void**, void*> CreateSessionFromArray =>
        (delegate* unmanaged<void*, void*, nuint, void*, void**, void*>)_table[CreateSessionFromArraySlot];

    /// <summary>OrtStatus* (OrtAllocatorType, OrtMemType, OrtMemoryInfo** result).</summary>
    public delegate* unmanaged<int, int, void**, void*> CreateCpuMemoryInfo =>
        (delegate* unmanaged<int, int, void**, void*>)_table[CreateCpuMemoryInfoSlot];

    /// <summary>
    /// OrtStatus* (OrtMemoryInfo*, void* data, size_t bytes, int64_t* shape, size_t rank, ONNXTensorElementDataType, OrtValue** result).
    /// </summary>
    public delegate* unmanaged<void*, void*, nuint, long*, nuint, int, void**, void*> CreateTensorWithDataAsOrtValue =>
        (delegate* unmanaged<void*, void*, nuint, long*, nuint, int, void**, void*>)_table[CreateTensorWithDataAsOrtValueSlot];

    /// <summary>OrtStatus* (OrtSession*, OrtRunOptions*, names, inputs, count, names, count, outputs).</summary>
    public delegate* unmanaged<void*, void*, byte**, void**, nuint, byte**, nuint, void**, void*> Run =>
        (delegate* unmanaged<void*, void*, byte**, void**, nuint, byte**, nuint, void**, void*>)_table[RunSlot];

    /// <summary>Loads the library and asks it for its table.</summary>
    /// <param name="name">The library's name, looked up where the packages of this program are.</param>
    /// <exception cref="DllNotFoundException">There is none for this machine.</exception>
    /// <exception cref="EntryPointNotFoundException">The library is another one.</exception>
    public static OrtApi Load(string name)
    {
        nint library = NativeLibrary.Load(name, typeof(OrtApi).Assembly, searchPath: null);
        delegate* unmanaged<void**> getApiBase = (delegate* unmanaged<void**>)NativeLibrary.GetExport(library, "OrtGetApiBase");

        // OrtApiBase has two members: GetApi(version) and GetVersionString().
        void** apiBase = getApiBase();
        void** table = ((delegate* unmanaged<uint, void**>)apiBase[0])(Version);
        string version = Marshal.PtrToStringUTF8((nint)((delegate* unmanaged<byte*>)apiBase[1])()) ?? "unknown";
        return table == null
            ? throw new NotSupportedException($"ONNX Runtime {version} does not offer version {Version} of its C API")
            : new OrtApi(table, version);
    }

    /// <summary>Throws if a call has failed.</summary>
    /// <param name="status">What it returned: null on success.</param>
    public void Check(void* status)
    {
        if (status != null)
        {
            string? message = Marshal.PtrToStringUTF8((nint)((delegate* unmanaged<void*, byte*>)_table[GetErrorMessageSlot])(status));
            Release(ReleaseStatusSlot, status);
            throw new InvalidOperationException($"ONNX Runtime: {message}");
        }
    }

    /// <summary>Releases an environment; null is allowed, here and below.</summary>
    public void ReleaseEnv(void* environment) => Release(ReleaseEnvSlot, environment);

    /// <summary>Releases a description of memory.</summary>
    public void ReleaseMemoryInfo(void* info) => Release(ReleaseMemoryInfoSlot, info);

    /// <summary>Releases a session.</summary>
    public void ReleaseSession(void* session) => Release(ReleaseSessionSlot, session);

    /// <summary>Releases a tensor, not its data.</summary>
    public void ReleaseValue(void* value) => Release(ReleaseValueSlot, value);

    /// <summary>Releases a session's options.</summary>
    public void ReleaseSessionOptions(void* options) => Release(ReleaseSessionOptionsSlot, options);

    private void Release(int slot, void* instance)
    {
        if (instance != null)
        {
            ((delegate* unmanaged<void*, void>)_table[slot])(instance);
        }
    }
}
