using System;
using System.Threading;

namespace CnnGen.Runtime;

/// <summary>Where one thread sleeps until another wakes it. Wake-ups are never lost; there may be some without a cause.</summary>
/// <remarks>
/// The sleeper announces itself and then looks at its condition again; the waker changes the condition and then looks for an
/// announcement. Both pairs have a full fence between them, so at least one side sees the other.
/// <code>
/// while (!condition)
/// {
///     spot.Announce();
///     if (!condition)
///     {
///         spot.Sleep();
///     }
///
///     spot.Withdraw();
/// }
/// </code>
/// </remarks>
internal sealed class ParkingSpot : IDisposable
{
    private readonly AutoResetEvent _event = new(initialState: false);
    private int _isParked;

    /// <summary>Tells wakers that this thread is about to sleep. The condition must be looked at once more after this.</summary>
    public void Announce() => Interlocked.Exchange(ref _isParked, 1);

    /// <summary>Takes the announcement back. A waker may have seen it: the next <see cref="Sleep"/> then returns at once.</summary>
    public void Withdraw() => Interlocked.Exchange(ref _isParked, 0);

    /// <summary>Sleeps until woken.</summary>
    public void Sleep() => _event.WaitOne();

    /// <summary>Wakes the thread if it announced itself. The condition must have been changed before this, with a full fence.</summary>
    public void Wake()
    {
        if (Volatile.Read(ref _isParked) != 0 && Interlocked.Exchange(ref _isParked, 0) != 0)
        {
            _event.Set();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _event.Dispose();
}
