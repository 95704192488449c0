using System;

namespace CnnGen;

/// <summary>Changes brightness, contrast, saturation and hue of images in [0, 1] by random amounts, in a random order.</summary>
internal sealed class ColorJitter(double brightness, double contrast, double saturation, double hue) : ImageTransform
{
    private const int Changes = 4;

    /// <inheritdoc/>
    public override ImageShape OutputShape(ImageShape input) => input.Channels is 1 or 3
        ? input
        : throw new ArgumentException($"an image of {input} has no colours to change; expected 1 or 3 channels", nameof(input));

    /// <inheritdoc/>
    public override void Apply(ReadOnlySpan<float> source, ImageShape shape, Span<float> destination, ref RandomStream random)
    {
        source.CopyTo(destination);
        Span<float> image = destination[..shape.Length];

        // Drawn each time, whatever is set: then one setting does not change what another draws.
        Span<float> amounts =
        [
            (float)random.Between(Math.Max(0, 1 - brightness), 1 + brightness),
            (float)random.Between(Math.Max(0, 1 - contrast), 1 + contrast),
            (float)random.Between(Math.Max(0, 1 - saturation), 1 + saturation),
            (float)random.Between(-hue, hue),
        ];
        Span<int> order = stackalloc int[Changes];
        SampleOrder.Permute(order, ref random);
        foreach (int change in order)
        {
            Change(change, amounts[change], image, shape);
        }
    }

    private void Change(int change, float amount, Span<float> image, ImageShape shape)
    {
        switch (change)
        {
            case 0 when brightness > 0:
                Colors.Blend(image, 0, amount);
                break;
            case 1 when contrast > 0:
                Colors.Blend(image, Colors.MeanGrey(image, shape), amount);
                break;
            case 2 when saturation > 0 && shape.Channels > 1:
                Colors.Saturate(image, shape.PlaneLength, amount);
                break;
            case 3 when hue > 0 && shape.Channels > 1:
                Colors.TurnHue(image, shape.PlaneLength, amount);
                break;
        }
    }
}
