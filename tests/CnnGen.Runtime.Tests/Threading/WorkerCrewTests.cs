using System;
using System.Collections.Concurrent;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading;
using Xunit;

namespace CnnGen.Runtime.Tests;

/// <summary>Runs alone: it counts allocations of the whole process and uses every core.</summary>
[CollectionDefinition(nameof(WorkerCrewTests), DisableParallelization = true)]
public sealed class AloneCollection;

[Collection(nameof(WorkerCrewTests))]
public sealed class WorkerCrewTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(16)]
    public void EveryItem_RunsOnce_InThousandsOfRuns(int threads)
    {
        using WorkerCrew crew = new(threads);
        Random random = new(1);
        CountingTask small = new(64);
        CountingTask large = new(64);
        for (int run = 0; run < 5000; run++)
        {
            // Two tasks in turns and changing sizes: an item claimed for the wrong run would be counted in the wrong place.
            CountingTask task = run % 2 == 0 ? small : large;
            int items = random.Next(task.Counts.Length + 1);
            crew.Run(task, items);
            for (int item = 0; item < task.Counts.Length; item++)
            {
                Assert.Equal(item < items ? 1 : 0, task.Counts[item]);
            }

            Array.Clear(task.Counts);
            if (run % 500 == 0)
            {
                Thread.Sleep(1); // Let the workers park, so that waking is tested too.
            }
        }
    }

    [Fact]
    public void RunsAtEverySpacing_LoseNoWakeup()
    {
        // The gap sweeps over the time that workers spin before they park: the moment between the two is where a wake-up could be lost.
        using WorkerCrew crew = new(2);
        MeetingTask task = new(2);
        for (int run = 0; run < 2000; run++)
        {
            // Ends only if the worker takes part.
            task.Reset();
            crew.Run(task, 2);
            Assert.Equal(2, task.Done);
            long end = System.Diagnostics.Stopwatch.GetTimestamp() + (System.Diagnostics.Stopwatch.Frequency / 1_000_000 * (run % 100));
            while (System.Diagnostics.Stopwatch.GetTimestamp() < end)
            {
                Thread.SpinWait(1);
            }
        }
    }

    [Fact]
    public void RunsRightAfterEachOther_LoseNoWakeup()
    {
        // More threads than processors do not spin: each run is published just while the workers of the last one park.
        int threads = Environment.ProcessorCount + 1;
        using WorkerCrew crew = new(threads);
        MeetingTask task = new(threads);
        for (int run = 0; run < 5000; run++)
        {
            task.Reset();
            crew.Run(task, threads);
            Assert.Equal(threads, task.Done);
        }
    }

    [Fact]
    public void Caller_SleepsForLongItems_AndIsWoken()
    {
        using WorkerCrew crew = new(3);
        int caller = Environment.CurrentManagedThreadId;
        MeetingTask task = new(3, () => Thread.Sleep(Environment.CurrentManagedThreadId == caller ? 0 : 5));
        for (int run = 0; run < 20; run++)
        {
            task.Reset();
            crew.Run(task, 3);
            Assert.Equal(3, task.Done);
        }
    }

    [Fact]
    public void Run_DoesNotAllocate()
    {
        using WorkerCrew crew = new(2);
        CountingTask task = new(8);
        for (int run = 0; run < 200; run++)
        {
            crew.Run(task, 8);
        }

        Thread.Sleep(5);
        crew.Run(task, 8);
        long least = long.MaxValue;
        for (int attempt = 0; attempt < 5; attempt++)
        {
            // The test host's own threads allocate now and then: the least of some attempts is the crew's.
            long before = GC.GetTotalAllocatedBytes(precise: true);
            for (int run = 0; run < 1000; run++)
            {
                crew.Run(task, 8);
            }

            least = Math.Min(least, GC.GetTotalAllocatedBytes(precise: true) - before);
        }

        Assert.Equal(0, least);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(8)]
    public void Exceptions_ReachTheCaller_AfterAllItems(int threads)
    {
        using WorkerCrew crew = new(threads);
        for (int run = 0; run < 50; run++)
        {
            FailingTask task = new();
            InvalidOperationException exception = Assert.Throws<InvalidOperationException>(() => crew.Run(task, 20));
            Assert.Equal("item 5", exception.Message);
            Assert.Equal(20, task.Done);
        }

        // The crew is as good as new.
        CountingTask after = new(4);
        crew.Run(after, 4);
        Assert.All(after.Counts, count => Assert.Equal(1, count));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void RunWithinARun_IsRefused(int threads)
    {
        using WorkerCrew crew = new(threads);
        CallingTask task = new(() => crew.Run(new CountingTask(1), 1));
        Assert.Contains("running already", Assert.Throws<InvalidOperationException>(() => crew.Run(task, 4)).Message, StringComparison.Ordinal);
        CallingTask disposing = new(crew.Dispose);
        Assert.Contains("cannot be disposed", Assert.Throws<InvalidOperationException>(() => crew.Run(disposing, 4)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void AfterDispose_RunIsRefused_AndDisposeIsNot(int threads)
    {
        WorkerCrew crew = new(threads);
        crew.Dispose();
        crew.Dispose();
        Assert.Throws<ObjectDisposedException>(() => crew.Run(new CountingTask(1), 1));
        Assert.Equal(threads, crew.Threads);
    }

    [Fact]
    public void WrongArguments_AreTold()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new WorkerCrew(0));
        using WorkerCrew crew = new(1);
        Assert.Throws<ArgumentNullException>(() => crew.Run(null!, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => crew.Run(new CountingTask(1), -1));
    }

    [Fact]
    public void CrewsThatComeAndGo_EndTheirThreads()
    {
        for (int round = 0; round < 100; round++)
        {
            using WorkerCrew crew = new(4);
            CountingTask task = new(round % 5);
            crew.Run(task, task.Counts.Length);
            Assert.Equal(task.Counts.Length, task.Counts.Sum());
        }
    }

    [Fact]
    public void InterruptedCaller_StillWaitsForItsWorkers()
    {
        using WorkerCrew crew = new(2);
        int doneAtReturn = 0;
        bool isInterruptedAfter = false;
        Thread caller = new(() =>
        {
            Thread self = Thread.CurrentThread;
            MeetingTask task = new(2, () =>
            {
                if (Thread.CurrentThread != self)
                {
                    // By now the caller sleeps.
                    Thread.Sleep(20);
                    self.Interrupt();
                    Thread.Sleep(20);
                }
            });
            crew.Run(task, 2);
            doneAtReturn = task.Done;
            try
            {
                Thread.Sleep(20_000);
            }
            catch (ThreadInterruptedException)
            {
                isInterruptedAfter = true;
            }
        });
        caller.Start();
        caller.Join();
        Assert.Equal(2, doneAtReturn);
        Assert.True(isInterruptedAfter);
    }

    /// <summary>All items throw at once, on threads that have an interrupt pending: what keeps the exceptions may not wait.</summary>
    [Fact]
    public void ExceptionsOfInterruptedThreads_ReachTheCaller()
    {
        const int Threads = 4;
        Exception? wrong = null;
        int runs = 0;
        Thread caller = new(() =>
        {
            WorkerCrew crew = new(Threads);
            for (; runs < 2000 && wrong is null; runs++)
            {
                MeetingTask task = new(Threads, () =>
                {
                    Thread.CurrentThread.Interrupt();
                    throw new InvalidOperationException("pending");
                });
                Exception? thrown = Record(() => crew.Run(task, Threads));
                wrong = thrown is InvalidOperationException { Message: "pending" } ? null : thrown ?? new InvalidOperationException("nothing was thrown");
                Record(() => Thread.Sleep(1)); // Takes the interrupt that is still pending.
            }

            Thread.CurrentThread.Interrupt();
            wrong ??= Record(crew.Dispose);
        });
        caller.Start();
        Assert.True(caller.Join(TimeSpan.FromMinutes(2)), "the crew never came back");
        Assert.Null(wrong);
        Assert.Equal(2000, runs);

        static Exception? Record(Action action)
        {
            try
            {
                action();
                return null;
            }
            catch (Exception exception)
            {
                return exception;
            }
        }
    }

    [Fact]
    public void ForgottenCrew_EndsItsThreads()
    {
        Thread[] workers = ThreadsOf(static (task, threads) => new WorkerCrew(threads).Run(task, threads));
        AssertEnd(workers);
    }

    [Fact]
    public void CrewThatIsUsed_KeepsItsThreads()
    {
        using WorkerCrew crew = new(3);
        Thread[] workers = ThreadsOf((task, threads) => crew.Run(task, threads));
        for (int collection = 0; collection < 3; collection++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        Assert.All(workers, worker => Assert.True(worker.IsAlive));
        Assert.Equal(workers.OrderBy(worker => worker.ManagedThreadId), ThreadsOf((task, threads) => crew.Run(task, threads)).OrderBy(worker => worker.ManagedThreadId));
    }

    [Fact]
    public void CrewThatOnlyItsRunNeeds_IsNotCollectedWithinIt()
    {
        for (int round = 0; round < 20; round++)
        {
            int threads = 3;
            MeetingTask task = new(threads, () =>
            {
                GC.Collect();
                GC.WaitForPendingFinalizers();
            });
            new WorkerCrew(threads).Run(task, threads);
            Assert.Equal(threads, task.Done);
        }
    }

    /// <summary>Waits for threads whose owner is garbage; fails when they go on.</summary>
    internal static void AssertEnd(Thread[] workers)
    {
        Assert.NotEmpty(workers);
        for (int attempt = 0; attempt < 100 && Array.Exists(workers, worker => worker.IsAlive); attempt++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            workers[0].Join(100);
        }

        Assert.All(workers, worker => Assert.False(worker.IsAlive));
    }

    /// <summary>The threads beside this one that a run of a crew of three is on.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Thread[] ThreadsOf(Action<CrewTask, int> run)
    {
        ConcurrentBag<Thread> threads = [];
        run(new MeetingTask(3, () => threads.Add(Thread.CurrentThread)), 3);
        return [.. threads.Where(thread => thread != Thread.CurrentThread)];
    }

    private sealed class CountingTask(int items) : CrewTask
    {
        public int[] Counts { get; } = new int[items];

        protected internal override void Execute(int item) => Interlocked.Increment(ref Counts[item]);
    }

    /// <summary>Items that wait for each other, so that each is on a thread of its own.</summary>
    private sealed class MeetingTask(int items, Action? afterwards = null) : CrewTask
    {
        private int _arrived;
        private int _done;

        public int Done => _done;

        public void Reset() => _arrived = _done = 0;

        protected internal override void Execute(int item)
        {
            Interlocked.Increment(ref _arrived);
            long deadline = Environment.TickCount64 + 20_000;
            while (Volatile.Read(ref _arrived) < items)
            {
                Thread.Yield();
                Assert.True(Environment.TickCount64 < deadline, "another thread never came");
            }

            afterwards?.Invoke();
            Interlocked.Increment(ref _done);
        }
    }

    private sealed class FailingTask : CrewTask
    {
        private int _done;

        public int Done => _done;

        protected internal override void Execute(int item)
        {
            Interlocked.Increment(ref _done);
            if (item is 5 or 6 or 19)
            {
                throw new InvalidOperationException($"item {item}");
            }
        }
    }

    private sealed class CallingTask(Action call) : CrewTask
    {
        protected internal override void Execute(int item) => call();
    }
}
