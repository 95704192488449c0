namespace CnnGen;

/// <summary>The field numbers of TensorFlow's event.proto and summary.proto, of what is written.</summary>
internal static class EventFields
{
    public const int WallTime = 1;
    public const int Step = 2;
    public const int FileVersion = 3;
    public const int Summary = 5;
    public const int SessionLog = 7;

    public const int SessionStatus = 1;
    public const int SessionStart = 1;

    public const int SummaryValue = 1;
    public const int ValueTag = 1;
    public const int ValueScalar = 2;
    public const int ValueImage = 4;
    public const int ValueHistogram = 5;

    public const int ImageHeight = 1;
    public const int ImageWidth = 2;
    public const int ImageColorspace = 3;
    public const int ImageBytes = 4;

    public const int HistogramMinimum = 1;
    public const int HistogramMaximum = 2;
    public const int HistogramCount = 3;
    public const int HistogramSum = 4;
    public const int HistogramSquareSum = 5;
    public const int HistogramLimits = 6;
    public const int HistogramCounts = 7;
}
