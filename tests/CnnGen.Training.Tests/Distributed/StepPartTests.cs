using System.Collections.Generic;
using System.Linq;
using Xunit;

namespace CnnGen.Training.Tests;

public sealed class StepPartTests
{
    /// <summary>Counted out for all small steps: each sample of each batch is one process's, and stretches follow each other.</summary>
    [Fact]
    public void Parts_MakeTheWholeStep()
    {
        for (int size = 1; size <= 5; size++)
        {
            for (int batchSize = size; batchSize <= 11; batchSize++)
            {
                for (int samples = 1; samples <= 3 * batchSize; samples++)
                {
                    Check(batchSize, size, samples);
                }
            }
        }
    }

    private static void Check(int batchSize, int size, int samples)
    {
        List<int> taken = [];
        for (int rank = 0; rank < size; rank++)
        {
            StepPart part = new(batchSize, rank, size);
            int count = 0;
            for (int number = 0; number * batchSize < samples; number++)
            {
                BatchOfStep batch = part.BatchAt(number, samples);
                Assert.Equal(count, batch.First);
                Assert.InRange(batch.Count, 0, part.BatchCapacity);
                Assert.Equal((number + 1) * batchSize >= samples, batch.IsLast);
                for (int i = 0; i < batch.Count; i++)
                {
                    Assert.Equal((number * batchSize) + batch.Place + i, part.PlaceOf(batch.First + i, samples));
                    taken.Add(part.PlaceOf(batch.First + i, samples));
                }

                count += batch.Count;
            }

            Assert.Equal(count, part.CountOfStep(samples));
        }

        Assert.Equal(Enumerable.Range(0, samples), taken.Order());
    }
}
