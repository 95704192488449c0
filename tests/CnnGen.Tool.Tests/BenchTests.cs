using System.IO;
using CnnGen.Tests;
using Xunit;

namespace CnnGen.Tool.Tests;

/// <summary>cnngen bench: networks of an assembly are found, timed, and allocate nothing.</summary>
public sealed class BenchTests
{
    private const string Source = """
        using CnnGen;
        namespace Nets;
        [Network(Training = false), Input(3, 8, 8), Conv(4, 3), ReLU, Linear(2)] public partial class First;
        [Network(Training = false), Input(5), Linear(6), Output("early"), ReLU] public partial class Second;
        """;

    [Fact]
    public void NetworkOfAnAssembly_IsTimed()
    {
        using TemporaryFolder folder = new();
        CompiledFile.Write(Source, folder["Timed.dll"]);
        (int code, string output, string errors) = Run("bench", folder["Timed.dll"], "--network", "First", "--threads", "1", "2", "--batch", "3", "--repetitions", "5");
        Assert.Equal((0, ""), (code, errors));
        Assert.Contains("First: 4,176 multiply-adds a sample, 3 samples a call", output);
        string[] rows = [.. RowsOf(output)];
        Assert.Equal(2, rows.Length);
        Assert.All(rows, static row => Assert.EndsWith("│ 0", row));
        Assert.Equal(0, Run("bench", folder["Timed.dll"], "--network", "Nets.Second", "--repetitions", "1").Code);
    }

    [Fact]
    public void WrongUsage_IsSaid()
    {
        using TemporaryFolder folder = new();
        CompiledFile.Write(Source, folder["Timed.dll"]);
        CompiledFile.Write("class Nothing;", folder["Empty.dll"]);
        File.WriteAllText(folder["text.dll"], "text");
        Assert.Contains("--network says which: Nets.First, Nets.Second", Failure(folder["Timed.dll"]));
        Assert.Contains("no network 'Third'", Failure(folder["Timed.dll"], "--network", "Third"));
        Assert.Contains("more than an array holds", Failure(folder["Timed.dll"], "--network", "First", "--batch", "2000000000"));
        Assert.Contains("--threads", Failure(folder["Timed.dll"], "--network", "First", "--threads", "0"));
        Assert.Contains("--batch", Failure(folder["Timed.dll"], "--network", "First", "--batch", "none"));
        Assert.Contains("no network in", Failure(folder["Empty.dll"]));
        Assert.Contains("no assembly", Failure(folder["text.dll"]));
        Assert.Contains("there is no", Failure(folder["missing.dll"]));
    }

    private static System.Collections.Generic.IEnumerable<string> RowsOf(string output)
    {
        foreach (string line in output.Split('\n'))
        {
            string row = line.Trim();
            if (row.Length > 0 && char.IsAsciiDigit(row[0]))
            {
                yield return row;
            }
        }
    }

    private static string Failure(params string[] arguments)
    {
        (int code, string _, string errors) = Run(["bench", .. arguments]);
        Assert.Equal(2, code);
        return errors;
    }

    private static (int Code, string Output, string Errors) Run(params string[] arguments)
    {
        using StringWriter output = new();
        using StringWriter errors = new();
        int code = CommandLine.Run(arguments, output, errors);
        return (code, output.ToString(), errors.ToString());
    }
}
