using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using CnnGen.Generator.Model;

namespace CnnGen.Generator.Shapes;

/// <summary>The shape of one sample: channels, then spatial sizes. A vector of features has no spatial size.</summary>
internal sealed record TensorShape(EquatableArray<int> Sizes)
{
    public TensorShape(params int[] sizes)
        : this(sizes.ToEquatableArray())
    {
    }

    public int Channels => Sizes[0];

    /// <summary>Number of spatial axes: 0 for a vector, 1 for a sequence, 2 for an image, 3 for a volume.</summary>
    public int SpatialRank => Sizes.Count - 1;

    /// <summary>Slices: 1 where the shape has none.</summary>
    public int Depth => FromEnd(3);

    /// <summary>Rows: 1 where the shape has none.</summary>
    public int Height => FromEnd(2);

    /// <summary>Columns of an image, positions of a sequence: 1 for vectors.</summary>
    public int Width => FromEnd(1);

    /// <summary>Slices, rows and columns.</summary>
    public PerAxis<int> Spatial => new(Depth, Height, Width);

    public long Elements => Sizes.Aggregate(1L, (product, size) => product * size);

    /// <summary>The same sizes with other channels.</summary>
    public TensorShape WithChannels(int channels) => new(new[] { channels }.Concat(Sizes.Skip(1)).ToEquatableArray());

    /// <summary>The elements as a product and their number: <c>3x100x200 = 60,000</c>, which may be more than a long holds.</summary>
    public string Product => $"{this} = {Sizes.Aggregate(System.Numerics.BigInteger.One, (product, size) => product * size).ToString("N0", CultureInfo.InvariantCulture)}";

    /// <summary>Whether an array can hold the elements.</summary>
    public static bool Fits(IEnumerable<int> sizes)
    {
        long product = 1;
        foreach (int size in sizes)
        {
            product *= size;
            if (product > ArrayLimit.MostElements)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The field's way to write a shape: <c>6x14x14</c>.</summary>
    public override string ToString() =>
        string.Join("x", Sizes.Select(size => size.ToString(CultureInfo.InvariantCulture)));

    /// <summary>The axes by name, as the Input attribute's parameters are called.</summary>
    public IReadOnlyList<string> Axes => SpatialRank switch
    {
        0 => ["features"],
        1 => ["channels", "length"],
        2 => ["channels", "height", "width"],
        _ => ["channels", "depth", "height", "width"],
    };

    /// <summary>The axes in a message: <c>(channels, height, width)</c>.</summary>
    public string AxisNames => $"({string.Join(", ", Axes)})";

    // Channels come first, and the columns last.
    private int FromEnd(int place) => SpatialRank >= place ? Sizes[Sizes.Count - place] : 1;
}
