using System;
using System.Runtime.CompilerServices;
using System.Threading;
using Xunit;

namespace CnnGen.Runtime.Tests.Networks;

/// <summary>Who has an instance's workspace, and what becomes of it.</summary>
public sealed class NetworkStateTests
{
    private const int Rounds = 20_000;

    [Fact]
    public void SecondRun_IsRefused_AndToldOfFork()
    {
        using NetworkState state = Create();
        state.Enter();
        InvalidOperationException exception = Assert.Throws<InvalidOperationException>(() => state.Enter());
        Assert.IsNotType<ObjectDisposedException>(exception);
        Assert.Contains("Fork()", exception.Message, StringComparison.Ordinal);
        Assert.Contains(nameof(NetworkStateTests), exception.Message, StringComparison.Ordinal);
        state.Leave();
        state.Enter();
        state.Leave();
    }

    [Fact]
    public void RefusedRun_DoesNotGiveTheOthersWorkspaceBack()
    {
        using NetworkState state = Create();
        state.Enter();
        Assert.Throws<InvalidOperationException>(() => state.Enter());
        Assert.Throws<InvalidOperationException>(() => state.Enter());
        state.Leave();
    }

    [Fact]
    public void Disposal_InARun_LeavesTheRunItsMemory_AndRefusesTheNext()
    {
        NetworkState state = Create();
        ref float workspace = ref state.Enter();
        workspace = 5;
        state.Dispose();
        state.Dispose();
        GC.Collect();
        Assert.Equal(5, workspace);
        Assert.Equal(typeof(NetworkStateTests).FullName, Assert.Throws<ObjectDisposedException>(() => state.Enter()).ObjectName);
        state.Leave();
        Assert.Throws<ObjectDisposedException>(() => state.Enter());
        state.Dispose();
    }

    /// <summary>Each thread marks the workspace as its own and finds its mark again, or is refused.</summary>
    [Fact]
    public void ManyThreads_NeverShareTheWorkspace()
    {
        using NetworkState state = Create();
        int shared = 0;
        int entered = 0;
        int others = 0;
        Concurrently(4, thread =>
        {
            for (int round = 0; round < Rounds; round++)
            {
                try
                {
                    ref float workspace = ref state.Enter();
                    workspace = thread;
                    Thread.SpinWait(round % 16);
                    Interlocked.Add(ref shared, Volatile.Read(ref workspace) == thread ? 0 : 1);
                    Interlocked.Increment(ref entered);
                    state.Leave();
                }
                catch (InvalidOperationException exception) when (exception.Message.Contains("Fork()", StringComparison.Ordinal))
                {
                    Interlocked.Increment(ref others);
                }
            }
        });
        Assert.Equal(0, shared);
        Assert.Equal(4 * Rounds, entered + others);
    }

    [Fact]
    public void Disposal_BesideARun_NeverTakesItsMemory()
    {
        for (int round = 0; round < 500; round++)
        {
            NetworkState state = Create();
            Concurrently(2, thread =>
            {
                if (thread == 0)
                {
                    Thread.SpinWait(round);
                    state.Dispose();
                    return;
                }

                try
                {
                    for (int run = 0; run < 50; run++)
                    {
                        ref float workspace = ref state.Enter();
                        workspace++;
                        state.Leave();
                    }
                }
                catch (ObjectDisposedException)
                {
                }
            });
            Assert.Throws<ObjectDisposedException>(() => state.Enter());
        }
    }

    private static NetworkState Create() => new(new NetworkWeights(Layouts.Pair()), 16, typeof(NetworkStateTests), new Shares());

    /// <summary>Each thread adds its share of the input to the output, and waits for the others a hundred times before that.</summary>
    private sealed class Shares : ForwardProgram
    {
        public override bool IsShared => true;

        public override void Run(ref float x, ref float y, OutputAddresses further, ref float workspace, ref float weights, ref float folded, int samples, int share, int shares, Team? team)
        {
            for (int sample = 0; sample < samples; sample++)
            {
                ref float sum = ref Unsafe.Add(ref y, sample);
                if (share == 0)
                {
                    sum = 0;
                }

                for (int turn = 0; turn < 100; turn++)
                {
                    Team.Meet(team);
                    if (turn % shares == share)
                    {
                        // In turn: nobody else writes until all have met again.
                        sum += Unsafe.Add(ref x, sample);
                    }
                }

                Team.Meet(team);
            }
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Threads_ShareEveryForward_AndParkBetween(int threads)
    {
        using NetworkState state = Create();
        state.Threads = threads;
        Assert.Equal(threads, state.Threads);
        float[] x = [1, 2, 3];
        float[] y = new float[3];
        for (int run = 0; run < 60; run++)
        {
            if (run % 20 == 19)
            {
                // Long enough for the threads to have gone to sleep.
                Thread.Sleep(5);
            }

            state.Forward(ref x[0], ref y[0], 3);
            Assert.Equal([100, 200, 300], y);
        }
    }

    [Fact]
    public void Threads_BelowOne_AreRefused()
    {
        using NetworkState state = Create();
        Assert.Equal("value", Assert.Throws<ArgumentOutOfRangeException>(() => state.Threads = 0).ParamName);
        Assert.Equal(1, state.Threads);
    }

    [Fact]
    public void Threads_OfADisposedNetwork_AreRefused()
    {
        NetworkState state = Create();
        state.Threads = 2;
        state.Dispose();
        Assert.Throws<ObjectDisposedException>(() => state.Threads = 3);
    }

    [Fact]
    public void Forward_OnThreads_AllocatesNothing()
    {
        using NetworkState state = Create();
        state.Threads = 2;
        float x = 1;
        float y = 0;
        state.Forward(ref x, ref y, 1);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int run = 0; run < 100; run++)
        {
            state.Forward(ref x, ref y, 1);
        }

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    /// <summary>Runs threads at once; what one of them throws fails the test.</summary>
    private static void Concurrently(int count, Action<int> work)
    {
        Exception? fault = null;
        Thread[] threads = new Thread[count];
        for (int i = 0; i < count; i++)
        {
            int thread = i;
            threads[i] = new Thread(() =>
            {
                try
                {
                    work(thread);
                }
                catch (Exception exception)
                {
                    Interlocked.CompareExchange(ref fault, exception, null);
                }
            });
            threads[i].Start();
        }

        foreach (Thread thread in threads)
        {
            thread.Join();
        }

        Assert.Null(fault);
    }
}
