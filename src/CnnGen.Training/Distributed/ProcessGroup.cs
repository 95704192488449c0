using System;
using System.Runtime.InteropServices;
using CnnGen.Runtime;

namespace CnnGen;

/// <summary>Processes that train one network together, each on its part of every batch; CnnGen.Mpi has one over MPI.</summary>
/// <remarks>
/// Every process calls the same methods in the same order, with as many numbers; each call waits for the others. Sums are taken in the
/// order of the processes' ranks, element by element: the same group size gives the same bits, whatever carries them. One thread may use
/// a group at a time. A group of one's own derives from this and says how bytes go from one process to another.
/// </remarks>
public abstract unsafe class ProcessGroup : IDisposable
{
    // What is summed at once: it bounds the memory for what others send.
    private const int PieceFloats = 1 << 22;

    private readonly int _bucketBytes = 4 << 20;
    private AlignedMemory _received = new(0);

    /// <summary>Keeps what this process is in the group.</summary>
    /// <param name="rank">The process's number, from 0.</param>
    /// <param name="size">The number of processes.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such number among so many.</exception>
    protected ProcessGroup(int rank, int size)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(rank);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(rank, size);
        Rank = rank;
        Size = size;
    }

    /// <summary>This process's number, from 0.</summary>
    public int Rank { get; }

    /// <summary>The number of processes.</summary>
    public int Size { get; }

    /// <summary>Gradients that a trainer adds up at once while its backward pass goes on: about so many bytes, 4 MB unless told. Small ones wait for the net's latency often, large ones begin late.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Below 4.</exception>
    public int BucketBytes
    {
        get => _bucketBytes;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, sizeof(float), nameof(BucketBytes));
            _bucketBytes = value;
        }
    }

    /// <summary>Adds up what the processes pass. Each sums a share, and hands it to the others: a process sends and receives about twice as many bytes as are passed.</summary>
    /// <param name="values">As many of every process; receive the sums.</param>
    /// <exception cref="ProcessGroupException">Another process cannot be reached.</exception>
    public void AllReduce(Span<float> values)
    {
        // In its place while others' memory goes to it and from it.
        fixed (float* first = values)
        {
            for (int begin = 0; begin < values.Length && Size > 1; begin += PieceFloats)
            {
                AllReducePiece(values.Slice(begin, Math.Min(PieceFloats, values.Length - begin)));
            }
        }
    }

    /// <summary>Adds up what the processes pass: a few numbers, which every process sends to all others.</summary>
    /// <param name="values">As many of every process; receive the sums.</param>
    /// <exception cref="ProcessGroupException">Another process cannot be reached.</exception>
    public void AllReduce(Span<double> values)
    {
        Reserve(checked(values.Length * Size * 2));
        Span<double> all = MemoryMarshal.Cast<float, double>(_received.Span)[..(values.Length * Size)];
        Span<double> own = all.Slice(Rank * values.Length, values.Length);
        values.CopyTo(own);
        foreach (int other in Others())
        {
            BeginReceive(other, MemoryMarshal.AsBytes(all.Slice(other * values.Length, values.Length)));
            BeginSend(other, MemoryMarshal.AsBytes(own));
        }

        Complete();
        for (int i = 0; i < values.Length; i++)
        {
            double sum = all[i];
            for (int rank = 1; rank < Size; rank++)
            {
                sum += all[(rank * values.Length) + i];
            }

            values[i] = sum;
        }
    }

    /// <summary>Gives every process what one of them has.</summary>
    /// <param name="bytes">What that one has; of the others as many, which receive it.</param>
    /// <param name="root">That one's number.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such process.</exception>
    /// <exception cref="ProcessGroupException">Another process cannot be reached.</exception>
    public void Broadcast(Span<byte> bytes, int root = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(root);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(root, Size);
        fixed (byte* first = bytes)
        {
            // A binomial tree: whoever has it passes it on to half of those behind.
            int place = (Rank - root + Size) % Size;
            int step = 1;
            while (step < Size && (place & step) == 0)
            {
                step <<= 1;
            }

            if (place > 0)
            {
                BeginReceive((Rank - step + Size) % Size, bytes);
                Complete();
            }

            for (step >>= 1; step > 0; step >>= 1)
            {
                if (place + step < Size)
                {
                    BeginSend((Rank + step) % Size, bytes);
                }
            }

            Complete();
        }
    }

    /// <summary>Waits until every process is here.</summary>
    /// <exception cref="ProcessGroupException">Another process cannot be reached.</exception>
    public void Barrier()
    {
        double nothing = 0;
        AllReduce(new Span<double>(ref nothing));
    }

    /// <summary>Ends the other processes, because this one cannot go on. It may end this one too.</summary>
    /// <param name="message">Why: it is told to whoever watches the group.</param>
    public abstract void Abort(string message);

    /// <summary>Leaves the group.</summary>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Leaves the group.</summary>
    /// <param name="disposing">Whether it was asked for.</param>
    protected virtual void Dispose(bool disposing)
    {
    }

    /// <summary>Begins to send bytes to another process, behind those that were sent before.</summary>
    /// <param name="rank">The other process.</param>
    /// <param name="bytes">The bytes, which stay in their place and what they are until <see cref="Complete"/>.</param>
    protected abstract void BeginSend(int rank, ReadOnlySpan<byte> bytes);

    /// <summary>Begins to receive bytes from another process, behind those that were received before.</summary>
    /// <param name="rank">The other process.</param>
    /// <param name="bytes">As many as that one sends; they stay in their place until <see cref="Complete"/>.</param>
    protected abstract void BeginReceive(int rank, Span<byte> bytes);

    /// <summary>Waits until all that was begun is sent and received.</summary>
    protected abstract void Complete();

    private void AllReducePiece(Span<float> values)
    {
        Span<float> own = ShareOf(values, Rank);
        Reserve(own.Length * Size);
        Span<float> received = _received.Span;
        foreach (int other in Others())
        {
            BeginReceive(other, MemoryMarshal.AsBytes(received.Slice(other * own.Length, own.Length)));
            BeginSend(other, MemoryMarshal.AsBytes(ShareOf(values, other)));
        }

        Complete();
        own.CopyTo(received.Slice(Rank * own.Length, own.Length));
        received[..own.Length].CopyTo(own);
        for (int rank = 1; rank < Size; rank++)
        {
            Spans.Add(own, received.Slice(rank * own.Length, own.Length));
        }

        foreach (int other in Others())
        {
            BeginReceive(other, MemoryMarshal.AsBytes(ShareOf(values, other)));
            BeginSend(other, MemoryMarshal.AsBytes(own));
        }

        Complete();
    }

    private Span<float> ShareOf(Span<float> values, int rank)
    {
        int first = (int)((long)values.Length * rank / Size);
        return values[first..(int)((long)values.Length * (rank + 1) / Size)];
    }

    /// <summary>The other processes, beginning behind this one, so that not all send to the same one at once.</summary>
    private PeerSequence Others() => new(Rank, Size);

    private void Reserve(int floats) => _received = _received.Length < floats ? new AlignedMemory(floats) : _received;

    /// <summary>Counts through the other processes without allocating.</summary>
    private struct PeerSequence(int rank, int size)
    {
        private int _step;

        public readonly int Current => (rank + _step) % size;

        public readonly PeerSequence GetEnumerator() => this;

        public bool MoveNext() => ++_step < size;
    }
}
