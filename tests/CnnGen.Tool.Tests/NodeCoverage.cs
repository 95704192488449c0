using System.Collections.Generic;
using System.Linq;

namespace CnnGen.Tool.Tests;

/// <summary>Operator cases that are not imported, and why. A test compares it with what is: nothing is left out unsaid, and nothing stands here that runs.</summary>
internal static class NodeCoverage
{
    private static readonly (string Reason, string[] Cases)[] Reasons =
    [
    ];

    public static IReadOnlyDictionary<string, string> NotRun { get; } =
        Reasons.SelectMany(static group => group.Cases.Select(name => (name, group.Reason))).ToDictionary();
}
