using System;

namespace CnnGen;

/// <summary>The samples of a step that one process of a group takes: of each of its batches an equal stretch, to a sample.</summary>
/// <param name="BatchSize">Samples of a batch of all processes; at least as many as there are.</param>
/// <param name="Rank">The process.</param>
/// <param name="Size">The number of processes.</param>
internal readonly record struct StepPart(int BatchSize, int Rank, int Size)
{
    /// <summary>All samples, for one process.</summary>
    public static StepPart Whole(int batchSize) => new(batchSize, 0, 1);

    /// <summary>The most samples that a process takes of a batch.</summary>
    public int BatchCapacity => (int)(((long)BatchSize + Size - 1) / Size);

    /// <summary>The place of the process's first sample in a batch.</summary>
    /// <param name="samples">The batch's samples.</param>
    public int FirstOf(int samples) => (int)((long)samples * Rank / Size);

    /// <summary>How many samples of a batch are the process's.</summary>
    /// <param name="samples">The batch's samples.</param>
    public int CountOf(int samples) => (int)((long)samples * (Rank + 1) / Size) - FirstOf(samples);

    /// <summary>How many samples of a step are the process's.</summary>
    /// <param name="samples">The step's samples.</param>
    public int CountOfStep(int samples) => (samples / BatchSize * CountOf(BatchSize)) + CountOf(samples % BatchSize);

    /// <summary>The place in the step of one of the process's samples.</summary>
    /// <param name="own">Its place among those.</param>
    /// <param name="samples">The step's samples.</param>
    public int PlaceOf(int own, int samples)
    {
        int each = CountOf(BatchSize);
        int batch = Math.Min(own / each, samples / BatchSize);
        int first = batch * BatchSize;
        return first + FirstOf(Math.Min(BatchSize, samples - first)) + own - (batch * each);
    }

    /// <summary>The process's samples of one of a step's batches.</summary>
    /// <param name="number">The batch.</param>
    /// <param name="samples">The step's samples.</param>
    public BatchOfStep BatchAt(int number, int samples)
    {
        int first = number * BatchSize;
        int whole = Math.Min(BatchSize, samples - first);
        return new BatchOfStep(number, number * CountOf(BatchSize), CountOf(whole), FirstOf(whole), first + whole == samples);
    }
}

/// <summary>A process's samples of one of a step's batches.</summary>
/// <param name="Number">The batch's number in the step.</param>
/// <param name="First">The first one's place among the process's samples of the step.</param>
/// <param name="Count">How many there are.</param>
/// <param name="Place">The first one's place in the batch.</param>
/// <param name="IsLast">Whether the step has no batch behind it.</param>
internal readonly record struct BatchOfStep(int Number, int First, int Count, int Place, bool IsLast);
