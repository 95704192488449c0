namespace CnnGen;

/// <summary>What a generated network class implements beside <see cref="INetwork{TSelf}"/> where <c>[Network(Inspect = true)]</c> stands on it.</summary>
/// <typeparam name="TSelf">The network class itself.</typeparam>
public interface IInspectedNetwork<TSelf> : INetwork<TSelf>
    where TSelf : class, IInspectedNetwork<TSelf>
{
    /// <summary>What each layer gives for a sample, by its name: <c>net.Outputs["conv3"]</c>.</summary>
    NetworkOutputs Outputs { get; }
}
