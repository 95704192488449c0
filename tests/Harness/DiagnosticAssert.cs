using System.Threading.Tasks;
using Microsoft.CodeAnalysis.Testing;
using Xunit;

namespace CnnGen.Tests;

/// <summary>Compares what is reported with the marks in a source, by the testing library's <see cref="DiagnosticTest"/>.</summary>
internal static class DiagnosticAssert
{
    /// <summary>The generator reports exactly what is marked, nothing crashes, and the compiler has nothing to add.</summary>
    /// <param name="markup">The source.</param>
    /// <param name="weights">The project's weights files as the build lists them; null where it does not.</param>
    public static GeneratorRun Reports(string markup, string? weights = null)
    {
        GeneratorRun run = Passes(new DiagnosticTest(markup, BoundCode.NewKernels) { Weights = weights });
        GeneratedBodies.Remember(run.Output);
        return run;
    }

    /// <summary>The same where the code around the network may change what a name in a kernel means.</summary>
    public static GeneratorRun ReportsInFull(string markup) => Passes(new DiagnosticTest(markup, BoundCode.AllKernels));

    /// <summary>The generator reports exactly what is marked and nothing crashes; the compiler may complain too.</summary>
    public static GeneratorRun ReportsAmongOthers(string markup) =>
        Passes(new DiagnosticTest(markup, BoundCode.Handwritten) { CompilerDiagnostics = CompilerDiagnostics.None });

    /// <summary>The analyzer advises exactly what is marked, on networks with which the generator is content, in code with which the compiler is.</summary>
    public static void Advises(string markup) => Passes(new DiagnosticTest(markup, BoundCode.Handwritten) { IncludesAdvice = true });

    /// <summary>The generator did not throw (the compiler would say CS8785) and met no error of its own (CNN900), and the analyzer did not throw.</summary>
    public static void DoesNotCrash(GeneratorRun run)
    {
        Assert.True(run.Result.Exception is null, run.Result.Exception?.ToString());
        Assert.DoesNotContain(run.Result.Diagnostics, diagnostic => diagnostic.Id is "CNN900" or "CS8785");
        Assert.NotNull(run.Advice);
    }

    private static GeneratorRun Passes(DiagnosticTest test)
    {
        // Away from the runner's context, whose few threads the waiting would take from the test itself.
        Task.Run(() => test.RunAsync()).GetAwaiter().GetResult();
        return test.Run!;
    }
}
