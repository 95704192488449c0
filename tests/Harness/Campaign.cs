using System;
using System.Collections.Generic;
using System.Linq;

namespace CnnGen.Tests;

/// <summary>How much of the long random tests is run: a sample of each, the same every time, unless CNNGEN_CAMPAIGN is "full".</summary>
internal static class Campaign
{
    private const string Variable = "CNNGEN_CAMPAIGN";

    /// <summary>Whether everything is run.</summary>
    public static bool IsFull => Environment.GetEnvironmentVariable(Variable) == "full";

    /// <summary>The numbers of the batches to run.</summary>
    /// <param name="all">How many there are.</param>
    /// <param name="sample">How many of them, the first ones, are run unless everything is.</param>
    public static IEnumerable<int> Batches(int all, int sample) => Enumerable.Range(0, IsFull ? all : sample);
}
