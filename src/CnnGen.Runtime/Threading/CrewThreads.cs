using System;
using System.Diagnostics;
using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;
using System.Threading;

namespace CnnGen.Runtime;

/// <summary>What the threads of a <see cref="WorkerCrew"/> share. It does not know the crew: threads must not keep alive who would end them.</summary>
/// <remarks>
/// Threads claim items by counting <see cref="Counters.Unclaimed"/> down. A claim below zero is none. A claim at or above zero is of
/// the run that is under way whenever the thread woke up: that run cannot end before the claimed item is done, so what the thread
/// reads after the claim (the task, the number of items) belongs to the same run as the claim. A thread that is late from an earlier
/// run thus either finds nothing or helps with the present one.
/// </remarks>
internal sealed class CrewThreads : IDisposable
{
    // A hand-over to a thread that spins takes 0.1 us, waking one that sleeps about 100 us. Layers of one Forward follow each other
    // within the time spun; between calls the threads sleep.
    private const int SpinMicroseconds = 50;

    // The caller has nothing else to do than wait for the last items, so it gives way to others for a while before it sleeps.
    private const int YieldMicroseconds = 1000;
    private const int SpinBurst = 16;

    private const int Idle = 0;
    private const int Running = 1;
    private const int Disposed = 2;

    private static readonly long SpinTicks = Stopwatch.Frequency * SpinMicroseconds / 1_000_000;
    private static readonly long YieldTicks = Stopwatch.Frequency * YieldMicroseconds / 1_000_000;

    private readonly Thread[] _workers;
    private readonly ParkingSpot[] _workerSpots;
    private readonly ParkingSpot _callerSpot = new();

    // More threads than processors: whoever spins keeps one from working.
    private readonly bool _spins;

    private Counters _counters;
    private CrewTask? _task;
    private int _items;
    private Fault? _fault;
    private int _state;
    private bool _isEnding;

    /// <summary>Starts the threads.</summary>
    /// <param name="threads">Threads that work, the caller's among them: at least 1.</param>
    public CrewThreads(int threads)
    {
        _spins = threads <= Environment.ProcessorCount;
        _workers = new Thread[threads - 1];
        _workerSpots = new ParkingSpot[threads - 1];
        try
        {
            for (int i = 0; i < _workers.Length; i++)
            {
                ParkingSpot spot = new();
                _workerSpots[i] = spot;
                _workers[i] = new Thread(() => Work(spot)) { IsBackground = true, Name = $"CnnGen worker {i + 1}" };

                // Unsafe: the caller's ambient state must not live on in a thread that serves many callers.
                _workers[i].UnsafeStart();
            }
        }
        catch
        {
            // The system may refuse a thread; those that it gave have nobody else to end them.
            End();
            throw;
        }
    }

    /// <summary>See <see cref="WorkerCrew.Run"/>.</summary>
    public void Run(CrewTask task, int items)
    {
        int state = Interlocked.CompareExchange(ref _state, Running, Idle);
        ObjectDisposedException.ThrowIf(state == Disposed, typeof(WorkerCrew));
        if (state == Running)
        {
            throw new InvalidOperationException("this crew is running already; one thread may use it at a time, and items may not");
        }

        Publish(task, items);
        Help();
        AwaitWorkers();

        // The task may hold much memory; a crew that idles must not keep it.
        Fault? fault = _fault;
        _fault = null;
        _task = null;
        Volatile.Write(ref _state, Idle);
        fault?.Exception.Throw();
    }

    /// <summary>See <see cref="WorkerCrew.Dispose"/>.</summary>
    public void Dispose()
    {
        int state = Interlocked.CompareExchange(ref _state, Disposed, Idle);
        if (state == Running)
        {
            throw new InvalidOperationException("this crew is running; it cannot be disposed before its run has returned");
        }

        if (state == Disposed)
        {
            return;
        }

        End();

        // Only after all have ended may the events go: a late worker still wakes the caller's spot.
        JoinAll();
        foreach (ParkingSpot spot in _workerSpots)
        {
            spot.Dispose();
        }

        _callerSpot.Dispose();
    }

    /// <summary>Tells the threads to end, and does not wait. There must be no run, and none begins after this.</summary>
    public void End()
    {
        Volatile.Write(ref _isEnding, true);
        Interlocked.Increment(ref _counters.Epoch);
        foreach (ParkingSpot? spot in _workerSpots)
        {
            spot?.Wake();
        }
    }

    private void JoinAll()
    {
        bool isInterrupted = false;
        foreach (Thread worker in _workers)
        {
            bool hasEnded = false;
            while (!hasEnded)
            {
                try
                {
                    worker.Join();
                    hasEnded = true;
                }
                catch (ThreadInterruptedException)
                {
                    // Put off: half a disposal would leave the events behind.
                    isInterrupted = true;
                }
            }
        }

        if (isInterrupted)
        {
            Thread.CurrentThread.Interrupt();
        }
    }

    private void Publish(CrewTask task, int items)
    {
        _fault = null;
        _task = task;
        _items = items;
        _counters.Unfinished = items;

        // From here on, threads that are late from an earlier run may claim: everything above must be visible first.
        Volatile.Write(ref _counters.Unclaimed, items);
        if (items <= 1)
        {
            return;
        }

        Interlocked.Increment(ref _counters.Epoch);
        int helpers = Math.Min(_workerSpots.Length, items - 1);
        for (int i = 0; i < helpers; i++)
        {
            _workerSpots[i].Wake();
        }
    }

    /// <summary>Does items until none is unclaimed.</summary>
    private void Help()
    {
        // The read keeps threads from counting an exhausted counter down for ever.
        while (Volatile.Read(ref _counters.Unclaimed) > 0)
        {
            int left = Interlocked.Decrement(ref _counters.Unclaimed);
            if (left < 0)
            {
                return;
            }

            int item = _items - 1 - left;
            try
            {
                _task!.Execute(item);
            }
            catch (Exception exception)
            {
                KeepFault(item, exception);
            }

            // After this the run may be over: nothing of it may be touched but the counters.
            if (Interlocked.Decrement(ref _counters.Unfinished) == 0)
            {
                _callerSpot.Wake();
            }
        }
    }

    /// <summary>Keeps the exception unless one of a lower item is kept. Without a lock, whose wait a Thread.Interrupt would end: then the run never would.</summary>
    private void KeepFault(int item, Exception exception)
    {
        Fault fault = new(item, ExceptionDispatchInfo.Capture(exception));
        Fault? kept = Volatile.Read(ref _fault);
        while (kept is null || item < kept.Item)
        {
            Fault? before = Interlocked.CompareExchange(ref _fault, fault, kept);
            if (before == kept)
            {
                return;
            }

            kept = before;
        }
    }

    private void AwaitWorkers()
    {
        bool isInterrupted = false;
        long start = Stopwatch.GetTimestamp();
        while (Volatile.Read(ref _counters.Unfinished) != 0)
        {
            long waited = Stopwatch.GetTimestamp() - start;
            if (_spins && waited < SpinTicks)
            {
                Thread.SpinWait(SpinBurst);
            }
            else if (waited < YieldTicks)
            {
                Thread.Yield();
            }
            else
            {
                isInterrupted |= SleepUntilWorkersEnd();
            }
        }

        if (isInterrupted)
        {
            Thread.CurrentThread.Interrupt();
        }
    }

    /// <returns>Whether Thread.Interrupt came. It is put off: the caller's buffers may not go while workers write into them.</returns>
    private bool SleepUntilWorkersEnd()
    {
        _callerSpot.Announce();
        bool isInterrupted = false;
        if (Volatile.Read(ref _counters.Unfinished) != 0)
        {
            try
            {
                _callerSpot.Sleep();
            }
            catch (ThreadInterruptedException)
            {
                isInterrupted = true;
            }
        }

        _callerSpot.Withdraw();
        return isInterrupted;
    }

    private void Work(ParkingSpot spot)
    {
        int seen = 0;
        while (true)
        {
            seen = AwaitEpoch(spot, seen);
            if (Volatile.Read(ref _isEnding))
            {
                return;
            }

            Help();
        }
    }

    /// <summary>Waits for a run, or the end, after the one seen.</summary>
    private int AwaitEpoch(ParkingSpot spot, int seen)
    {
        long start = Stopwatch.GetTimestamp();
        while (true)
        {
            int epoch = Volatile.Read(ref _counters.Epoch);
            if (epoch != seen)
            {
                return epoch;
            }

            if (_spins && Stopwatch.GetTimestamp() - start < SpinTicks)
            {
                Thread.SpinWait(SpinBurst);
                continue;
            }

            spot.Announce();
            if (Volatile.Read(ref _counters.Epoch) == seen)
            {
                try
                {
                    spot.Sleep();
                }
                catch (ThreadInterruptedException)
                {
                    // An item interrupted its own thread. That was between it and the item; the thread serves others too.
                }
            }

            spot.Withdraw();
        }
    }

    /// <summary>The exception of an item.</summary>
    private sealed record Fault(int Item, ExceptionDispatchInfo Exception);

    // Each on cache lines of its own: workers that spin on the epoch must not slow those that claim.
    [StructLayout(LayoutKind.Explicit, Size = 512)]
    private struct Counters
    {
        [FieldOffset(128)]
        public int Epoch;

        [FieldOffset(256)]
        public int Unclaimed;

        [FieldOffset(384)]
        public int Unfinished;
    }
}
