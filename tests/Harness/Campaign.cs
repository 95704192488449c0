using System;
using System.Collections.Generic;
using System.Linq;

namespace CnnGen.Tests;

/// <summary>
/// How much of the long tests is run: a sample of each, the same every time, unless CNNGEN_CAMPAIGN is "full"; "all" runs what takes too long for
/// every commit, too.
/// </summary>
internal static class Campaign
{
    private const string Variable = "CNNGEN_CAMPAIGN";

    /// <summary>Whether everything is run that a commit has to pass.</summary>
    public static bool IsFull => Environment.GetEnvironmentVariable(Variable) is "full" or "all";

    /// <summary>Whether everything is run that there is.</summary>
    public static bool IsComplete => Environment.GetEnvironmentVariable(Variable) == "all";

    /// <summary>The numbers of the batches to run.</summary>
    /// <param name="all">How many there are.</param>
    /// <param name="full">How many of them, the first ones, a commit has to pass.</param>
    /// <param name="sample">How many of them are run where nothing is asked for.</param>
    public static IEnumerable<int> Batches(int all, int full, int sample) => Enumerable.Range(0, IsComplete ? all : IsFull ? full : sample);
}
