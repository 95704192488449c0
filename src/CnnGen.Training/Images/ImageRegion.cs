namespace CnnGen;

/// <summary>A rectangle of an image, in pixels.</summary>
/// <param name="Top">Its first row.</param>
/// <param name="Left">Its first column.</param>
/// <param name="Height">Its rows.</param>
/// <param name="Width">Its columns.</param>
internal readonly record struct ImageRegion(int Top, int Left, int Height, int Width)
{
    /// <summary>A whole image.</summary>
    public static ImageRegion WholeOf(ImageShape shape) => new(0, 0, shape.Height, shape.Width);

    /// <summary>The largest rectangle in the middle of an image whose sides are as those of another.</summary>
    public static ImageRegion CenterLike(int height, int width, int likeHeight, int likeWidth)
    {
        // Compared as products, so that equal ratios give the whole image.
        bool isTooWide = (long)width * likeHeight > (long)likeWidth * height;
        int regionHeight = isTooWide ? height : Scale(width, likeHeight, likeWidth, height);
        int regionWidth = isTooWide ? Scale(height, likeWidth, likeHeight, width) : width;
        return Center(height, width, regionHeight, regionWidth);
    }

    /// <summary>A rectangle in the middle of an image.</summary>
    public static ImageRegion Center(int height, int width, int regionHeight, int regionWidth) =>
        new((height - regionHeight) / 2, (width - regionWidth) / 2, regionHeight, regionWidth);

    private static int Scale(int side, int numerator, int denominator, int most) =>
        (int)System.Math.Clamp(System.Math.Round((double)side * numerator / denominator), 1, most);
}
