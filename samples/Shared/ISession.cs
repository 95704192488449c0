namespace Samples;

/// <summary>What a sample does once its options are read.</summary>
public interface ISession
{
    /// <summary>How far it is, for whom it is stopped: <c>stopped in epoch 3 of 20</c>.</summary>
    string State { get; }

    /// <summary>Does it, until it is over or cancelled.</summary>
    void Run();
}
