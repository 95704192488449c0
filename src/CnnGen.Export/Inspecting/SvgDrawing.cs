using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Net;
using System.Text;

namespace CnnGen.Export.Inspecting;

/// <summary>Draws a network: a box for each layer, with its declaration and its output's shape, and lines from what it reads.</summary>
internal sealed class SvgDrawing
{
    // Pixels, of a font whose letters are about as wide.
    private const int LetterWidth = 7;
    private const int BoxHeight = 38;
    private const int RowHeight = 62;
    private const int ColumnGap = 24;
    private const int Padding = 10;
    private const int Margin = 16;

    private readonly NetworkInfo _network;
    private readonly GraphLayout _layout;
    private readonly int _boxWidth;
    private readonly StringBuilder _svg = new();

    private SvgDrawing(NetworkInfo network)
    {
        _network = network;
        _layout = new GraphLayout(network);
        IEnumerable<string> texts = network.Layers.SelectMany(static layer => new[] { Title(layer.Name, layer.OutputShape), layer.Kind }).Append(Title(network.Name, network.InputShape));
        _boxWidth = (texts.Max(static text => text.Length) * LetterWidth) + (2 * Padding);
    }

    /// <summary>The drawing as a file's text.</summary>
    public static string Of(NetworkInfo network) => new SvgDrawing(network).Draw();

    private int Width => (2 * Margin) + (_layout.Columns * (_boxWidth + ColumnGap)) - ColumnGap;

    private int Height => (2 * Margin) + (_layout.Rows * RowHeight) + BoxHeight;

    private string Draw()
    {
        Line($"""<svg xmlns="http://www.w3.org/2000/svg" width="{Width}" height="{Height}" viewBox="0 0 {Width} {Height}" font-family="monospace" font-size="11">""");
        Line($"""<rect width="{Width}" height="{Height}" fill="white"/>""");
        for (int layer = 0; layer < _network.Layers.Count; layer++)
        {
            foreach (int input in _network.Layers[layer].Inputs.Distinct())
            {
                DrawLine(input, layer);
            }
        }

        DrawBox(-1, _network.Name, "input", _network.InputShape, "#eeeeee");
        HashSet<int> outputs = [.. _network.Outputs.Select(static output => output.Layer)];
        for (int layer = 0; layer < _network.Layers.Count; layer++)
        {
            LayerInfo info = _network.Layers[layer];
            DrawBox(layer, info.Name, info.Kind, info.OutputShape, outputs.Contains(layer) ? "#ffe9c7" : info.Parameters > 0 ? "#d9e8fb" : "white");
        }

        Line($"</svg>");
        return _svg.ToString();
    }

    /// <summary>Down the column of what is read, which is free that far, then across above the reader's row.</summary>
    private void DrawLine(int from, int to)
    {
        (int x1, int y1, int x2, int y2) = (CentreOf(from), TopOf(from) + BoxHeight, CentreOf(to), TopOf(to));
        int across = y2 - ((RowHeight - BoxHeight) / 2);
        string path = x1 == x2 ? $"M{x1} {y1}V{y2}" : $"M{x1} {y1}V{across}H{x2}V{y2}";
        Line($"""<path d="{path}" fill="none" stroke="#888888"/>""");
    }

    private void DrawBox(int layer, string name, string text, IReadOnlyList<int> shape, string colour)
    {
        (int left, int top) = (CentreOf(layer) - (_boxWidth / 2), TopOf(layer));
        Line($"""<rect x="{left}" y="{top}" width="{_boxWidth}" height="{BoxHeight}" rx="4" fill="{colour}" stroke="#555555"/>""");
        Line($"""<text x="{left + Padding}" y="{top + 15}" font-weight="bold">{WebUtility.HtmlEncode(Title(name, shape))}</text>""");
        Line($"""<text x="{left + Padding}" y="{top + 30}">{WebUtility.HtmlEncode(text)}</text>""");
    }

    private int CentreOf(int layer) => Margin + (_layout.ColumnOf(layer) * (_boxWidth + ColumnGap)) + (_boxWidth / 2);

    private int TopOf(int layer) => Margin + (_layout.RowOf(layer) * RowHeight);

    private static string Title(string name, IReadOnlyList<int> shape) => $"{name}  {string.Join('x', shape.Select(static size => size.ToString(CultureInfo.InvariantCulture)))}";

    private void Line(FormattableString text) => _svg.Append(text.ToString(CultureInfo.InvariantCulture)).Append('\n');
}
