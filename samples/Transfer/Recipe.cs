using CnnGen;

namespace Transfer;

/// <summary>What differs between the networks, but for their layers.</summary>
/// <param name="Name">What the network is called, on the screen and in files.</param>
/// <param name="Side">Rows and columns of the network's input.</param>
/// <param name="Margin">By how many rows and columns a picture is larger when it is read: what the network does not see of it is cut off.</param>
/// <param name="Padding">By how many pixels of nothing a picture is surrounded before its part is chosen in training.</param>
internal sealed record Recipe(string Name, int Side, int Margin, int Padding)
{
    /// <summary>As torchvision prepares pictures for it: the middle, resized to 256, and of that the middle 224.</summary>
    public static Recipe ResNet18 { get; } = new("resnet18", Side: 224, Margin: 32, Padding: 0);

    /// <summary>The network without a checkpoint.</summary>
    public static Recipe Small { get; } = new("small", Side: 32, Margin: 0, Padding: 2);

    /// <summary>What pictures of ImageNet are normalised by for torchvision's checkpoints.</summary>
    public static ChannelStatistics ImageNet { get; } = ChannelStatistics.Of([0.485, 0.456, 0.406], [0.229, 0.224, 0.225]);

    /// <summary>Rows and columns of a picture as it is read.</summary>
    public int ReadSide => Side + Margin;

    /// <summary>What a picture goes through as it is read, to be looked at: its middle, normalised.</summary>
    public ImageTransform Prepare(ChannelStatistics statistics) => Transforms.Compose(Transforms.CenterCrop(Side, Side), Transforms.Normalize(statistics));

    /// <summary>What it goes through to be trained on: a part of it, another one each time, and its mirror image half of the time.</summary>
    public ImageTransform Vary(ChannelStatistics statistics) => Transforms.Compose(
        Transforms.RandomCrop(Side, Side, Padding), Transforms.RandomHorizontalFlip(), Transforms.Normalize(statistics));
}
