using System.Collections.Generic;
using System.Linq;
using CnnGen.Generator;
using Microsoft.CodeAnalysis;
using Xunit;

namespace CnnGen.Tests;

/// <summary>Asserts what an edit made the generator do again.</summary>
internal static class Steps
{
    /// <summary>No network was seen as changed and no file written anew.</summary>
    public static void NothingIsRegenerated(GeneratorRun run)
    {
        // Cached where the whole parse result was equal, Unchanged where only its diagnostics had moved.
        Assert.All(Reasons(run, CnnGenerator.SpecStep), reason => Assert.True(reason is IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged, $"a network was {reason}"));
        Assert.All(SourceOutputs(run), reason => Assert.Equal(IncrementalStepRunReason.Cached, reason));
    }

    /// <summary>So many networks were seen as changed, the others not.</summary>
    public static void Regenerated(GeneratorRun run, int networks) =>
        Assert.Equal(networks, Reasons(run, CnnGenerator.SpecStep).Count(reason => reason is IncrementalStepRunReason.Modified or IncrementalStepRunReason.New));

    /// <summary>Every network calls the kernels that it called before, so the assembly's kernels were not looked at.</summary>
    public static void KernelsAreAsBefore(GeneratorRun run) => Assert.All(
        Reasons(run, CnnGenerator.KernelStep), reason => Assert.True(reason is IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged, $"kernels were {reason}"));

    private static IReadOnlyList<IncrementalStepRunReason> Reasons(GeneratorRun run, string step) =>
        run.Result.TrackedSteps.TryGetValue(step, out var steps) ? steps.SelectMany(one => one.Outputs).Select(output => output.Reason).ToList() : [];

    // The outputs that take a file; the others take diagnostics, which are reported anew whenever they move.
    private static IEnumerable<IncrementalStepRunReason> SourceOutputs(GeneratorRun run) =>
        run.Result.TrackedOutputSteps.SelectMany(pair => pair.Value)
            .Where(step => step.Inputs.Any(input => input.Source.Name == CnnGenerator.FileStep))
            .SelectMany(step => step.Outputs).Select(output => output.Reason);
}
