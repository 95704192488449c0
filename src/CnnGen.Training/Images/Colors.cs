using System;
using System.Numerics;
using System.Runtime.InteropServices;

namespace CnnGen;

/// <summary>Arithmetic on colours in [0, 1], as torchvision computes it.</summary>
internal static class Colors
{
    private const double RedShare = 0.2989;
    private const double GreenShare = 0.587;
    private const double BlueShare = 0.114;
    private const float Sectors = 6;

    /// <summary>How bright a colour is: the weights of ITU-R BT.601, as torchvision rounds them.</summary>
    public static float Grey(float red, float green, float blue) => (float)((RedShare * red) + (GreenShare * green) + (BlueShare * blue));

    /// <summary>y = x * factor + other * (1 - factor), cut off at 0 and 1, in place.</summary>
    public static void Blend(Span<float> values, float other, float factor)
    {
        float rest = (1 - factor) * other;
        Vector<float> rests = new(rest);
        ref float first = ref MemoryMarshal.GetReference(values);
        int i = 0;
        for (; i <= values.Length - Vector<float>.Count; i += Vector<float>.Count)
        {
            Vector<float> blended = (Vector.LoadUnsafe(ref first, (nuint)i) * factor) + rests;
            Vector.Min(Vector.Max(blended, Vector<float>.Zero), Vector<float>.One).StoreUnsafe(ref first, (nuint)i);
        }

        for (; i < values.Length; i++)
        {
            values[i] = Math.Clamp((values[i] * factor) + rest, 0, 1);
        }
    }

    /// <summary>The mean of an image's grey values; of grey images that of their pixels.</summary>
    public static float MeanGrey(ReadOnlySpan<float> image, ImageShape shape)
    {
        double sum = 0;
        int plane = shape.PlaneLength;
        for (int i = 0; i < plane; i++)
        {
            sum += shape.Channels == 1 ? image[i] : Grey(image[i], image[plane + i], image[(2 * plane) + i]);
        }

        return (float)(sum / plane);
    }

    /// <summary>Moves each colour away from its grey or towards it: 0 makes grey of it, 1 leaves it.</summary>
    public static void Saturate(Span<float> image, int plane, float factor)
    {
        for (int i = 0; i < plane; i++)
        {
            ref float red = ref image[i];
            ref float green = ref image[plane + i];
            ref float blue = ref image[(2 * plane) + i];
            float rest = (1 - factor) * Grey(red, green, blue);
            red = Math.Clamp((red * factor) + rest, 0, 1);
            green = Math.Clamp((green * factor) + rest, 0, 1);
            blue = Math.Clamp((blue * factor) + rest, 0, 1);
        }
    }

    /// <summary>Turns each colour's hue by a part of the whole circle.</summary>
    public static void TurnHue(Span<float> image, int plane, float turn)
    {
        for (int i = 0; i < plane; i++)
        {
            (float hue, float saturation, float value) = ToHsv(image[i], image[plane + i], image[(2 * plane) + i]);
            hue += turn;
            (image[i], image[plane + i], image[(2 * plane) + i]) = ToRgb(hue - MathF.Floor(hue), saturation, value);
        }
    }

    /// <summary>Hue, saturation and value, each in [0, 1].</summary>
    public static (float Hue, float Saturation, float Value) ToHsv(float red, float green, float blue)
    {
        float most = Math.Max(red, Math.Max(green, blue));
        float range = most - Math.Min(red, Math.Min(green, blue));
        if (range == 0)
        {
            return (0, 0, most);
        }

        float sector = most == red ? (green - blue) / range
            : most == green ? 2 + ((blue - red) / range)
            : 4 + ((red - green) / range);
        float hue = sector / Sectors;
        return (hue - MathF.Floor(hue), range / most, most);
    }

    /// <summary>Red, green and blue of a hue in [0, 1].</summary>
    public static (float Red, float Green, float Blue) ToRgb(float hue, float saturation, float value)
    {
        float place = hue * Sectors;
        float sector = MathF.Floor(place);
        float part = place - sector;
        float low = Math.Clamp(value * (1 - saturation), 0, 1);
        float falling = Math.Clamp(value * (1 - (saturation * part)), 0, 1);
        float rising = Math.Clamp(value * (1 - (saturation * (1 - part))), 0, 1);
        return (int)sector switch
        {
            1 => (falling, value, low),
            2 => (low, value, rising),
            3 => (low, falling, value),
            4 => (rising, low, value),
            5 => (value, low, falling),
            _ => (value, rising, low),
        };
    }
}
