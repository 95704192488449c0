using System;

namespace CnnGen;

/// <summary>Datasets made of others: transformed, in part, in another order, or put together. Each is a view; no sample is copied.</summary>
public static class DatasetExtensions
{
    /// <summary>Transforms each sample as it is read: at random in training, and the same way every time elsewhere.</summary>
    /// <param name="dataset">Images: three numbers in <see cref="Dataset.SampleShape"/>.</param>
    /// <param name="transforms">One after the other.</param>
    /// <exception cref="ArgumentException">The samples are not images, or not ones that the transforms take.</exception>
    public static Dataset Transform(this Dataset dataset, params ReadOnlySpan<ImageTransform> transforms)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        return new TransformedDataset(dataset, Transforms.Compose(transforms));
    }
}
