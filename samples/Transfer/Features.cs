using System;
using System.Threading;
using CnnGen;

namespace Transfer;

/// <summary>What a body makes of pictures: the same in every epoch as long as it is frozen, so it is computed once.</summary>
internal static class Features
{
    private const int Batch = 16;

    /// <summary>Runs a body over pictures, by inference: what BatchNorm has learnt of pictures is used and stays.</summary>
    /// <param name="network">The network.</param>
    /// <param name="pictures">Pictures as the network takes them.</param>
    /// <param name="length">How many features a picture has.</param>
    /// <param name="cancellation">Ends it.</param>
    public static Dataset Of<T>(T network, Dataset pictures, int length, CancellationToken cancellation)
        where T : class, INetwork<T>, IBody
    {
        float[] input = new float[Batch * T.InputLength];
        float[] scores = new float[Batch * T.OutputLength];
        float[] features = new float[pictures.Count * length];
        int[] labels = new int[pictures.Count];
        for (int first = 0; first < pictures.Count; first += Batch)
        {
            cancellation.ThrowIfCancellationRequested();
            int count = Math.Min(Batch, pictures.Count - first);
            for (int i = 0; i < count; i++)
            {
                pictures.Read(first + i, input.AsSpan(i * T.InputLength, T.InputLength));
                labels[first + i] = pictures.Label(first + i);
            }

            network.ComputeFeatures(input.AsSpan(0, count * T.InputLength), scores.AsSpan(0, count * T.OutputLength), features.AsSpan(first * length, count * length));
        }

        return new InMemoryDataset(features, labels, length);
    }
}
