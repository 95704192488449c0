using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Lectures;
using Lectures.Screen;
using Spectre.Console;
using Xunit;

namespace CnnGen.Samples.Tests.Lectures;

/// <summary>The tour as a process, and what it puts on a screen.</summary>
public sealed class TourTests
{
    [Fact]
    public async Task Tour_RunsToItsEnd()
    {
        (int code, string output, string error) = await RunAsync();
        Assert.Equal((0, ""), (code, error));
        Assert.All(Tour.Chapters, chapter => Assert.Contains($"{chapter.Title} ({chapter.Name})", output, StringComparison.Ordinal));
        Assert.All(Tour.Chapters.SelectMany(chapter => chapter.Mistakes), mistake => Assert.Contains($"error {mistake.Id}", output, StringComparison.Ordinal));
        Assert.DoesNotContain("Exception", output, StringComparison.Ordinal);

        // Plain text where the output is no terminal.
        Assert.DoesNotContain(output, character => char.IsControl(character) && character is not ('\n' or '\r'));
    }

    [Fact]
    public async Task List_NamesEveryChapter()
    {
        (int code, string output, _) = await RunAsync("list");
        Assert.Equal(0, code);
        Assert.All(Tour.Chapters, chapter => Assert.Contains(chapter.Name, output, StringComparison.Ordinal));
    }

    [Fact]
    public async Task OneChapter_IsShownAlone()
    {
        (int code, string output, _) = await RunAsync("padding");
        Assert.Equal(0, code);
        Assert.Contains("32 -> 28 -> 24 -> 20 -> 16", output, StringComparison.Ordinal);
        Assert.DoesNotContain("AlexNet", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("there is no chapter 'paddling'; expected list, sizes, strides", "paddling")]
    [InlineData("'pooling'", "padding", "pooling")]
    [InlineData("--colour", "padding", "--colour")]
    public async Task WrongArgument_IsOneLine(string expected, params string[] arguments)
    {
        (int code, string output, string error) = await RunAsync(arguments);
        Assert.Equal((2, ""), (code, output));
        Assert.Single(error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.StartsWith("lectures: ", error, StringComparison.Ordinal);
        Assert.Contains(expected, error, StringComparison.Ordinal);
    }

    [Fact]
    public void Names_AreDistinct() => Assert.Distinct(Tour.Chapters.Select(chapter => chapter.Name));

    [Fact]
    public void Tour_FitsEightyColumns()
    {
        const int Width = 80;
        string tour = At(Width, Tour.Walk);

        // Spectre marks what it cuts; frames that are too narrow for their content fold it into more lines.
        Assert.DoesNotContain('…', tour);
        Assert.All(tour.Split('\n'), line => Assert.InRange(line.TrimEnd().Length, 0, Width));
        Assert.Equal(FramedLines(At(1000, Tour.Walk)), FramedLines(tour));
    }

    [Fact]
    public void BlackAndWhite_IsHalfBlocks_AndGreysAreDensities()
    {
        Assert.Equal("█▀\n▀ ", PictureView.InCharacters(new Picture("", 2, [1, 1, 1, 0, 1, 0])));
        Assert.Equal(" @", PictureView.InCharacters(new Picture("", 2, [0.01f, 1, 0.01f, 1])));
    }

    private static string At(int width, Action<Page> show)
    {
        StringWriter text = new();
        IAnsiConsole console = Terminal.Plain(text);
        console.Profile.Width = width;
        show(new Page(console));
        return text.ToString();
    }

    /// <summary>The lines of frames beside each other.</summary>
    private static string[] FramedLines(string tour) => [.. tour.Split('\n').Where(line => line.Contains("│ │", StringComparison.Ordinal)).Select(line => line.TrimEnd())];

    private static async Task<(int Code, string Output, string Error)> RunAsync(params string[] arguments)
    {
        ProcessStartInfo start = new("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add(typeof(Tour).Assembly.Location);
        foreach (string argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        using Process process = Process.Start(start)!;
        Task<string> error = process.StandardError.ReadToEndAsync();
        string output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, output, await error);
    }
}
