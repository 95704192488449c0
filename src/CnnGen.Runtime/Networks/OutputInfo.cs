using System.Collections.Generic;

namespace CnnGen;

/// <summary>An output of a network: its own, or one that <c>[Output]</c> marks.</summary>
/// <param name="Name">Its name: <c>output</c> for the network's own unless a mark names it.</param>
/// <param name="Layer">The layer that makes it, by its place in <see cref="NetworkInfo.Layers"/>; -1 is the network's input.</param>
/// <param name="Shape">Channels, then spatial sizes of one sample, in elements.</param>
public sealed record OutputInfo(string Name, int Layer, IReadOnlyList<int> Shape)
{
    /// <summary>Elements of one sample.</summary>
    public int Length { get; } = Product(Shape);

    private static int Product(IReadOnlyList<int> shape)
    {
        int product = 1;
        foreach (int size in shape)
        {
            product = checked(product * size);
        }

        return product;
    }
}
