using System;
using System.Collections.Generic;
using System.Linq;

namespace Transfer;

/// <summary>What of a network is trained further: nothing but its head, or the body from a stage on.</summary>
internal static class Stages
{
    /// <summary>The head alone.</summary>
    public const string None = "none";

    private const string All = "all";

    // From the head down.
    private static readonly string[] Groups = ["layer4", "layer3", "layer2", "layer1"];

    /// <summary>What the command line may say.</summary>
    public static IReadOnlyList<string> Names { get; } = [None, .. Groups, All];

    /// <summary>Whether a parameter stays as it is.</summary>
    /// <param name="unfreeze">The lowest stage that is trained; with it go all above.</param>
    /// <param name="name">The parameter's name.</param>
    public static bool IsFrozen(string unfreeze, string name)
    {
        if (unfreeze == All || Head.Has(name))
        {
            return false;
        }

        int trained = Array.IndexOf(Groups, unfreeze) + 1;
        return !Groups.Take(trained).Any(group => name.StartsWith(group + ".", StringComparison.Ordinal));
    }
}
