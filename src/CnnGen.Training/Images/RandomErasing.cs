using System;

namespace CnnGen;

/// <summary>Fills a rectangle of random place, area and sides, with a probability.</summary>
/// <remarks>Zhong et al. 2020, "Random Erasing Data Augmentation"; drawn as torchvision draws it.</remarks>
internal sealed class RandomErasing(double probability, NumberRange area, NumberRange ratio, float value) : ImageTransform
{
    private const int Tries = 10;

    /// <inheritdoc/>
    public override void Apply(ReadOnlySpan<float> source, ImageShape shape, Span<float> destination, ref RandomStream random)
    {
        source.CopyTo(destination);
        if (!random.Chance(probability))
        {
            return;
        }

        for (int attempt = 0; attempt < Tries; attempt++)
        {
            double pixels = shape.PlaneLength * area.Draw(ref random);
            double sides = ratio.DrawRatio(ref random);
            int height = (int)Math.Round(Math.Sqrt(pixels * sides));
            int width = (int)Math.Round(Math.Sqrt(pixels / sides));
            if (height < shape.Height && width < shape.Width)
            {
                int top = random.Below(shape.Height - height + 1);
                int left = random.Below(shape.Width - width + 1);
                Eraser.Fill(destination, shape, new ImageRegion(top, left, height, width), value);
                return;
            }
        }
    }
}
