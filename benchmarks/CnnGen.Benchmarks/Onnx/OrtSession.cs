using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.InteropServices;

namespace CnnGen.Benchmarks.Onnx;

/// <summary>A model in ONNX Runtime with one input and one output.</summary>
/// <remarks>Their memory and their values are made once, so that <see cref="Run"/> is the C API's Run alone.</remarks>
internal sealed unsafe class OrtSession : IDisposable
{
    private const int WarningLevel = 2;
    private const int AllOptimizations = 99;
    private const int ArenaAllocator = 1;
    private const int DefaultMemory = 0;
    private const int FloatElements = 1;
    private const nuint Alignment = 64;

    private readonly OrtApi _api;
    private readonly int _inputLength;
    private readonly int _outputLength;
    private readonly float* _input;
    private readonly float* _output;
    private readonly byte* _inputName;
    private readonly byte* _outputName;
    private void* _environment;
    private void* _session;
    private void* _inputValue;
    private void* _outputValue;

    /// <summary>Loads a model.</summary>
    /// <param name="api">The library.</param>
    /// <param name="model">The model's bytes.</param>
    /// <param name="inputShape">The shape of <see cref="OnnxWriter.Input"/>.</param>
    /// <param name="outputShape">The shape of <see cref="OnnxWriter.Output"/>.</param>
    public OrtSession(OrtApi api, byte[] model, IReadOnlyList<int> inputShape, IReadOnlyList<int> outputShape)
    {
        _api = api;
        _inputLength = inputShape.Aggregate((product, size) => product * size);
        _outputLength = outputShape.Aggregate((product, size) => product * size);
        _input = (float*)NativeMemory.AlignedAlloc((nuint)_inputLength * sizeof(float), Alignment);
        _output = (float*)NativeMemory.AlignedAlloc((nuint)_outputLength * sizeof(float), Alignment);
        _inputName = (byte*)Marshal.StringToCoTaskMemUTF8(OnnxWriter.Input);
        _outputName = (byte*)Marshal.StringToCoTaskMemUTF8(OnnxWriter.Output);

        _environment = CreateEnvironment();
        _session = CreateSession(model);
        _inputValue = CreateTensor(_input, _inputLength, inputShape);
        _outputValue = CreateTensor(_output, _outputLength, outputShape);
    }

    /// <summary>The input's elements.</summary>
    public Span<float> Input => new(_input, _inputLength);

    /// <summary>The output's elements, after <see cref="Run"/>.</summary>
    public ReadOnlySpan<float> Output => new(_output, _outputLength);

    /// <summary>Computes <see cref="Output"/> from <see cref="Input"/>.</summary>
    public void Run()
    {
        byte* inputName = _inputName;
        byte* outputName = _outputName;
        void* inputValue = _inputValue;
        void* outputValue = _outputValue;
        _api.Check(_api.Run(_session, null, &inputName, &inputValue, 1, &outputName, 1, &outputValue));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _api.ReleaseValue(_inputValue);
        _api.ReleaseValue(_outputValue);
        _api.ReleaseSession(_session);
        _api.ReleaseEnv(_environment);
        _inputValue = _outputValue = _session = _environment = null;
        NativeMemory.AlignedFree(_input);
        NativeMemory.AlignedFree(_output);
        Marshal.FreeCoTaskMem((nint)_inputName);
        Marshal.FreeCoTaskMem((nint)_outputName);
    }

    private void* CreateEnvironment()
    {
        void* environment;
        fixed (byte* name = "CnnGen.Benchmarks"u8)
        {
            _api.Check(_api.CreateEnv(WarningLevel, name, &environment));
        }

        return environment;
    }

    // One thread: ONNX Runtime then starts no threads of its own and computes on the caller's.
    private void* CreateSession(byte[] model)
    {
        void* options;
        _api.Check(_api.CreateSessionOptions(&options));
        _api.Check(_api.SetIntraOpNumThreads(options, 1));
        _api.Check(_api.SetInterOpNumThreads(options, 1));
        _api.Check(_api.SetSessionGraphOptimizationLevel(options, AllOptimizations));

        void* session;
        fixed (byte* bytes = model)
        {
            _api.Check(_api.CreateSessionFromArray(_environment, bytes, (nuint)model.Length, options, &session));
        }

        _api.ReleaseSessionOptions(options);
        return session;
    }

    private void* CreateTensor(float* data, int length, IReadOnlyList<int> shape)
    {
        void* memory;
        _api.Check(_api.CreateCpuMemoryInfo(ArenaAllocator, DefaultMemory, &memory));

        void* value;
        long[] sizes = [.. shape.Select(size => (long)size)];
        fixed (long* first = sizes)
        {
            nuint bytes = (nuint)length * sizeof(float);
            _api.Check(_api.CreateTensorWithDataAsOrtValue(memory, data, bytes, first, (nuint)sizes.Length, FloatElements, &value));
        }

        _api.ReleaseMemoryInfo(memory);
        return value;
    }
}
