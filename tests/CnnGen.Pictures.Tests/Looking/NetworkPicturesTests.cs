using System;
using System.Linq;
using Xunit;

namespace CnnGen.Pictures.Tests;

public sealed class NetworkPicturesTests
{
    [Fact]
    public void Filters_OfColors_AreColorTiles()
    {
        using ColorNet network = ColorNet.Create(1);

        // Filters, channels, rows, columns: the second filter's green is -1 at the upper right.
        float[] weight = new float[24];
        weight[12 + 4 + 1] = -1;
        weight[0] = 0.5f;
        network.Parameters["conv.weight"].Value = weight;
        Picture picture = NetworkPictures.Filters(network.Parameters["conv.weight"], scale: 2);
        Assert.Equal((11, 6), (picture.Width, picture.Height));
        Assert.Equal((Rgb.Black, new Rgb(191, 128, 128), Rgb.Grey(128)), (picture[0, 0], picture[2, 2], picture[3, 3]));
        Assert.Equal((Rgb.Grey(128), new Rgb(128, 0, 128)), (picture[6, 1], picture[8, 1]));
    }

    [Fact]
    public void Filters_OfMoreChannels_AreRowsOfGreyTiles()
    {
        using ColorNet network = ColorNet.Create(1);
        float[] weight = [.. Enumerable.Range(0, 3 * 2 * 2 * 2).Select(i => i == 14 ? 1f : 0)];
        network.Parameters["deep.weight"].Value = weight;
        Picture picture = NetworkPictures.Filters(network.Parameters["deep.weight"], scale: 1);
        Assert.Equal((7, 10), (picture.Width, picture.Height));

        // The second filter's second channel, lower left.
        Assert.Equal((Rgb.White, Rgb.Grey(128)), (picture[4, 5], picture[5, 5]));
        Picture part = NetworkPictures.Filters(network.Parameters["deep.weight"], scale: 1, mostFilters: 2, mostChannels: 1);
        Assert.Equal((4, 7), (part.Width, part.Height));
    }

    [Fact]
    public void Filters_OfOneChannel_MakeASquare()
    {
        using MarkedNet network = MarkedNet.Create(1);
        Picture picture = NetworkPictures.Filters(network.Parameters["conv.weight"], scale: 1);
        Assert.Equal((9, 5), (picture.Width, picture.Height));
    }

    [Fact]
    public void Activations_AreTilesOnOneScale()
    {
        Picture picture = NetworkPictures.Activations([0, 1, 2, 3, 4, 5, 6, 8], [2, 2, 2], scale: 1);
        Assert.Equal((7, 4), (picture.Width, picture.Height));
        Assert.Equal([0, 32, 64, 96], new[] { picture[1, 1], picture[2, 1], picture[1, 2], picture[2, 2] }.Select(pixel => (int)pixel.Red));
        Assert.Equal([128, 159, 191, 255], new[] { picture[4, 1], picture[5, 1], picture[4, 2], picture[5, 2] }.Select(pixel => (int)pixel.Red));

        // A vector is a row.
        Assert.Equal((5, 3), (NetworkPictures.Activations([1, 2, 3], [3], 1).Width, NetworkPictures.Activations([1, 2, 3], [3], 1).Height));
    }

    [Fact]
    public void Samples_AreTilesInTheirOrder()
    {
        InMemoryDataset data = new([0f, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11], [0, 1, 2]);
        Picture picture = NetworkPictures.Samples(data, [2, 0], [1, 2, 2], columns: 1);
        Assert.Equal((4, 7), (picture.Width, picture.Height));
        Assert.Equal((185, 255, 0, 70), (picture[1, 1].Red, picture[2, 2].Red, picture[1, 4].Red, picture[2, 5].Red));
        Assert.Equal(Rgb.White, NetworkPictures.Samples(data, [0], [1, 2, 2], range: ValueRange.Unit)[2, 1]);
        Picture single = NetworkPictures.Sample([0, 1, 2, 4], [1, 2, 2], scale: 2);
        Assert.Equal((4, 64), (single.Width, single[2, 1].Red));
    }

    [Fact]
    public void WrongArguments_AreRejected()
    {
        using MarkedNet network = MarkedNet.Create(1);
        InMemoryDataset data = new([0f, 1, 2, 3], [0, 1]);
        Assert.Throws<ArgumentException>("weight", () => NetworkPictures.Filters(network.Parameters["fc.weight"]));
        Assert.Throws<ArgumentOutOfRangeException>("mostFilters", () => NetworkPictures.Filters(network.Parameters["conv.weight"], mostFilters: 0));
        Assert.Throws<ArgumentOutOfRangeException>("factor", () => NetworkPictures.Filters(network.Parameters["conv.weight"], scale: 0));
        Assert.Throws<ArgumentException>("values", () => NetworkPictures.Activations([1], [2, 2, 2]));
        Assert.Throws<ArgumentException>(() => NetworkPictures.Activations(new float[16], [2, 2, 2, 2]));
        Assert.Throws<ArgumentException>("shape", () => NetworkPictures.Samples(data, [0], [1, 2, 2]));
        Assert.Throws<ArgumentException>("shape", () => NetworkPictures.Samples(data, [0], [2, 1, 1]));
        Assert.Throws<ArgumentException>("pictures", () => NetworkPictures.Samples(data, []));
        Assert.Throws<ArgumentOutOfRangeException>(() => NetworkPictures.Samples(data, [2]));
    }
}
