using System;
using System.IO;
using System.Threading;

namespace CnnGen;

/// <summary>Reads the batches of an epoch on threads of its own, ahead of the step that takes them.</summary>
/// <remarks>
/// What a batch holds follows from the epoch's order and key, not from the threads. Few batches are ready at once, and their memory is
/// used again and again: after the first ones nothing is allocated. One thread takes and returns batches.
/// </remarks>
internal sealed class BatchReader : IDisposable
{
    // One that the step works on, one that is ready, one that is being read.
    private const int BatchesWithWorkers = 3;
    private const int MostPieceSamples = 32;
    private const int PiecesPerWorker = 4;
    private const int CancellationCheckMilliseconds = 20;

    private readonly object _gate = new();
    private readonly SampleReader _reader;
    private readonly int _batchSize;
    private readonly StepPart _part;
    private readonly int _pieceSamples;
    private readonly Slot[] _slots;
    private readonly Thread[] _threads;
    private int _batchCount;
    private int _nextTaken;
    private int _nextRead;
    private int _claimedSamples;
    private int _busy;
    private bool _isDisposed;

    /// <summary>Makes the batches and starts the threads.</summary>
    /// <param name="dataset">The samples.</param>
    /// <param name="batchSize">Samples of a batch.</param>
    /// <param name="workers">Threads; with 0, whoever takes a batch reads it.</param>
    /// <param name="mixing">What is done with pairs of samples, or null.</param>
    /// <param name="part">Which samples of each batch are read; all if not given.</param>
    public BatchReader(Dataset dataset, int batchSize, int workers, Mixing? mixing = null, StepPart? part = null)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        ArgumentOutOfRangeException.ThrowIfLessThan(batchSize, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(workers);
        _reader = new SampleReader(dataset, mixing);
        _batchSize = batchSize;
        _part = part ?? StepPart.Whole(batchSize);
        _pieceSamples = workers == 0 ? batchSize : Math.Clamp(batchSize / (workers * PiecesPerWorker), 1, MostPieceSamples);
        _slots = new Slot[workers == 0 ? 1 : BatchesWithWorkers];
        for (int slot = 0; slot < _slots.Length; slot++)
        {
            _slots[slot] = new Slot(_reader.CreateBatch(batchSize / _part.BatchSize * _part.BatchCapacity));
        }

        _threads = new Thread[workers];
        for (int worker = 0; worker < workers; worker++)
        {
            _threads[worker] = new Thread(Work) { IsBackground = true, Name = $"CnnGen batch reader {worker}" };
            _threads[worker].Start();
        }
    }

    private enum SlotState
    {
        Free,
        Reading,
        Ready,
        Taken,
    }

    /// <summary>Begins an epoch. Batches of the one before are given up; those that were taken count as returned.</summary>
    /// <param name="order">The samples' numbers in the epoch's order; they are copied.</param>
    /// <param name="key">From which all that is random follows: another one for each epoch.</param>
    /// <param name="firstBatch">The batch to begin with: above 0 where a training goes on in the middle of an epoch.</param>
    public void Begin(ReadOnlySpan<int> order, ulong key, int firstBatch = 0)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            _batchCount = 0;
            while (_busy > 0)
            {
                Monitor.Wait(_gate);
            }

            _reader.Begin(order, key);
            foreach (Slot slot in _slots)
            {
                slot.State = SlotState.Free;
            }

            _nextTaken = firstBatch;
            _nextRead = firstBatch;
            _claimedSamples = 0;
            _batchCount = (int)(((long)order.Length + _batchSize - 1) / _batchSize);
            Monitor.PulseAll(_gate);
        }
    }

    /// <summary>Takes the next batch, waiting until it is read.</summary>
    /// <param name="batch">Receives the batch, which must be returned.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>False where the epoch has no more.</returns>
    /// <exception cref="InvalidDataException">A sample of the batch could not be read; the message names the first such.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public bool TryTake(out SampleBatch batch, CancellationToken cancellationToken = default)
    {
        Slot slot;
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            cancellationToken.ThrowIfCancellationRequested();
            slot = _slots[_nextTaken % _slots.Length];
            batch = slot.Batch;
            if (_nextTaken >= _batchCount)
            {
                return false;
            }

            if (slot.State == SlotState.Taken)
            {
                throw new InvalidOperationException($"no batch was returned: there are {_slots.Length}, and all are taken");
            }

            while (slot.State != SlotState.Ready)
            {
                WaitForSlot(cancellationToken);
            }

            if (slot.Fault is null)
            {
                slot.State = SlotState.Taken;
                _nextTaken++;
                return true;
            }
        }

        throw new InvalidDataException($"sample {_reader.SampleAt(slot.FaultPosition)} of the dataset cannot be read: {slot.Fault.Message}", slot.Fault);
    }

    /// <summary>Gives a batch back to be filled again.</summary>
    /// <param name="batch">One that was taken since the epoch began.</param>
    public void Return(SampleBatch batch)
    {
        lock (_gate)
        {
            Slot slot = _slots[batch.Number % _slots.Length];
            if (slot.Batch != batch || slot.State != SlotState.Taken)
            {
                throw new InvalidOperationException("the batch was returned before, or is not this reader's");
            }

            slot.State = SlotState.Free;
            Monitor.PulseAll(_gate);
        }
    }

    /// <summary>Ends the threads; waits for the samples that they are reading.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _isDisposed = true;
            Monitor.PulseAll(_gate);
        }

        foreach (Thread thread in _threads)
        {
            thread.Join();
        }
    }

    private void WaitForSlot(CancellationToken cancellationToken)
    {
        if (_threads.Length == 0)
        {
            TryClaim(out Piece piece);
            Read(ref piece);
            Finish(piece);
        }
        else if (cancellationToken.CanBeCanceled)
        {
            // A registration would allocate.
            Monitor.Wait(_gate, CancellationCheckMilliseconds);
            cancellationToken.ThrowIfCancellationRequested();
        }
        else
        {
            Monitor.Wait(_gate);
        }
    }

    private void Work()
    {
        while (TryWaitForPiece(out Piece piece))
        {
            Read(ref piece);
            lock (_gate)
            {
                Finish(piece);
            }
        }
    }

    /// <returns>False where the reader was disposed of.</returns>
    private bool TryWaitForPiece(out Piece piece)
    {
        lock (_gate)
        {
            while (!_isDisposed)
            {
                if (TryClaim(out piece))
                {
                    return true;
                }

                Monitor.Wait(_gate);
            }

            piece = default;
            return false;
        }
    }

    /// <summary>Takes the next samples that nobody reads yet, if there is memory for them.</summary>
    private bool TryClaim(out Piece piece)
    {
        piece = default;
        Slot slot = _slots[_nextRead % _slots.Length];
        if (_nextRead >= _batchCount || (_claimedSamples == 0 && slot.State != SlotState.Free))
        {
            return false;
        }

        if (_claimedSamples == 0)
        {
            int whole = Math.Min(_batchSize, _reader.Count - (_nextRead * _batchSize));
            slot.Start(_nextRead, whole, _part.CountOfStep(whole));
        }

        int count = Math.Min(_pieceSamples, slot.Batch.Count - _claimedSamples);
        piece = new Piece(slot, _claimedSamples, count);
        _claimedSamples += count;
        _busy++;
        if (_claimedSamples == slot.Batch.Count)
        {
            _claimedSamples = 0;
            _nextRead++;
        }

        return true;
    }

    /// <summary>Reads samples up to the first that cannot be read.</summary>
    private void Read(ref Piece piece)
    {
        SampleBatch batch = piece.Slot.Batch;
        for (int i = piece.First; i < piece.First + piece.Count; i++)
        {
            int position = (batch.Number * _batchSize) + _part.PlaceOf(i, batch.WholeCount);
            try
            {
                _reader.Read(batch, i, position);
            }
            catch (Exception exception)
            {
                piece = piece with { Fault = exception, FaultPosition = position };
                return;
            }
        }
    }

    private void Finish(in Piece piece)
    {
        piece.Slot.Finish(piece);
        _busy--;
        Monitor.PulseAll(_gate);
    }

    /// <summary>Samples of a batch that one thread reads.</summary>
    private readonly record struct Piece(Slot Slot, int First, int Count)
    {
        public Exception? Fault { get; init; }

        public int FaultPosition { get; init; }
    }

    /// <summary>A batch and how far it is.</summary>
    private sealed class Slot(SampleBatch batch)
    {
        private int _left;

        public SampleBatch Batch { get; } = batch;

        public SlotState State { get; set; }

        public Exception? Fault { get; private set; }

        public int FaultPosition { get; private set; }

        public void Start(int number, int whole, int count)
        {
            Batch.Number = number;
            Batch.WholeCount = whole;
            Batch.Count = count;
            State = SlotState.Reading;
            Fault = null;
            _left = count;
        }

        /// <summary>Takes note that a piece is read. Of several faults the first in the epoch's order counts, whichever thread met it.</summary>
        public void Finish(in Piece piece)
        {
            if (piece.Fault is not null && (Fault is null || piece.FaultPosition < FaultPosition))
            {
                Fault = piece.Fault;
                FaultPosition = piece.FaultPosition;
            }

            _left -= piece.Count;
            State = _left == 0 ? SlotState.Ready : State;
        }
    }
}
