using System;
using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Threading;

namespace CnnGen.Runtime;

/// <summary>What an instance of a generated network holds: weights that forks share, and a workspace of its own.</summary>
/// <remarks>
/// Forward takes the workspace and gives it back; between the two nobody else gets it. A disposal in between waits for nothing and
/// frees nothing under the run: it marks the state, and the run lets the workspace go when it gives it back.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed unsafe class NetworkState : IDisposable
{
    private const int Idle = 0;
    private const int Running = 1;
    private const int Disposed = 2;

    private readonly Type _network;
    private readonly ForwardProgram _program;
    private ForwardTask? _shared;
    private NetworkOutputs? _outputs;
    private AlignedMemory? _workspace;
    private int _threads = 1;
    private int _state;

    /// <summary>For generated code.</summary>
    /// <param name="weights">The weights.</param>
    /// <param name="workspaceFloats">Floats that Forward works in.</param>
    /// <param name="network">The network's class, which errors name.</param>
    /// <param name="program">Its Forward.</param>
    public NetworkState(NetworkWeights weights, int workspaceFloats, Type network, ForwardProgram program)
    {
        ArgumentNullException.ThrowIfNull(weights);
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(program);
        _network = network;
        _program = program;
        Weights = weights;

        // Made here, so that Forward allocates nothing.
        _ = weights.Folded;
        _workspace = new AlignedMemory(workspaceFloats);
    }

    /// <summary>The weights.</summary>
    public NetworkWeights Weights { get; }

    /// <summary>How many threads share one Forward, the caller's among them: 1 unless set. The results do not depend on it.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Less than 1.</exception>
    /// <exception cref="ObjectDisposedException">The network was disposed.</exception>
    /// <exception cref="InvalidOperationException">Another thread is at work in the workspace.</exception>
    public int Threads
    {
        get => _threads;
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            Enter();
            try
            {
                // Layers that are too small to be shared have no use for a second thread.
                ForwardTask? shared = value > 1 && _program.IsShared ? new ForwardTask(_program, value) : null;
                _shared?.Dispose();
                _shared = shared;
                _threads = value;
            }
            finally
            {
                Leave();
            }
        }
    }

    /// <summary>Computes the outputs of samples in the workspace.</summary>
    /// <param name="x">The first input.</param>
    /// <param name="y">The first output.</param>
    /// <param name="samples">The number of samples.</param>
    /// <exception cref="ObjectDisposedException">The network was disposed.</exception>
    /// <exception cref="InvalidOperationException">Another thread is at work in the workspace.</exception>
    public void Forward(ref float x, ref float y, int samples) => Run(ref x, ref y, default, samples);

    /// <summary>Computes the outputs of samples, marked ones too, in the workspace.</summary>
    /// <typeparam name="TFurther">The spans of the further outputs.</typeparam>
    /// <param name="input">The inputs.</param>
    /// <param name="output">The network's own outputs.</param>
    /// <param name="further">The further outputs: what is needed for those alone that are empty is not computed.</param>
    /// <param name="samples">The number of samples, which input and output have been checked for.</param>
    /// <exception cref="ArgumentException">A further output is neither empty nor of that number of samples, or it overlaps the input or another output.</exception>
    /// <exception cref="ObjectDisposedException">The network was disposed.</exception>
    /// <exception cref="InvalidOperationException">Another thread is at work in the workspace.</exception>
    public void Forward<TFurther>(ReadOnlySpan<float> input, Span<float> output, TFurther further, int samples)
        where TFurther : IFurtherOutputs, allows ref struct
    {
        FurtherOutputs.Check(further, _program.Outputs, samples, input, "input", output, _program.Outputs[0].Name);
        FurtherOutputs.Hold(
            further, _program.Outputs.Count - 1, new ForwardRun(this, ref MemoryMarshal.GetReference(input), ref MemoryMarshal.GetReference(output), samples));
    }

    private void Run(ref float x, ref float y, OutputAddresses further, int samples)
    {
        AlignedMemory folded = Weights.Folded;
        ref float workspace = ref Enter();
        try
        {
            if (_shared is { } shared)
            {
                fixed (float* input = &x, output = &y)
                {
                    shared.Run(input, output, further, ref workspace, ref Weights.Memory.Origin, ref folded.Origin, samples);
                }
            }
            else
            {
                _program.Run(ref x, ref y, further, ref workspace, ref Weights.Memory.Origin, ref folded.Origin, samples, 0, 1, null);
            }
        }
        finally
        {
            Leave();

            // Threads that share the run have addresses alone, and a parameter that is set meanwhile puts other memory in its place.
            GC.KeepAlive(folded);
        }
    }

    /// <summary>What the layers of a network that is inspected give.</summary>
    /// <param name="create">Makes the computation, when it is first asked for.</param>
    /// <param name="info">The table of layers.</param>
    /// <exception cref="ObjectDisposedException">The network was disposed.</exception>
    public NetworkOutputs Outputs(Func<NetworkWeights, InspectionGraph> create, NetworkInfo info)
    {
        ArgumentNullException.ThrowIfNull(create);
        ObjectDisposedException.ThrowIf(Volatile.Read(ref _state) == Disposed, _network);
        return _outputs ??= new NetworkOutputs(create(Weights), info);
    }

    /// <summary>Takes the workspace for one run. Whoever got it calls <see cref="Leave"/>, also when the run throws; nobody else may.</summary>
    /// <returns>The workspace's first float.</returns>
    /// <exception cref="ObjectDisposedException">The network was disposed.</exception>
    /// <exception cref="InvalidOperationException">Another thread is at work in the workspace.</exception>
    public ref float Enter()
    {
        int state = Interlocked.CompareExchange(ref _state, Running, Idle);
        if (state != Idle)
        {
            throw Refusal(state);
        }

        // Only a disposal without a run, or the end of a disposed run, lets go of it: it is there as long as this run is.
        return ref _workspace!.Origin;
    }

    /// <summary>Gives the workspace back.</summary>
    public void Leave()
    {
        if (Interlocked.CompareExchange(ref _state, Idle, Running) == Disposed)
        {
            LetGo();
        }
    }

    /// <summary>Lets the workspace go: now, or when the run that is under way on another thread has given it back.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _state, Disposed) == Idle)
        {
            LetGo();
        }
    }

    private void LetGo()
    {
        _workspace = null;
        _outputs = null;
        _shared?.Dispose();
        _shared = null;
    }

    private Exception Refusal(int state) => state == Disposed
        ? new ObjectDisposedException(_network.FullName)
        : new InvalidOperationException(
            $"another thread is in Forward of this {_network.Name}, which has one workspace; give each thread an instance of its own with Fork()");

    /// <summary>A run with further outputs.</summary>
    private readonly ref struct ForwardRun(NetworkState state, ref float x, ref float y, int samples) : FurtherOutputs.IRun
    {
        private readonly ref float _x = ref x;
        private readonly ref float _y = ref y;

        public void Run(OutputAddresses further) => state.Run(ref _x, ref _y, further, samples);
    }

    /// <summary>A run that threads share: each goes through the program with a part of its own.</summary>
    private sealed class ForwardTask(ForwardProgram program, int threads) : CrewTask, IDisposable
    {
        private readonly WorkerCrew _crew = new(threads);
        private readonly Team _team = new(threads);
        private float* _x;
        private float* _y;
        private OutputAddresses _further;
        private float* _workspace;
        private float* _weights;
        private float* _folded;
        private int _samples;

        /// <summary>Runs the program on all threads.</summary>
        /// <remarks>Workspace and weights never move; inputs and outputs are held where they are by the caller.</remarks>
        public void Run(float* x, float* y, OutputAddresses further, ref float workspace, ref float weights, ref float folded, int samples)
        {
            _x = x;
            _y = y;
            _further = further;
            _samples = samples;
            _workspace = (float*)Unsafe.AsPointer(ref workspace);
            _weights = (float*)Unsafe.AsPointer(ref weights);
            _folded = (float*)Unsafe.AsPointer(ref folded);

            // As many items as threads: each item waits for the others, so no thread takes two.
            _crew.Run(this, threads);
        }

        public void Dispose() => _crew.Dispose();

        protected internal override void Execute(int item) =>
            program.Run(ref *_x, ref *_y, _further, ref *_workspace, ref *_weights, ref *_folded, _samples, item, threads, _team);
    }
}
