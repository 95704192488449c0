using System.Collections.Generic;
using CnnGen.Zoo;

namespace CnnGen.ZooTable;

/// <summary>NASNet, whose cells a search found.</summary>
internal static class NasNetEntries
{
    /// <summary>The networks in the page's order.</summary>
    public static IReadOnlyList<ZooEntry> All { get; } =
    [
        ZooEntry.Of<NasNetCifar>("Zoph et al. 2018, table 1", PublishedFigure.TenthsOfMillions(33)),
        ZooEntry.Of<NasNetMobile>(ZooEntries.Pytorchcv + " for nasnet_4a1056; Zoph et al. 2018, table 3", new(5_289_978), PublishedFigure.Millions(564)),
    ];
}
