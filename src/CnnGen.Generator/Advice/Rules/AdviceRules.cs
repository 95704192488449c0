using System;
using System.Collections.Generic;
using CnnGen.Generator.Graph;
using CnnGen.Generator.Model;

namespace CnnGen.Generator.Advice.Rules;

/// <summary>The one table of what is said about networks that are right and could be better.</summary>
internal static class AdviceRules
{
    public static readonly IReadOnlyList<Func<DeclaredNetwork, IEnumerable<LayerError>>> All =
    [
        BiasUnderNormRule.Check,
        LinearPairRule.Check,
        DeadBranchRule.Check,
        LastDropoutRule.Check,
        NarrowViewRule.Check,
        UnseenPaddingRule.Check,
        UnusedNameRule.Check,
    ];
}
