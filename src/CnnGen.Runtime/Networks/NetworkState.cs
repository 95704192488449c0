using System;

namespace CnnGen.Runtime;

/// <summary>What an instance of a generated network holds: weights that forks share, and a workspace of its own.</summary>
public sealed class NetworkState : IDisposable
{
    private readonly Type _network;
    private AlignedMemory? _workspace;

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
        _workspace = new AlignedMemory(workspaceFloats);
    }

    /// <summary>The weights.</summary>
    public NetworkWeights Weights { get; }

    /// <summary>The workspace's first float.</summary>
    /// <exception cref="ObjectDisposedException">The network was disposed.</exception>
    public ref float Workspace
    {
        get
        {
            ObjectDisposedException.ThrowIf(_workspace is null, _network);
            return ref _workspace.Origin;
        }
    }

    /// <summary>Gives the workspace back.</summary>
    public void Dispose() => _workspace = null;
}
