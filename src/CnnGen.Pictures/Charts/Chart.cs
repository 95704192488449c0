using System;
using System.Globalization;
using System.IO;
using System.Text;
using CnnGen.Runtime;
using OxyPlot;
using OxyPlot.Axes;
using OxyPlot.Legends;

namespace CnnGen.Pictures;

/// <summary>A chart, which is saved as SVG or PNG. It needs no native code and no fonts.</summary>
/// <remarks>As PNG letters are drawn by strokes: those of ASCII; others are boxes there. SVG has every letter.</remarks>
public sealed class Chart
{
    private const int UsualWidth = 800;
    private const int UsualHeight = 500;
    private const int SmallestSize = 100;
    private const int TitleDistance = 8;

    // What a machine without it takes instead is as wide.
    private const string Font = "Arial";

    private readonly PlotModel _model;

    internal Chart(PlotModel model) => _model = model;

    /// <summary>The text of an SVG file.</summary>
    /// <param name="width">Its width in pixels: at least 100.</param>
    /// <param name="height">Its height in pixels: at least 100.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size is smaller.</exception>
    public string ToSvg(int width = UsualWidth, int height = UsualHeight)
    {
        using MemoryStream stream = new();
        WriteSvg(stream, width, height);
        return Encoding.UTF8.GetString(stream.ToArray()).TrimStart('\uFEFF');
    }

    /// <summary>The chart as a picture.</summary>
    /// <param name="width">Its width in pixels: at least 100.</param>
    /// <param name="height">Its height in pixels: at least 100.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size is smaller.</exception>
    public Picture ToPicture(int width = UsualWidth, int height = UsualHeight)
    {
        CheckSize(width, height);
        Picture picture = new(width, height, Rgb.White);
        IPlotModel model = _model;
        model.Update(updateData: true);
        model.Render(new PictureRenderContext(picture), new OxyRect(0, 0, width, height));
        return picture;
    }

    /// <summary>Saves it as SVG, beside the file first and then in its place.</summary>
    /// <param name="path">The file.</param>
    /// <param name="width">Its width in pixels: at least 100.</param>
    /// <param name="height">Its height in pixels: at least 100.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size is smaller.</exception>
    /// <exception cref="IOException">It cannot be written; what was there is as it was.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written.</exception>
    public void SaveSvg(string path, int width = UsualWidth, int height = UsualHeight) =>
        AtomicFile.Write(path, stream => WriteSvg(stream, width, height));

    /// <summary>Saves it as PNG, beside the file first and then in its place.</summary>
    /// <param name="path">The file.</param>
    /// <param name="width">Its width in pixels: at least 100.</param>
    /// <param name="height">Its height in pixels: at least 100.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size is smaller.</exception>
    /// <exception cref="IOException">It cannot be written; what was there is as it was.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written.</exception>
    public void SavePng(string path, int width = UsualWidth, int height = UsualHeight) => ToPicture(width, height).SavePng(path);

    /// <summary>A chart without axes and series.</summary>
    /// <param name="title">What stands above it.</param>
    internal static PlotModel CreateModel(string title)
    {
        PlotModel model = new()
        {
            Title = title,
            Culture = CultureInfo.InvariantCulture,
            DefaultFont = Font,
            Background = OxyColors.White,
        };
        model.Legends.Add(new Legend { LegendPlacement = LegendPlacement.Outside, LegendPosition = LegendPosition.RightTop });
        return model;
    }

    /// <summary>An axis with lines across the chart.</summary>
    /// <param name="position">Where it is.</param>
    /// <param name="title">What it counts.</param>
    internal static LinearAxis CreateAxis(AxisPosition position, string title) => new()
    {
        Position = position,
        Title = title,
        AxisTitleDistance = TitleDistance,
        MajorGridlineStyle = LineStyle.Solid,
        MajorGridlineColor = OxyColor.FromRgb(224, 224, 224),
    };

    private static void CheckSize(int width, int height)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, SmallestSize);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, SmallestSize);
    }

    private void WriteSvg(Stream stream, int width, int height)
    {
        CheckSize(width, height);
        new SvgExporter { Width = width, Height = height }.Export(_model, stream);
    }
}
