using System;
using System.Collections.Generic;
using CnnGen;
using Digits.Synthetic;
using Spectre.Console;

namespace Digits;

/// <summary>Draws digits in the terminal, two rows of pixels to a line, darker ink as denser characters.</summary>
internal static class DigitArt
{
    private const int Gap = 3;
    private const int WidestLine = 120;
    private const string Densities = " .:-=+*#%@";

    /// <summary>Draws some of the digits that were read wrongly.</summary>
    public static void ShowMisread(IAnsiConsole console, Dataset data, Evaluation evaluation, int most)
    {
        List<int> misread = [];
        for (int i = 0; i < evaluation.Samples && misread.Count < most; i++)
        {
            if (evaluation.Predictions[i] != data.Label(i))
            {
                misread.Add(i);
            }
        }

        if (misread.Count == 0)
        {
            console.WriteLine("not one was misread");
            return;
        }

        console.WriteLine("misread:");
        int perLine = Math.Max(1, Math.Min(console.Profile.Width, WidestLine) / (SyntheticDigits.Side + Gap));
        for (int first = 0; first < misread.Count; first += perLine)
        {
            Grid grid = new();
            List<Text> captions = [];
            List<Text> pictures = [];
            foreach (int index in misread.GetRange(first, Math.Min(perLine, misread.Count - first)))
            {
                grid.AddColumn(new GridColumn().NoWrap().PadLeft(0).PadRight(Gap));
                captions.Add(new Text($"is {data.Label(index)}, read as {evaluation.Predictions[index]}"));
                pictures.Add(Picture(data, index));
            }

            grid.AddRow([.. captions]).AddRow([.. pictures]);
            console.Write(grid);
        }
    }

    private static Text Picture(Dataset data, int index)
    {
        Span<float> pixels = stackalloc float[SyntheticDigits.Side * SyntheticDigits.Side];
        data.Read(index, pixels);
        System.Text.StringBuilder text = new();
        for (int row = 0; row < SyntheticDigits.Side; row += 2)
        {
            for (int column = 0; column < SyntheticDigits.Side; column++)
            {
                // A character is twice as high as it is wide: the mean of two rows.
                float shade = (pixels[(row * SyntheticDigits.Side) + column] + pixels[((row + 1) * SyntheticDigits.Side) + column]) / 2;
                text.Append(Densities[Math.Min(Densities.Length - 1, (int)(shade * Densities.Length))]);
            }

            text.Append('\n');
        }

        return new Text(text.ToString());
    }
}
