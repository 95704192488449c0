using System;

namespace CnnGen;

/// <summary>The transforms of images that come with the library, under the names and with the meanings of torchvision's.</summary>
/// <remarks>
/// What is random is so in training alone: elsewhere a random crop takes the middle, a random resized crop the largest part in the middle,
/// and the others leave the image as it is. Sizes are in pixels, values those of the image, which datasets of pixels give in [0, 1].
/// </remarks>
public static class Transforms
{
    // At 90 degrees nothing is left of a column.
    private const double MostShear = 89;
    private const double LeastRatio = 1e-6;

    /// <summary>Transforms one after the other.</summary>
    /// <param name="transforms">The transforms; none leaves an image as it is.</param>
    /// <exception cref="ArgumentException">One is null.</exception>
    public static ImageTransform Compose(params ReadOnlySpan<ImageTransform> transforms) => new ComposedTransform(transforms);

    /// <summary>Transforms one after the other, which take place together with a probability. They must keep the shape.</summary>
    /// <param name="probability">In [0, 1].</param>
    /// <param name="transforms">The transforms.</param>
    /// <exception cref="ArgumentException">One is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The probability is not in [0, 1].</exception>
    public static ImageTransform RandomApply(double probability, params ReadOnlySpan<ImageTransform> transforms) =>
        new RandomApply(ArgumentGuard.Within(probability, 0, 1), new ComposedTransform(transforms));

    /// <summary>Mirrors images left to right.</summary>
    /// <param name="probability">In [0, 1].</param>
    /// <exception cref="ArgumentOutOfRangeException">The probability is not in [0, 1].</exception>
    public static ImageTransform RandomHorizontalFlip(double probability = 0.5) => new RandomFlip(isHorizontal: true, ArgumentGuard.Within(probability, 0, 1));

    /// <summary>Mirrors images top to bottom.</summary>
    /// <param name="probability">In [0, 1].</param>
    /// <exception cref="ArgumentOutOfRangeException">The probability is not in [0, 1].</exception>
    public static ImageTransform RandomVerticalFlip(double probability = 0.5) => new RandomFlip(isHorizontal: false, ArgumentGuard.Within(probability, 0, 1));

    /// <summary>Cuts out a rectangle at a random place of the padded image: He et al. 2016 train on CIFAR with <c>RandomCrop(32, 32, padding: 4)</c>.</summary>
    /// <param name="height">Rows that are cut out.</param>
    /// <param name="width">Columns that are cut out.</param>
    /// <param name="padding">Pixels that are put around the image first.</param>
    /// <param name="mode">What they hold. <see cref="PadMode.Replicate"/> is torchvision's <c>edge</c>.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size is below 1, or the padding negative.</exception>
    public static ImageTransform RandomCrop(int height, int width, int padding = 0, PadMode mode = PadMode.Zeros)
    {
        ImageShape.CheckSize(height, width);
        ArgumentOutOfRangeException.ThrowIfNegative(padding);
        return new Crop(height, width, padding, mode, isRandom: true);
    }

    /// <summary>Cuts out the middle.</summary>
    /// <param name="height">Rows that are cut out.</param>
    /// <param name="width">Columns that are cut out.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size is below 1.</exception>
    public static ImageTransform CenterCrop(int height, int width)
    {
        ImageShape.CheckSize(height, width);
        return new Crop(height, width, padding: 0, PadMode.Zeros, isRandom: false);
    }

    /// <summary>Resizes: bilinear, and antialiased where the image shrinks, as Pillow and torchvision do it.</summary>
    /// <param name="height">Rows that come out.</param>
    /// <param name="width">Columns that come out.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size is below 1.</exception>
    public static ImageTransform Resize(int height, int width)
    {
        ImageShape.CheckSize(height, width);
        return new Resize(height, width);
    }

    /// <summary>Cuts out a part of random place, area and sides, and resizes it: Szegedy et al. 2015, as ImageNet is trained on.</summary>
    /// <param name="height">Rows that come out.</param>
    /// <param name="width">Columns that come out.</param>
    /// <param name="minScale">The smallest area of the part, as a fraction of the image's. All between come equally often.</param>
    /// <param name="maxScale">The largest: at most 1.</param>
    /// <param name="minRatio">The smallest width of the part divided by its height. The logarithms between come equally often.</param>
    /// <param name="maxRatio">The largest.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size is below 1, an area not in [0, 1], a ratio below 1E-6, or a range not in order.</exception>
    public static ImageTransform RandomResizedCrop(
        int height, int width, double minScale = 0.08, double maxScale = 1, double minRatio = 3 / 4.0, double maxRatio = 4 / 3.0)
    {
        ImageShape.CheckSize(height, width);
        return new RandomResizedCrop(height, width, new NumberRange(minScale, maxScale, 0, 1), new NumberRange(minRatio, maxRatio, LeastRatio, float.MaxValue));
    }

    /// <summary>Turns images by a random angle about their middle.</summary>
    /// <param name="degrees">The largest angle, to either side.</param>
    /// <param name="fill">The value of what comes from outside the image.</param>
    /// <exception cref="ArgumentOutOfRangeException">The angle is negative or not finite.</exception>
    public static ImageTransform RandomRotation(double degrees, double fill = 0) => RandomAffine(degrees, fill: fill);

    /// <summary>Moves images by random distances.</summary>
    /// <param name="fraction">The largest distances, as a fraction of the height and of the width: in [0, 1].</param>
    /// <param name="fill">The value of what comes from outside the image.</param>
    /// <exception cref="ArgumentOutOfRangeException">The fraction is not in [0, 1].</exception>
    public static ImageTransform RandomTranslation(double fraction, double fill = 0) => RandomAffine(translate: fraction, fill: fill);

    /// <summary>Slants images by a random angle.</summary>
    /// <param name="degrees">The largest angle, to either side: at most 89.</param>
    /// <param name="fill">The value of what comes from outside the image.</param>
    /// <exception cref="ArgumentOutOfRangeException">The angle is not in [0, 89].</exception>
    public static ImageTransform RandomShear(double degrees, double fill = 0) => RandomAffine(shear: degrees, fill: fill);

    /// <summary>Turns, moves, scales, stretches and slants images by random amounts about their middle, in one bilinear resampling.</summary>
    /// <remarks>First scaled and stretched, then slanted, turned and moved.</remarks>
    /// <param name="degrees">The largest angle of a turn, to either side.</param>
    /// <param name="translate">The largest distances, as a fraction of the height and of the width: in [0, 1].</param>
    /// <param name="minScale">The smallest factor of both sides: at least 1E-6.</param>
    /// <param name="maxScale">The largest factor of both sides. All between come equally often.</param>
    /// <param name="stretch">The largest factor of one side to the other, either way, at the same area: 1 or more.</param>
    /// <param name="shear">The largest angle by which columns are slanted, to either side: at most 89.</param>
    /// <param name="fill">The value of what comes from outside the image.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is not in its range.</exception>
    public static ImageTransform RandomAffine(
        double degrees = 0,
        double translate = 0,
        double minScale = 1,
        double maxScale = 1,
        double stretch = 1,
        double shear = 0,
        double fill = 0)
    {
        return new RandomAffine(
            ArgumentGuard.NonNegative(degrees),
            ArgumentGuard.Within(translate, 0, 1),
            new NumberRange(minScale, maxScale, LeastRatio, float.MaxValue),
            ArgumentGuard.Within(stretch, 1, float.MaxValue),
            ArgumentGuard.Within(shear, 0, MostShear),
            (float)fill);
    }

    /// <summary>Changes brightness, contrast, saturation and hue by random amounts in a random order, as torchvision's ColorJitter. For images in [0, 1].</summary>
    /// <remarks>
    /// The first three draw a factor from [max(0, 1 - n), 1 + n] and blend the image with black, with its mean grey and with its own grey;
    /// the hue is turned by a part of the circle from [-n, n]. The last two leave grey images alone.
    /// </remarks>
    /// <param name="brightness">Zero or more.</param>
    /// <param name="contrast">Zero or more.</param>
    /// <param name="saturation">Zero or more.</param>
    /// <param name="hue">In [0, 0.5].</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is not in its range.</exception>
    public static ImageTransform ColorJitter(double brightness = 0, double contrast = 0, double saturation = 0, double hue = 0) => new ColorJitter(
        ArgumentGuard.NonNegative(brightness), ArgumentGuard.NonNegative(contrast), ArgumentGuard.NonNegative(saturation), ArgumentGuard.Within(hue, 0, 0.5));

    /// <summary>Shifts colours along the principal components of the data's: Krizhevsky et al. 2012, "ImageNet Classification with Deep CNNs".</summary>
    /// <remarks>
    /// To each pixel the sum of a_i l_i p_i is added, where p_i and l_i are eigenvectors and eigenvalues of the covariance of the
    /// channels, and the a_i are drawn once an image from a normal distribution.
    /// </remarks>
    /// <param name="statistics">Computed from the data as they are where this transform stands: before <see cref="Normalize(ChannelStatistics)"/>.</param>
    /// <param name="strength">The standard deviation of the a_i.</param>
    /// <exception cref="ArgumentOutOfRangeException">The strength is negative or not finite.</exception>
    public static ImageTransform PcaColorShift(ChannelStatistics statistics, double strength = 0.1)
    {
        ArgumentNullException.ThrowIfNull(statistics);
        return new PcaColorShift(statistics, ArgumentGuard.NonNegative(strength));
    }

    /// <summary>Adds normal noise to every element.</summary>
    /// <param name="deviation">Its standard deviation.</param>
    /// <param name="clip">Whether the sum is cut off at 0 and 1; false behind <see cref="Normalize(ChannelStatistics)"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">The deviation is negative or not finite.</exception>
    public static ImageTransform GaussianNoise(double deviation, bool clip = true) => new GaussianNoise(ArgumentGuard.NonNegative(deviation), clip);

    /// <summary>Fills a rectangle of random place, area and sides with a probability: Zhong et al. 2020.</summary>
    /// <param name="probability">In [0, 1].</param>
    /// <param name="value">What the rectangle is filled with.</param>
    /// <param name="minScale">The smallest area of the rectangle, as a fraction of the image's. All between come equally often.</param>
    /// <param name="maxScale">The largest: at most 1.</param>
    /// <param name="minRatio">The smallest height of the rectangle divided by its width. The logarithms between come equally often.</param>
    /// <param name="maxRatio">The largest.</param>
    /// <exception cref="ArgumentOutOfRangeException">A probability or an area is not in [0, 1], a ratio below 1E-6, or a range not in order.</exception>
    public static ImageTransform RandomErasing(
        double probability = 0.5, double value = 0, double minScale = 0.02, double maxScale = 0.33, double minRatio = 0.3, double maxRatio = 3.3) =>
        new RandomErasing(
            ArgumentGuard.Within(probability, 0, 1),
            new NumberRange(minScale, maxScale, 0, 1),
            new NumberRange(minRatio, maxRatio, LeastRatio, float.MaxValue),
            (float)value);

    /// <summary>Zeroes a square at a random place, of which a part may lie outside: DeVries and Taylor 2017 take 16 of CIFAR-10's 32 pixels.</summary>
    /// <param name="size">The square's side.</param>
    /// <exception cref="ArgumentOutOfRangeException">The side is below 1.</exception>
    public static ImageTransform Cutout(int size)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 1);
        return new Cutout(size);
    }

    /// <summary>y = (x - mean) / standard deviation, both a channel's own. The same in training and elsewhere.</summary>
    /// <param name="statistics">Computed from the training data.</param>
    /// <exception cref="ArgumentOutOfRangeException">A channel is the same everywhere: its standard deviation is zero.</exception>
    public static ImageTransform Normalize(ChannelStatistics statistics)
    {
        ArgumentNullException.ThrowIfNull(statistics);
        return new Normalize(statistics.Mean, statistics.StandardDeviation);
    }

    /// <summary>y = (x - mean) / standard deviation, both a channel's own. The same in training and elsewhere.</summary>
    /// <param name="mean">One number a channel: 0.485, 0.456 and 0.406 for networks that were trained on ImageNet by torchvision.</param>
    /// <param name="standardDeviation">One number a channel: for those 0.229, 0.224 and 0.225.</param>
    /// <exception cref="ArgumentException">There are not as many of one as of the other.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A mean is not finite, or a deviation not above zero.</exception>
    public static ImageTransform Normalize(ReadOnlySpan<double> mean, ReadOnlySpan<double> standardDeviation) => new Normalize(mean, standardDeviation);
}
