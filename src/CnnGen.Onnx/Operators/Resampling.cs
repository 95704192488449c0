using System;
using System.Linq;

namespace CnnGen.Onnx.Operators;

/// <summary>How one axis is resized, by ONNX's definitions.</summary>
/// <param name="Input">The axis's size.</param>
/// <param name="Output">Its new size.</param>
/// <param name="Scale">The factor, of which the new size may be the whole part.</param>
/// <param name="Coordinates">Which place of the input an element of the output has.</param>
/// <param name="First">Where a crop begins, of the axis.</param>
/// <param name="Last">Where it ends.</param>
internal sealed record Resampling(int Input, int Output, double Scale, string Coordinates, double First, double Last)
{
    /// <summary>The mode whose places may lie outside, where the output has a value of its own.</summary>
    public const string Crop = "tf_crop_and_resize";

    public bool IsNothing => Input == Output && Scale == 1 && Coordinates != Crop;

    // Before the whole part is taken.
    private double Length => Scale * Input;

    /// <summary>The place of an element, in elements of the input.</summary>
    public double Place(int i) => Coordinates switch
    {
        "half_pixel" => ((i + 0.5) / Scale) - 0.5,
        "half_pixel_symmetric" => (Input / 2.0 * (1 - (Output / Length))) + ((i + 0.5) / Scale) - 0.5,
        "pytorch_half_pixel" => Output > 1 ? ((i + 0.5) / Scale) - 0.5 : 0,
        "asymmetric" => i / Scale,
        "align_corners" => Output > 1 ? i * (Input - 1) / (Length - 1) : 0,
        Crop => Output > 1 ? (First * (Input - 1)) + (i * (Last - First) * (Input - 1) / (Output - 1)) : 0.5 * (First + Last) * (Input - 1),
        _ => throw new ImportException($"coordinates by '{Coordinates}' are none of ONNX's"),
    };

    /// <summary>Whether an element of a crop lies outside.</summary>
    public bool IsOutside(int i) => Coordinates == Crop && (Place(i) < 0 || Place(i) > Input - 1);

    /// <summary>Which element each is a copy of.</summary>
    /// <param name="rounding">What becomes of places between two.</param>
    public int[] Nearest(string rounding) => [.. Enumerable.Range(0, Output).Select(i => (int)Math.Clamp(Round(Place(i), rounding), 0, Input - 1))];

    /// <summary>For each element the factors of those of the input.</summary>
    /// <param name="kernel">How much those around a place count.</param>
    public float[][] Sums(ResamplingKernel kernel) => [.. Enumerable.Range(0, Output).Select(i => IsOutside(i) ? new float[Input] : Sum(Place(i), kernel))];

    private static double Round(double place, string rounding) => rounding switch
    {
        "round_prefer_floor" => Math.Ceiling(place - 0.5),
        "round_prefer_ceil" => Math.Floor(place + 0.5),
        "floor" => Math.Floor(place),
        "ceil" => Math.Ceiling(place),
        _ => throw new ImportException($"rounding by '{rounding}' is none of ONNX's"),
    };

    // What lies outside counts as the edge does, or not at all.
    private float[] Sum(double place, ResamplingKernel kernel)
    {
        double scale = kernel.IsSmoothing ? Math.Min(Scale, 1) : 1;
        int before = (int)Math.Ceiling(place) - 1;
        int reach = (int)Math.Ceiling(kernel.Reach / scale);
        double[] factors = new double[Input];
        double total = 0;
        for (int at = before - reach + 1; at <= before + reach; at++)
        {
            bool isInside = at >= 0 && at < Input;
            double factor = isInside || !kernel.ExcludesOutside ? kernel.Factor((at - place) * scale) : 0;
            factors[Math.Clamp(at, 0, Input - 1)] += factor;
            total += factor;
        }

        return Array.ConvertAll(factors, factor => (float)(factor / total));
    }
}

/// <summary>How much elements around a place count.</summary>
/// <param name="Cubic">The coefficient of cubic interpolation; null for straight lines.</param>
/// <param name="ExcludesOutside">Whether what lies outside does not count, in place of the edge.</param>
/// <param name="IsSmoothing">Whether a smaller output sees as many more elements.</param>
internal sealed record ResamplingKernel(double? Cubic, bool ExcludesOutside, bool IsSmoothing)
{
    /// <summary>How far elements count on each side.</summary>
    public int Reach => Cubic is null ? 1 : 2;

    /// <summary>The factor at a distance.</summary>
    public double Factor(double distance)
    {
        double x = Math.Abs(distance);
        return Cubic is not { } a ? Math.Max(0, 1 - x)
            : x <= 1 ? ((((a + 2) * x) - (a + 3)) * x * x) + 1
            : x < 2 ? (((((a * x) - (5 * a)) * x) + (8 * a)) * x) - (4 * a)
            : 0;
    }
}
