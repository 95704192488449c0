using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Xunit;

namespace CnnGen.Training.Tests;

/// <summary>A group whose processes are threads of one.</summary>
internal sealed unsafe class ThreadGroup : ProcessGroup
{
    private readonly Exchange _exchange;
    private readonly List<(int Rank, nint Address, int Length)> _receives = [];

    private ThreadGroup(Exchange exchange, int rank, int size)
        : base(rank, size) => _exchange = exchange;

    /// <summary>Runs every process's work and returns what each came to.</summary>
    public static TResult[] Run<TResult>(int size, Func<ProcessGroup, TResult> work, int bucketBytes = 256)
    {
        Exchange exchange = new(size);
        TResult[] results = new TResult[size];
        Exception?[] faults = new Exception?[size];
        Thread[] threads = [.. Enumerable.Range(0, size).Select(rank => new Thread(() =>
        {
            try
            {
                using ThreadGroup group = new(exchange, rank, size) { BucketBytes = bucketBytes };
                results[rank] = work(group);
            }
            catch (Exception exception)
            {
                faults[rank] = exception;
            }
        }))];
        Array.ForEach(threads, static thread => thread.Start());
        Array.ForEach(threads, static thread => Assert.True(thread.Join(TimeSpan.FromMinutes(2)), "the processes wait for each other"));
        return faults.All(static fault => fault is null) ? results : throw new AggregateException(faults.Where(static fault => fault is not null)!);
    }

    /// <summary>What each process's work throws; null where it does not.</summary>
    public static Exception?[] Faults(int size, Action<ProcessGroup> work) => Run(size, group => Record.Exception(() => work(group)));

    public override void Abort(string message) => _exchange.Abort(message);

    protected override void BeginSend(int rank, ReadOnlySpan<byte> bytes) => _exchange[Rank, rank].Add(bytes.ToArray());

    protected override void BeginReceive(int rank, Span<byte> bytes)
    {
        fixed (byte* address = bytes)
        {
            _receives.Add((rank, (nint)address, bytes.Length));
        }
    }

    protected override void Complete()
    {
        foreach ((int rank, nint address, int length) in _receives)
        {
            byte[] message = _exchange.Take(rank, Rank);
            Assert.Equal(length, message.Length);
            message.CopyTo(new Span<byte>((void*)address, length));
        }

        _receives.Clear();
    }

    /// <summary>What is on its way from one process to another.</summary>
    private sealed class Exchange(int size)
    {
        private readonly BlockingCollection<byte[]>[] _ways = [.. Enumerable.Range(0, size * size).Select(static _ => new BlockingCollection<byte[]>())];
        private readonly CancellationTokenSource _aborted = new();
        private string _message = "";

        public BlockingCollection<byte[]> this[int from, int to] => _ways[(from * size) + to];

        public byte[] Take(int from, int to)
        {
            try
            {
                return this[from, to].Take(_aborted.Token);
            }
            catch (OperationCanceledException)
            {
                throw new ProcessGroupException($"the group was ended: {_message}");
            }
        }

        public void Abort(string message)
        {
            Interlocked.CompareExchange(ref _message, message, "");
            _aborted.Cancel();
        }
    }
}
