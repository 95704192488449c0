using System;

namespace CnnGen;

/// <summary>Turns, moves, scales, stretches and shears an image about its middle, all in one resampling.</summary>
internal sealed class RandomAffine(
    double degrees, double translate, NumberRange scale, double stretch, double shear, float fill) : ImageTransform
{
    /// <inheritdoc/>
    public override void Apply(ReadOnlySpan<float> source, ImageShape shape, Span<float> destination, ref RandomStream random) =>
        Warp.Apply(source, shape, Draw(shape, ref random), fill, destination);

    /// <summary>Draws a map. Every number is drawn each time, so that one setting does not change what another draws.</summary>
    private AffineMap Draw(ImageShape shape, ref RandomStream random)
    {
        double angle = random.Between(-degrees, degrees);
        double right = shape.Width * random.Between(-translate, translate);
        double down = shape.Height * random.Between(-translate, translate);
        double size = scale.Draw(ref random);
        double side = Math.Exp(random.Between(-0.5, 0.5) * Math.Log(stretch));
        double slant = random.Between(-shear, shear);
        return AffineMap.Scale(size * side, size / side)
            .Then(AffineMap.Shear(slant))
            .Then(AffineMap.Rotation(angle))
            .About((shape.Width - 1) / 2.0, (shape.Height - 1) / 2.0)
            .Then(AffineMap.Translation(right, down));
    }
}
