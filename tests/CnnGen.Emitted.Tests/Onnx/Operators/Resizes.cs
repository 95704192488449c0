using System.Linq;
using CnnGen.Tests.Onnx;

namespace CnnGen.Emitted.Tests.Onnx.Operators;

/// <summary>Resize and Upsample of images by whole factors, and by those of which the nearest elements are a part of such a result.</summary>
internal static class Resizes
{
    // The batch's axis and the channels'.
    private const int FirstPosition = 2;

    public static OnnxNetwork? Resize(OnnxCase recorded) => recorded.Node.Text("mode", "nearest") switch
    {
        "nearest" => Nearest(recorded, NearestSources.OfResize(recorded.Node, recorded.Outputs[0].Shape)),
        "linear" => Linear(recorded),
        _ => null,
    };

    /// <summary>The operator that was there before Resize.</summary>
    public static OnnxNetwork? Upsample(OnnxCase recorded) => recorded.Node.Text("mode", "nearest") == "nearest"
        ? Nearest(recorded, NearestSources.OfUpsample(recorded.Node, recorded.Outputs[0].Shape))
        : null;

    /// <summary>Straight lines between neighbours, by one whole factor.</summary>
    private static OnnxNetwork? Linear(OnnxCase recorded)
    {
        string mode = recorded.Node.Text("coordinate_transformation_mode", "half_pixel");
        int[] factors = recorded.Outputs[0].Shape.Zip(recorded.X.Shape, (output, input) => output % input == 0 ? output / input : 0).ToArray();
        return mode is "half_pixel" or "align_corners" && factors is [1, 1, > 0 and int factor, _] && factors[FirstPosition + 1] == factor
            ? OnnxNetwork.Of(recorded, $"Upsample({factor}, Mode = UpsampleMode.Bilinear, AlignCorners = {Formula.Text(mode == "align_corners")})")
            : null;
    }

    /// <param name="recorded">The case.</param>
    /// <param name="sources">For each element of each axis of the output the one of the input that it is a copy of, if that is known.</param>
    private static OnnxNetwork? Nearest(OnnxCase recorded, int[][]? sources)
    {
        OnnxTensor x = recorded.X;
        if (sources is not [_, _, int[] rows, int[] columns])
        {
            return null;
        }

        SampleView view = SampleView.Batch(x.Shape);
        (int height, int width) = (x.Shape[FirstPosition], x.Shape[FirstPosition + 1]);
        if (StrideOf(rows, height) is int down && StrideOf(columns, width) is int right)
        {
            return OnnxNetwork.Of(view, x, $"MaxPool(1, StrideHeight = {down}, StrideWidth = {right}, Fit = Fit.Floor)");
        }

        if (Repetition.Of(rows, height) is not { } vertical || Repetition.Of(columns, width) is not { } horizontal)
        {
            return null;
        }

        return vertical.Scale == horizontal.Scale ? OnnxNetwork.Of(view, x, Repeated(vertical, horizontal)) : ByRows(x, vertical, horizontal);
    }

    // Upsampled, then without what comes too early and too late; the last element goes on where there is too little.
    private static string Repeated(Repetition vertical, Repetition horizontal)
    {
        string upsample = $"Upsample({vertical.Scale})";
        if (vertical.IsWhole && horizontal.IsWhole)
        {
            return upsample;
        }

        string crop = $"Crop({vertical.Skipped}, {horizontal.Skipped}, {vertical.Kept}, {horizontal.Kept})";
        return vertical.Added + horizontal.Added == 0
            ? $"{upsample}, {crop}"
            : $"{upsample}, {crop}, Pad(PadMode = PadMode.Replicate, PadBottom = {vertical.Added}, PadRight = {horizontal.Added})";
    }

    /// <summary>By unequal factors: a channel is a sample of rows that are channels, which are so often side by side and then shuffled.</summary>
    private static OnnxNetwork? ByRows(OnnxTensor x, Repetition vertical, Repetition horizontal)
    {
        (int samples, int rows, int columns) = SampleView.Around(x.Shape, FirstPosition, FirstPosition);
        string copies = string.Join(", ", Enumerable.Repeat("\"wide\"", vertical.Scale - 1));
        string layers = $"Upsample({horizontal.Scale}, Name = \"wide\"), Concat({copies}), ChannelShuffle({vertical.Scale})";
        bool isWhole = vertical.IsWhole && horizontal.IsWhole && vertical.Scale > 1;
        return isWhole ? OnnxNetwork.Of(new SampleView(samples, [rows, columns]), x, layers) : null;
    }

    /// <summary>Which element is taken of so many, from the first on; null where they are not as far apart, or some are left over.</summary>
    private static int? StrideOf(int[] sources, int size) => Enumerable.Range(1, size)
        .Where(stride => ((size - 1) / stride) + 1 == sources.Length && sources.Select((source, i) => source == i * stride).All(holds => holds))
        .Cast<int?>().FirstOrDefault();
}
