using System;
using System.Threading;

namespace CnnGen.Runtime;

/// <summary>What an instance of a generated network holds: weights that forks share, and a workspace of its own.</summary>
/// <remarks>
/// Forward takes the workspace and gives it back; between the two nobody else gets it. A disposal in between waits for nothing and
/// frees nothing under the run: it marks the state, and the run lets the workspace go when it gives it back.
/// </remarks>
public sealed class NetworkState : IDisposable
{
    private const int Idle = 0;
    private const int Running = 1;
    private const int Disposed = 2;

    private readonly Type _network;
    private AlignedMemory? _workspace;
    private int _state;

    /// <summary>For generated code.</summary>
    /// <param name="weights">The weights.</param>
    /// <param name="workspaceFloats">Floats that Forward works in.</param>
    /// <param name="network">The network's class, which errors name.</param>
    public NetworkState(NetworkWeights weights, int workspaceFloats, Type network)
    {
        ArgumentNullException.ThrowIfNull(weights);
        ArgumentNullException.ThrowIfNull(network);
        _network = network;
        Weights = weights;

        // Made here, so that Forward allocates nothing.
        _ = weights.Folded;
        _workspace = new AlignedMemory(workspaceFloats);
    }

    /// <summary>The weights.</summary>
    public NetworkWeights Weights { get; }

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
            _workspace = null;
        }
    }

    /// <summary>Lets the workspace go: now, or when the run that is under way on another thread has given it back.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _state, Disposed) == Idle)
        {
            _workspace = null;
        }
    }

    private Exception Refusal(int state) => state == Disposed
        ? new ObjectDisposedException(_network.FullName)
        : new InvalidOperationException(
            $"another thread is in Forward of this {_network.Name}, which has one workspace; give each thread an instance of its own with Fork()");
}
